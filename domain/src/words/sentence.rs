//! Sentences: an English text with places, and what comes into them.

use super::ENGLISH;
use crate::Location;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt, sync::Arc};

/// A sentence that every language can tell: an English text with places, and what comes into them. [`say!`](crate::say)
/// makes one. Shown as it is, it is English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
pub struct Sentence {
    text: Cow<'static, str>,
    /// The number that decides between one and many, and the text for one.
    one: Option<(usize, Cow<'static, str>)>,
    parts: Vec<(Cow<'static, str>, Part)>,
    capital: bool,
}

/// A sentence as it crosses the wire: one without places is its text.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Wire {
    Text(Cow<'static, str>),
    Whole {
        text: Cow<'static, str>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        one: Option<(usize, Cow<'static, str>)>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<(Cow<'static, str>, Part)>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        capital: bool,
    },
}

impl From<Sentence> for Wire {
    fn from(sentence: Sentence) -> Self {
        let Sentence {
            text,
            one,
            parts,
            capital,
        } = sentence;
        match one.is_none() && parts.is_empty() && !capital {
            true => Self::Text(text),
            false => Self::Whole {
                text,
                one,
                parts,
                capital,
            },
        }
    }
}

impl From<Wire> for Sentence {
    fn from(wire: Wire) -> Self {
        match wire {
            Wire::Text(text) => Self {
                text,
                ..Self::default()
            },
            Wire::Whole {
                text,
                one,
                parts,
                capital,
            } => Self {
                text,
                one,
                parts,
                capital,
            },
        }
    }
}

/// What comes into a place of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The same in every language.
    Name(String),
    /// Written as the language writes numbers.
    Number(usize),
    /// Told in the same language.
    Sentence(Sentence),
    /// "A, B and C".
    All(Vec<Part>),
    /// "A, B or C".
    Any(Vec<Part>),
    /// "A, B, C".
    Listed(Vec<Part>),
    /// "a; b; c".
    Clauses(Vec<Part>),
}

impl Sentence {
    /// For [`say!`](crate::say): the parts by the names of their places.
    pub fn new(text: &'static str, parts: Vec<(Cow<'static, str>, Part)>) -> Self {
        Self {
            text: text.into(),
            parts,
            ..Self::default()
        }
    }

    /// For [`say!`](crate::say): one text for 1, another for all other numbers, which come into the place `n`.
    pub fn counted(
        number: impl Count,
        one: &'static str,
        many: &'static str,
        parts: Vec<(Cow<'static, str>, Part)>,
    ) -> Self {
        Self {
            one: Some((number.count(), one.into())),
            ..Self::new(many, parts)
        }
    }

    /// With a capital letter first.
    #[must_use]
    pub fn capitalized(self) -> Self {
        Self {
            capital: true,
            ..self
        }
    }

    /// Without the clause that says the same as this one, of whatever number.
    #[must_use]
    pub(crate) fn without(mut self, clause: &Self) -> Self {
        let is_it = |one: &Part| matches!(one, Part::Sentence(said) if said.text == clause.text);
        for (_, part) in &mut self.parts {
            if let Part::Clauses(clauses) = part {
                clauses.retain(|one| !is_it(one));
            }
        }
        self
    }

    /// The English text, with its places.
    pub(super) fn text(&self) -> &str {
        match &self.one {
            Some((1, one)) => one,
            _ => &self.text,
        }
    }

    pub(super) fn number(&self) -> Option<usize> {
        self.one.as_ref().map(|(number, _)| *number)
    }

    pub(super) fn part(&self, place: &str) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts
            .find(|(known, _)| known == place)
            .map(|(_, part)| part)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.capital
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ENGLISH.say(self))
    }
}

impl PartialEq<str> for Sentence {
    fn eq(&self, text: &str) -> bool {
        ENGLISH.say(self) == text
    }
}

impl PartialEq<&str> for Sentence {
    fn eq(&self, text: &&str) -> bool {
        self == *text
    }
}

/// A text without places.
impl From<&'static str> for Sentence {
    fn from(text: &'static str) -> Self {
        Self::new(text, Vec::new())
    }
}

/// A text that came from elsewhere; languages that know it tell it, the others as it is.
impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Part {
    /// "A, B and C".
    pub fn all(parts: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::All(parts.into_iter().map(Into::into).collect())
    }

    /// "A, B or C".
    pub fn any(parts: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::Any(parts.into_iter().map(Into::into).collect())
    }

    /// "A, B, C".
    pub fn listed(parts: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::Listed(parts.into_iter().map(Into::into).collect())
    }

    /// "a; b; c".
    pub fn clauses(parts: impl IntoIterator<Item: Into<Self>>) -> Self {
        Self::Clauses(parts.into_iter().map(Into::into).collect())
    }
}

impl From<&str> for Part {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Part {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<&String> for Part {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}

impl From<&Arc<str>> for Part {
    fn from(name: &Arc<str>) -> Self {
        Self::Name(name.to_string())
    }
}

impl From<Sentence> for Part {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<&Location> for Part {
    fn from(location: &Location) -> Self {
        Self::Sentence(location.name().into())
    }
}

impl From<usize> for Part {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Part {
    fn from(number: u32) -> Self {
        Self::Number(number.count())
    }
}

/// A number of things.
pub trait Count {
    /// As many.
    fn count(self) -> usize;
}

impl Count for usize {
    fn count(self) -> usize {
        self
    }
}

impl Count for u32 {
    fn count(self) -> usize {
        usize::try_from(self).unwrap_or(usize::MAX)
    }
}

/// Has the text all these places, and no others? For [`say!`](crate::say), while it is compiled.
pub const fn places_are(text: &str, names: &[&str]) -> bool {
    let mut index = 0;
    while index < names.len() {
        if !has_place(text.as_bytes(), names[index].as_bytes()) {
            return false;
        }
        index += 1;
    }
    has_no_places_but(text, names)
}

/// Has the text no places but these? For [`say!`](crate::say), while it is compiled.
pub const fn has_no_places_but(text: &str, names: &[&str]) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' {
            let mut index = 0;
            while index < names.len() && !begins(text, at + 1, names[index].as_bytes()) {
                index += 1;
            }
            if index == names.len() {
                return false;
            }
        }
        at += 1;
    }
    true
}

const fn has_place(text: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' && begins(text, at + 1, name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Does the place that begins here have this name?
const fn begins(text: &[u8], from: usize, name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() && from + at < text.len() && text[from + at] == name[at] {
        at += 1;
    }
    at == name.len() && from + at < text.len() && text[from + at] == b'}'
}
