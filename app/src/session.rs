//! Who is signed in, and what the page that they come from had to say.

use crate::{error::Error, paths::IN_ADDRESS, theme::Theme, words::told};
use domain::{Actor, Cloud, Invitation, Named, OrganizationId, Receipt, Settings, UserId, Verb};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The fewest characters that a new password has.
pub const SHORTEST: usize = 12;

/// Who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Which user.
    pub user: UserId,
    /// Name and roles, as the rule sees them.
    pub actor: Actor,
    /// In which organization they act.
    pub organization_id: OrganizationId,
    /// The organization's name.
    pub organization: Arc<str>,
    /// Their own organization, if they act in a customer's.
    pub home: Option<Named<OrganizationId>>,
    /// May they act at a customer's of their own organization?
    pub is_partner: bool,
    /// Where its services are: some names and links differ.
    pub cloud: Cloud,
}

impl Me {
    /// Where a form posts to, or a file is downloaded from: what is meant for this organization is done and read in no other.
    pub(crate) fn address(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}{IN_ADDRESS}{}", self.organization_id.0)
    }

    /// Is there another organization to act in?
    pub(crate) fn may_switch(&self) -> bool {
        self.is_partner || self.home.is_some()
    }

    /// Why they may not do this; `None` if they may. For a button's `reason`.
    pub fn why_not(&self, verb: Verb) -> Option<String> {
        self.actor.may(verb).err().map(told)
    }
}

/// The organization's name and cloud, which a person may change while the page is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Organization(RwSignal<(Arc<str>, Cloud)>);

impl Organization {
    /// Hands it to every component below.
    pub(crate) fn provide(me: &Me) -> Self {
        let known = Self(RwSignal::new((me.organization.clone(), me.cloud)));
        provide_context(known);
        known
    }

    /// The one of this page.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// As it is now.
    pub(crate) fn keep(self, settings: &Settings) {
        let now = (settings.name.clone(), settings.cloud);
        if *self.0.read_untracked() != now {
            self.0.set(now);
        }
    }

    /// What it is called.
    pub(crate) fn name(self) -> String {
        self.0.read().0.to_string()
    }

    /// Where its services are.
    pub(crate) fn cloud(self) -> Cloud {
        self.0.read().1
    }
}

/// What a form that was posted without JavaScript came to, for the page that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Was it done?
    pub done: bool,
    /// What to say.
    pub text: String,
}

/// What was typed into a plain form that came to nothing, by the names of its fields, so that it stands there again. Never
/// a password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed into this field; empty if that isn't known.
    pub(crate) fn of(&self, name: &str) -> String {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map_or_else(String::new, |(_, text)| text.clone())
    }
}

/// What the server knows of the person before any page is drawn. It travels in the page, so that
/// the browser has it at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who is signed in, if somebody is.
    pub me: Option<Me>,
    /// The last entry of the ledger before the page was drawn.
    #[serde(default)]
    pub entry: i64,
    /// What the form before came to.
    pub said: Option<Said>,
    /// What was typed into it.
    #[serde(default)]
    pub typed: Typed,
    /// How the pages shall look.
    pub theme: Theme,
    /// The invitation that the page's address opens.
    #[serde(default)]
    pub invitation: Option<Invitation>,
    /// The language of the page: its code.
    pub language: String,
    /// The languages to choose from: the code of each, and what it calls itself.
    pub languages: Vec<(String, String)>,
}

impl Session {
    /// On the server what the shell put into the context; in the browser what came with the page.
    pub(crate) fn of_page() -> Self {
        SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner()
    }
}

/// The address with which the browser came: what the form before it said is for that page alone, not for those that one
/// goes on to from there.
#[derive(Clone, Copy)]
pub(crate) struct Landing {
    at: StoredValue<String>,
    path: Memo<String>,
    left: RwSignal<bool>,
}

impl Landing {
    /// Hands it to every component below. Call once, inside the router.
    pub(crate) fn provide() {
        let path = use_location().pathname;
        let (at, left) = (StoredValue::new(path.get_untracked()), RwSignal::new(false));
        // An effect because who comes back to the address later isn't led there by that form.
        Effect::new(move || {
            if path.get() != at.get_value() {
                left.set(true);
            }
        });
        provide_context(Self { at, path, left });
    }

    /// What the form before said and what was typed into it, if this is still that page.
    pub(crate) fn posted() -> (Option<Said>, Typed) {
        let Self { at, path, left } = expect_context();
        match left.get_untracked() || path.get_untracked() != at.get_value() {
            true => (None, Typed::default()),
            false => {
                let session = expect_context::<Session>();
                (session.said, session.typed)
            }
        }
    }
}

/// Counts the changes made from this page, and those heard of, so that lists know when to ask again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changes {
    own: RwSignal<u32>,
    heard: RwSignal<u32>,
    /// The last entry of the ledger that was made from this page.
    entry: StoredValue<i64>,
}

impl Changes {
    /// Hands it to every component below. Call once, at the root.
    pub(crate) fn provide() {
        provide_context(Self {
            own: RwSignal::new(0),
            heard: RwSignal::new(0),
            entry: StoredValue::new(0),
        });
    }

    /// The one of this page.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// How many there were; a resource that reads it is asked for again after each.
    pub(crate) fn count(self) -> u32 {
        self.own.get().wrapping_add(self.heard.get())
    }

    /// How many were made from this page: for forms, where others' changes must not take away what was typed.
    pub(crate) fn own(self) -> u32 {
        self.own.get()
    }

    /// One more was made from this page.
    pub(crate) fn add(self) {
        self.own.update(|count| *count += 1);
    }

    /// An order came back: done, or with the news that things are not as they were shown.
    pub(crate) fn ordered(self, done: Result<&Receipt, &Error>) {
        match done {
            Ok(receipt) => {
                self.entry.set_value(receipt.entry);
                self.add();
            }
            Err(Error::Changed(_) | Error::Refused(_)) => self.add(),
            Err(_) => {}
        }
    }

    /// Was this entry, or a later one, made from this page? Then what it shows is asked for already.
    pub(crate) fn made(self, entry: i64) -> bool {
        self.entry.get_value() >= entry
    }

    /// One more was heard of.
    pub(crate) fn hear(self) {
        self.heard.update(|count| *count += 1);
    }
}
