//! Search by the beginnings of words.

use crate::{
    Error,
    fold::{after_prefix, beginning, fold, typed_words},
    sql::{Conn, QueryBuilder, query_scalar},
};
use domain::OrganizationId;

/// What is typed beyond this is not looked at.
const MOST_LETTERS: usize = 200;
const MOST_WORDS: usize = 8;

/// From so many words on, walking down the list by name finds a page of matches sooner than the words do.
const MANY: u32 = 5_000;

/// How to find a page of a list by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way<'t> {
    /// From the users with this word of what is typed to their places in the list.
    Word(&'t Typed, &'t str),
    /// Down the list, looking at everybody's words.
    Names,
}

impl<'t> Way<'t> {
    /// Adds what follows `from`: `table` (person or license) by this way, whose `index` is in the order of the list.
    pub(super) fn push_from(
        self,
        query: &mut QueryBuilder,
        organization: OrganizationId,
        table: &'static str,
        index: &'static str,
    ) {
        match self {
            Self::Word(typed, word) => {
                typed.push_found(query, organization, word);
                query.push(" cross join ").push(table);
                query
                    .push(" on ")
                    .push(table)
                    .push(".user_id = found.user_id");
            }
            Self::Names => {
                query.push(table).push(" indexed by ").push(index);
            }
        }
    }

    /// The word that whoever comes this way has.
    pub(super) fn word(self) -> Option<&'t str> {
        match self {
            Self::Word(_, word) => Some(word),
            Self::Names => None,
        }
    }
}

/// What somebody typed: a user matches if for each word one of the user's begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// All of it, folded.
    pub(super) text: String,
    /// Its words.
    pub(super) words: Vec<String>,
}

impl Typed {
    /// None if it has no words.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(MOST_LETTERS).collect();
        let mut words = typed_words(&typed);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then(|| Self {
            text: fold(&typed),
            words,
        })
    }

    /// The word that fewest words of users begin with, counted up to `most`, and how many.
    pub(super) async fn rarest(
        &self,
        conn: &mut Conn,
        organization: OrganizationId,
        most: u32,
    ) -> Result<(&str, u32), Error> {
        let mut rarest = ("", u32::MAX);
        for word in &self.words {
            let found: u32 = query_scalar(
                "select count(*) from (
                   select 1 from person_word
                   where organization_id = ?1 and word >= ?2 and word < ?3 limit ?4) as few",
            )
            .bind(organization.0)
            .bind(word)
            .bind(after_prefix(word))
            .bind(most)
            .fetch_one(&mut *conn)
            .await?;
            if found < rarest.1 {
                rarest = (word, found);
            }
        }
        Ok(rarest)
    }

    /// The way to a page of a list by name of those who match.
    pub(super) async fn way(
        &self,
        conn: &mut Conn,
        organization: OrganizationId,
    ) -> Result<Way<'_>, Error> {
        let (rarest, found) = self.rarest(conn, organization, MANY).await?;
        // Of whom three common words are typed there are too few to meet them by walking.
        Ok(match found < MANY || self.words.len() > 2 {
            true => Way::Word(self, rarest),
            false => Way::Names,
        })
    }

    /// Adds the users of whom a word begins with `word`, each once, as the table `found`; of the other words typed,
    /// it looks at the first letters.
    fn push_found(&self, query: &mut QueryBuilder, organization: OrganizationId, word: &str) {
        query
            .push("(select distinct user_id from person_word where organization_id = ")
            .push_bind(organization.0)
            .push(" and word >= ")
            .push_bind(word)
            .push(" and word < ")
            .push_bind(after_prefix(word));
        self.push_beginnings(query, word);
        query.push(") as found");
    }

    /// Adds a condition on `beginnings` for each word but `except`.
    pub(super) fn push_beginnings(&self, query: &mut QueryBuilder, except: &str) {
        for word in self.words.iter().filter(|word| *word != except) {
            query
                .push(" and instr(beginnings, ")
                .push_bind(format!(" {}", beginning(word)))
                .push(") > 0");
        }
    }

    /// Are there other words than `except`?
    pub(super) fn has_more(&self, except: Option<&str>) -> bool {
        self.words.iter().any(|word| Some(word.as_str()) != except)
    }

    /// Adds a condition on `person` for each word but `except`.
    pub(super) fn push_conditions(&self, query: &mut QueryBuilder, except: Option<&str>) {
        for word in self
            .words
            .iter()
            .filter(|word| Some(word.as_str()) != except)
        {
            query
                .push(" and instr(person.words, ")
                .push_bind(format!(" {word}"))
                .push(") > 0");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_input_is_cut_and_blank_input_is_nothing() {
        assert_eq!(Typed::read("  , "), None);
        let long = Typed::read(&"a b ".repeat(10_000)).unwrap();
        assert!(long.words.len() <= MOST_WORDS && long.text.len() <= MOST_LETTERS);
    }
}
