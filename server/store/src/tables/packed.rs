//! Many rows in one: sets travel to and from SQLite as JSON texts, because a row costs more on its way through the
//! connection's channel than in the database. Ids are 32 hexadecimal digits in them.

use crate::Error;
use domain::{ServiceId, Services};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{borrow::Cow, collections::HashMap, sync::Arc};
use uuid::Uuid;

/// A JSON list of ids.
pub(crate) fn ids(ids: impl IntoIterator<Item = Uuid>) -> String {
    list(ids, push_id)
}

/// A JSON list of strings that need no escape, each written by `push`.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>, push: impl Fn(&mut String, T)) -> String {
    let items = items.into_iter();
    let mut text = String::with_capacity(2 + items.size_hint().0 * 36);
    text.push('[');
    for item in items {
        if text.len() > 1 {
            text.push(',');
        }
        text.push('"');
        push(&mut text, item);
        text.push('"');
    }
    text.push(']');
    text
}

/// Writes `id` as the database's texts have it.
pub(crate) fn push_id(text: &mut String, id: Uuid) {
    text.push_str(id.simple().encode_lower(&mut Uuid::encode_buffer()));
}

/// The digits of all ids of a set, end to end.
pub(crate) fn services(services: &Services) -> String {
    let mut text = String::with_capacity(services.len() * 32);
    services
        .iter()
        .for_each(|service| push_id(&mut text, service.0));
    text
}

/// Reads what the database packed.
pub(crate) fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::Inconsistent(format!("unreadable facts: {error}")))
}

/// An id in a packed text.
#[derive(Clone, Copy)]
pub(crate) struct Id(pub(crate) Uuid);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Uuid::try_parse(text).map(Self).map_err(D::Error::custom)
    }
}

/// A text that is borrowed where it has no escapes.
#[derive(Deserialize)]
pub(crate) struct Text<'t>(#[serde(borrow)] pub(crate) Cow<'t, str>);

/// Gives equal texts and equal sets of services one place in memory: a hundred thousand licenses have few.
#[derive(Default)]
pub(crate) struct Shared<'t> {
    texts: HashMap<Cow<'t, str>, Arc<str>>,
    services: HashMap<&'t str, Services>,
}

impl<'t> Shared<'t> {
    /// The text's place.
    pub(crate) fn text(&mut self, text: Text<'t>) -> Arc<str> {
        let make = |text: &Cow<'t, str>| Arc::from(&**text);
        self.texts.entry(text.0).or_insert_with_key(make).clone()
    }

    /// The set whose ids' digits stand end to end.
    pub(crate) fn services(&mut self, digits: &'t str) -> Result<Services, Error> {
        if let Some(known) = self.services.get(digits) {
            return Ok(known.clone());
        }
        let services = services_of(digits)?;
        self.services.insert(digits, services.clone());
        Ok(services)
    }
}

/// The set whose ids' digits stand end to end.
pub(crate) fn services_of(digits: &str) -> Result<Services, Error> {
    Ok(ids_of(digits)?.into_iter().map(ServiceId).collect())
}

/// The ids whose digits stand end to end.
pub(crate) fn ids_of(digits: &str) -> Result<Vec<Uuid>, Error> {
    let wrong = || Error::Inconsistent(format!("{digits:?} is no list of ids"));
    let id = |at| Uuid::try_parse(digits.get(at..at + 32)?).ok();
    (0..digits.len())
        .step_by(32)
        .map(|at| id(at).ok_or_else(wrong))
        .collect()
}
