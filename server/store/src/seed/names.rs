//! Names of many languages, departments and cities, from `data/names.json`.

use domain::Location;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The file, read once.
pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/names.json"))
        .expect("the names are well-formed: a test seeds with them")
});

#[derive(Deserialize)]
pub(super) struct Names {
    pub(super) languages: Vec<Language>,
    pub(super) departments: Vec<Department>,
    pub(super) cities: BTreeMap<Location, Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Language {
    pub(super) locations: Vec<Location>,
    display: String,
    pub(super) given: Vec<Name>,
    pub(super) family: Vec<Name>,
}

#[derive(Deserialize)]
pub(super) struct Department {
    pub(super) name: String,
    pub(super) titles: Vec<String>,
}

/// A name, and how it is written in an address.
#[derive(Deserialize)]
#[serde(from = "Entry")]
pub(super) struct Name {
    pub(super) name: String,
    pub(super) ascii: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Plain(String),
    Both { name: String, ascii: String },
}

impl From<Entry> for Name {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Both { name, ascii } => Self { name, ascii },
            Entry::Plain(name) => {
                let letters = name.chars().filter(char::is_ascii_alphanumeric);
                Self {
                    ascii: letters.collect::<String>().to_ascii_lowercase(),
                    name,
                }
            }
        }
    }
}

impl Language {
    /// The whole name, in the language's sequence.
    pub(super) fn display(&self, given: &str, family: &str) -> String {
        self.display
            .replace("{given}", given)
            .replace("{family}", family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_written_in_an_address() {
        for language in &NAMES.languages {
            for name in language.given.iter().chain(&language.family) {
                let plain = name
                    .ascii
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(
                    plain && !name.ascii.is_empty(),
                    "{} {}",
                    name.name,
                    name.ascii
                );
            }
            assert!(
                language
                    .locations
                    .iter()
                    .all(|location| NAMES.cities.contains_key(location))
            );
        }
    }
}
