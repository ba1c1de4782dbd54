//! What the palette offers, and how it is found.

use crate::{
    licenses::mark::{folded, marked},
    over::Which,
    ui::Found,
    words::{Text, palette as words},
};

/// What an entry is, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A page.
    Page,
    /// Something to do.
    Command,
    /// A product owned.
    Product,
    /// A user.
    User,
}

impl Kind {
    /// All, in that order.
    pub(super) const ALL: [Self; 4] = [Self::Page, Self::Command, Self::Product, Self::User];

    /// The heading above them.
    pub(super) fn title(self) -> Text {
        match self {
            Self::Page => words::PAGES,
            Self::Command => words::COMMANDS,
            Self::Product => words::PRODUCTS,
            Self::User => words::USERS,
        }
    }

    /// How many of them are listed at most.
    fn most(self) -> usize {
        match self {
            Self::Page => 8,
            Self::Command | Self::Product => 6,
            Self::User => 10,
        }
    }
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// A page or a pane.
    Page(String),
    /// A file to save.
    File(String),
    /// Something else that opens over the page.
    Over(Which),
}

/// One thing that the palette offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) label: String,
    /// The quiet second line. Its words find the entry too.
    pub(super) detail: String,
    /// More words that find it, which aren't shown.
    pub(super) also: String,
    /// The shortcut that does the same.
    pub(super) keys: Option<String>,
    /// Why not; none if it can be chosen.
    pub(super) reason: Option<String>,
    pub(super) to: To,
    /// Is it listed while nothing is typed?
    pub(super) first: bool,
}

impl Entry {
    /// One that can be chosen, and is listed when it answers what is typed.
    pub(super) fn new(kind: Kind, label: &str, to: To) -> Self {
        Self {
            kind,
            label: label.into(),
            detail: String::new(),
            also: String::new(),
            keys: None,
            reason: None,
            to,
            first: false,
        }
    }

    /// Each word typed is the beginning of one of its words.
    fn matches(&self, typed: &[String]) -> bool {
        let words = words_of(&format!("{} {} {}", self.label, self.detail, self.also));
        let found = |typed: &String| words.iter().any(|word| word.starts_with(typed));
        typed.iter().all(found)
    }

    /// As the list shows it.
    pub(super) fn found(&self, typed: &str) -> Found {
        Found {
            label: marked(&self.label, typed),
            detail: self.detail.clone(),
            keys: self.keys.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// The words of a text as they are compared.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text = folded(text).collect::<String>();
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

/// Those of `entries` that answer what is typed, kind by kind, the best first.
pub(super) fn answering<'e>(
    entries: impl Iterator<Item = &'e Entry> + Clone,
    typed: &str,
) -> Vec<Entry> {
    let words = words_of(typed);
    let fits = |entry: &&Entry| match words.is_empty() {
        true => entry.first,
        false => entry.matches(&words),
    };
    let begins = |entry: &Entry| {
        let label = folded(&entry.label).collect::<String>();
        words.first().is_some_and(|word| label.starts_with(word))
    };
    let of_kind = |kind: Kind| {
        let mut found = entries
            .clone()
            .filter(|entry| entry.kind == kind)
            .filter(fits)
            .cloned()
            .collect::<Vec<_>>();
        found.sort_by_key(|entry| !begins(entry));
        found.truncate(kind.most());
        found
    };
    Kind::ALL.into_iter().flat_map(of_kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: Kind, label: &str, detail: &str, first: bool) -> Entry {
        Entry {
            detail: detail.into(),
            first,
            ..Entry::new(kind, label, To::Over(Which::Keys))
        }
    }

    fn found(typed: &str) -> Vec<String> {
        let entries = [
            entry(Kind::Product, "Microsoft 365 E3", "SPE_E3", false),
            entry(Kind::Command, "Assign Microsoft 365 E3", "SPE_E3", false),
            entry(Kind::Command, "Assign Visio Plan 2", "VISIOCLIENT", false),
            entry(Kind::Command, "Keyboard shortcuts", "", true),
            entry(Kind::Page, "Licenses", "", true),
        ];
        let labels = answering(entries.iter(), typed);
        labels.into_iter().map(|entry| entry.label).collect()
    }

    #[test]
    fn nothing_typed_lists_pages_then_commands() {
        assert_eq!(found(" "), ["Licenses", "Keyboard shortcuts"]);
    }

    #[test]
    fn words_find_by_their_beginnings_in_any_order() {
        assert_eq!(found("e3 assi"), ["Assign Microsoft 365 E3"]);
        assert_eq!(
            found("spe_e3"),
            ["Assign Microsoft 365 E3", "Microsoft 365 E3"]
        );
        assert_eq!(found("visíoclient"), ["Assign Visio Plan 2"]);
        assert_eq!(found("crosoft"), [""; 0]);
    }
}
