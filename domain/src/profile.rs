//! Profiles: what is written about a user, beside what they hold.

use crate::{invisible, misleading};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// The most characters that a text has.
const LONGEST: usize = 256;

/// A text of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileField {
    /// User principal name: unique, what they sign in with.
    Username,
    /// Display name.
    Name,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// Mail address.
    Mail,
    /// Job title.
    JobTitle,
    /// Department.
    Department,
    /// Office.
    Office,
    /// City.
    City,
    /// Country or region, as text.
    Country,
}

impl ProfileField {
    /// Every one, in the order in which forms ask for them.
    pub const ALL: [Self; 10] = [
        Self::FirstName,
        Self::LastName,
        Self::Name,
        Self::Username,
        Self::Mail,
        Self::JobTitle,
        Self::Department,
        Self::Office,
        Self::City,
        Self::Country,
    ];

    /// What people call it, within a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Name => "display name",
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Mail => "mail address",
            Self::JobTitle => "job title",
            Self::Department => "department",
            Self::Office => "office",
            Self::City => "city",
            Self::Country => "country or region",
        }
    }

    /// What is wrong with `text` in this place, if anything is.
    pub(crate) fn flaw(self, text: &str) -> Option<Flaw> {
        if text.is_empty() {
            let is_needed = matches!(self, Self::Username | Self::Name);
            return is_needed.then_some(Flaw::Missing);
        }
        if text.chars().count() > LONGEST {
            return Some(Flaw::TooLong);
        }
        if text.chars().any(|letter| self.hides(letter)) {
            return Some(Flaw::Misleading);
        }
        (self.is_address() && !address(text)).then_some(Flaw::NoAddress)
    }

    fn is_address(self) -> bool {
        matches!(self, Self::Username | Self::Mail)
    }

    /// Has `letter` no place here, because it can't be seen or turns text around? Two addresses that look the same have to
    /// be the same.
    pub(crate) fn hides(self, letter: char) -> bool {
        match self.is_address() {
            true => invisible(letter),
            false => misleading(letter),
        }
    }
}

/// What can be wrong with a text of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// It has to be there.
    Missing,
    /// It has more than 256 characters.
    TooLong,
    /// Characters that can't be seen, or that turn the direction of text around: names that lie.
    Misleading,
    /// It isn't written like an address.
    NoAddress,
}

/// The texts of a profile. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profile(BTreeMap<ProfileField, Arc<str>>);

/// New texts for some fields of a profile; an empty one empties its field.
pub type Edits = BTreeMap<ProfileField, Arc<str>>;

impl Profile {
    /// A profile of these texts.
    pub fn of<T: Into<Arc<str>>>(texts: impl IntoIterator<Item = (ProfileField, T)>) -> Self {
        let mut profile = Self::default();
        for (field, text) in texts {
            profile.set(field, &text.into());
        }
        profile
    }

    /// The text of a field, or empty.
    pub fn get(&self, field: ProfileField) -> &str {
        self.0.get(&field).map_or("", |text| text)
    }

    /// The same, shared.
    pub(crate) fn shared(&self, field: ProfileField) -> Arc<str> {
        self.0.get(&field).cloned().unwrap_or_else(|| "".into())
    }

    /// What is in it.
    pub fn texts(&self) -> &BTreeMap<ProfileField, Arc<str>> {
        &self.0
    }

    /// Writes a field: every run of blanks one space.
    pub fn set(&mut self, field: ProfileField, text: &str) {
        let tidy = tidy(text);
        if tidy.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, tidy.into());
        }
    }
}

/// `text` with every run of blanks one space.
pub(crate) fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Something before one `@` and something after it, without what separates addresses in a list, and all of it to be seen.
pub fn address(text: &str) -> bool {
    let separates = |letter: char| letter.is_whitespace() || "\"(),:;<>[\\]".contains(letter);
    let parts = text.split_once('@');
    parts.is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@')
    }) && !text.contains(separates)
        && !text.contains(invisible)
}
