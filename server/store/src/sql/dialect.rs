//! What is left of the difference between the two dialects, once their common words are used.

use std::fmt::Write;

/// A statement of SQLite's as PostgreSQL takes it:
///
/// - Places of values are `$1`, `$2`, not `?1`, `?2`; a `?` without a number is the next one.
/// - `cross join` is `join`: SQLite takes it for the sequence in which to go about it, PostgreSQL finds its own.
///   So whatever is joined so must say by what (`on` or `using`).
/// - `indexed by` and the plus before a column, which keeps SQLite from an index, are dropped.
/// - `json_array` and `json` are keywords of newer PostgreSQLs; their functions have other names there.
///
/// All of it outside of quotes only.
pub(crate) fn for_postgres(sqlite: &str) -> String {
    let mut text = String::with_capacity(sqlite.len() + 16);
    let (mut rest, mut next) = (sqlite, 1);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted(rest, first),
            'a'..='z' | 'A'..='Z' | '_' => {
                let word = &rest[..word(rest)];
                let after = &rest[word.len()..];
                rest = match translated(word, after) {
                    Some((instead, dropped)) => {
                        text.push_str(instead);
                        &after[dropped..]
                    }
                    None => {
                        text.push_str(word);
                        after
                    }
                };
                continue;
            }
            '?' => {
                let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
                // Writing to a String can't fail.
                let _ = match digits {
                    0 => write!(text, "${next}"),
                    _ => write!(text, "${}", &rest[1..=digits]),
                };
                next += 1;
                rest = &rest[1 + digits..];
                continue;
            }
            '+' if rest[1..].starts_with(|next: char| next.is_ascii_alphabetic()) => {
                rest = &rest[1..];
                continue;
            }
            // Digits go with the word that they end, as in `word2`.
            other => other.len_utf8(),
        };
        text.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    text
}

/// How long what stands in quotes is, with them.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// How long the word is that `text` begins with.
fn word(text: &str) -> usize {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

/// What stands for `word`, and how much of what follows goes with it.
fn translated(word: &str, after: &str) -> Option<(&'static str, usize)> {
    match word {
        "json_array" => Some(("json_build_array", 0)),
        "json" if after.starts_with('(') => Some(("as_json", 0)),
        "cross" if after.starts_with(" join") => Some(("join", " join".len())),
        "indexed" => {
            let index = after.strip_prefix(" by ")?;
            Some(("", " by ".len() + self::word(index)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::for_postgres;

    #[test]
    fn places_of_values_are_numbered_by_dollars() {
        assert_eq!(
            for_postgres("select ?1, ?12 where a = ?2"),
            "select $1, $12 where a = $2"
        );
        assert_eq!(
            for_postgres("insert into t values (1, ?, ?), (1, ?, ?)"),
            "insert into t values (1, $1, $2), (1, $3, $4)"
        );
    }

    #[test]
    fn what_stands_in_quotes_stays_as_it_is() {
        let text = "select '?1 cross join it''s ?', \"json_array\" from t";
        assert_eq!(for_postgres(text), text);
    }

    #[test]
    fn hints_for_sqlite_are_dropped() {
        assert_eq!(
            for_postgres("from a cross join b indexed by c on +b.d = a.d + 1"),
            "from a join b  on b.d = a.d + 1"
        );
    }

    #[test]
    fn functions_whose_names_are_keywords_have_others() {
        assert_eq!(
            for_postgres("select json_group_array(json_array(json(a), jsonb(b))), json"),
            "select json_group_array(json_build_array(as_json(a), jsonb(b))), json"
        );
    }
}
