//! Folds text for search and order: lower case, without accents. The one place for it, so that what an import
//! stores and what a person types meet.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Folds `text`: lower case, accents and apostrophes dropped, every run of blanks or control characters one
/// space. "Łukasz  O’Connor" is `lukasz oconnor`.
pub(crate) fn fold(text: &str) -> String {
    let mut before = b' ';
    let is_plain = |byte: u8| {
        let blanks = byte == b' ' && before == b' ';
        before = byte;
        byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'.' | b'-' | b'_' | b' ') && !blanks
    };
    if text.bytes().all(is_plain) {
        // Most addresses, and most names: several times as fast.
        return text.trim().to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for lower in text
        .chars()
        .filter(|letter| !is_apostrophe(*letter))
        .nfkd()
        .filter(|letter| !is_dropped(*letter))
        .flat_map(char::to_lowercase)
    {
        match plain(lower) {
            Some(letters) => folded.push_str(letters),
            None if lower.is_whitespace() || lower.is_control() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            None => folded.push(lower),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What makes a username unique: its lower case. Accents count, unlike in [`fold`]. A NUL, which PostgreSQL's texts can't
/// hold, is read as a blank: no username has either, so whoever looks for one finds nobody, on both engines.
pub(crate) fn username_key(username: &str) -> String {
    let trimmed = username.trim();
    let plain = match trimmed.contains('\0') {
        true => Cow::Owned(trimmed.replace('\0', " ")),
        false => Cow::Borrowed(trimmed),
    };
    if plain.is_ascii() {
        return plain.to_ascii_lowercase();
    }
    plain.nfc().flat_map(char::to_lowercase).collect()
}

/// The texts in which a user is searched.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Searchable<'t> {
    /// Display name.
    pub(crate) name: &'t str,
    /// First name, or empty.
    pub(crate) first_name: &'t str,
    /// Last name, or empty.
    pub(crate) last_name: &'t str,
    /// User principal name.
    pub(crate) username: &'t str,
    /// Mail address, or empty.
    pub(crate) mail: &'t str,
}

impl Searchable<'_> {
    /// The folded words of which one begins with what is typed, sorted: the words of the names, username and
    /// mail whole, and the parts of what stands before their `@`. A word that another one begins with is
    /// left out (the longer one is found by it too), which makes the index a third of the size; username and
    /// mail always stay.
    pub(crate) fn words(&self) -> Vec<String> {
        let addresses = [fold(self.username), fold(self.mail)];
        let mut words: Vec<String> = addresses.to_vec();
        let names = [self.name, self.first_name, self.last_name];
        // Most words of the name are the first or last name's too: each is folded once.
        let mut names: Vec<&str> = names.into_iter().flat_map(str::split_whitespace).collect();
        names.sort_unstable();
        names.dedup();
        for word in names {
            let whole = fold(word);
            words.extend(separated(&whole).map(str::to_owned));
            match word.contains(is_joint) {
                true => words.extend(word.split(is_joint).map(fold)),
                false => words.push(whole),
            }
        }
        for address in &addresses {
            let local = address.split('@').next().unwrap_or_default();
            words.extend(local.split(is_joint).map(str::to_owned));
        }
        words.sort_unstable();
        words.dedup();
        let longer = |index: usize| words.get(index + 1).map_or("", String::as_str);
        let kept: Vec<bool> = words
            .iter()
            .enumerate()
            .map(|(index, word)| {
                !word.is_empty()
                    && (addresses.contains(word) || !longer(index).starts_with(word.as_str()))
            })
            .collect();
        let mut kept = kept.into_iter();
        words.retain(|_| kept.next().unwrap_or_default());
        words
    }
}

/// The words of a user as `person.words` holds them: a space before each, so that ` ann` finds a word that begins
/// with `ann`.
pub(crate) fn joined(words: &[String]) -> String {
    words.iter().flat_map(|word| [" ", word]).collect()
}

/// How many letters of each word [`beginnings`] keeps.
const BEGINNING: usize = 3;

/// The first letters of each word, a space before each, as `person_word.beginnings` holds them.
pub(crate) fn beginnings(words: &[String]) -> String {
    let mut beginnings: Vec<&str> = words.iter().map(|word| beginning(word)).collect();
    beginnings.dedup();
    beginnings.iter().flat_map(|word| [" ", word]).collect()
}

/// The letters of `word` that [`beginnings`] keeps.
pub(crate) fn beginning(word: &str) -> &str {
    let end = word.char_indices().nth(BEGINNING);
    end.map_or(word, |(end, _)| &word[..end])
}

/// What somebody typed as folded words, "Schmidt, Anna" as well as "anna schmidt".
pub(crate) fn typed_words(typed: &str) -> Vec<String> {
    separated(&fold(typed)).map(str::to_owned).collect()
}

/// The words in it, without what stands between them.
fn separated(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split([' ', ',', ';', '(', ')', '"', '<', '>', '/', '\\'])
        .filter(|word| !word.is_empty())
}

/// The first text after every text that begins with `prefix`, in the order of bytes.
pub(crate) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

/// What joins the parts of a name or an address: people type any of the parts.
fn is_joint(letter: char) -> bool {
    matches!(
        letter,
        '.' | '_'
            | '-'
            | '+'
            | '#'
            | '!'
            | '~'
            | '^'
            | '('
            | ')'
            | ','
            | '/'
            | '"'
            | '‐'
            | '‑'
            | '–'
    ) || is_apostrophe(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' | '＇'
    )
}

/// Accents of Latin, Greek and Cyrillic, the vowel points of Arabic and Hebrew, and what has no width. (The
/// vowel signs of Indian scripts and the voicing marks of kana are letters to those who write them: they stay.)
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}'
        | '\u{670}' | '\u{640}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Letters that have no decomposition but that people type without their stroke.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ĸ' => "k",
        'ə' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_fold_away() {
        for (text, folded) in [
            ("Łukasz  O’Connor", "lukasz oconnor"),
            ("ÅSE Øster-Sørensen", "ase oster-sorensen"),
            ("Weiß STRAẞE", "weiss strasse"),
            ("İbrahim Işık Çınar", "ibrahim isik cinar"),
            ("Đặng Ứng", "dang ung"),
            ("Þór Ægir", "thor aegir"),
            ("Στεφάνου Ιωάννης", "στεφανου ιωαννησ"),
            ("Їжак Євтушенко", "іжак євтушенко"),
            ("Ａｎｎａ", "anna"),
            ("مُحَمَّد", "محمد"),
            ("\u{a0}a\tb\u{200b}c ", "a bc"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn letters_of_other_scripts_keep_their_signs() {
        assert_ne!(fold("कि"), fold("का"));
        assert_ne!(fold("が"), fold("か"));
        assert!(fold("김민준").starts_with(&fold("김")));
    }

    #[test]
    fn a_user_is_found_by_any_word_of_name_username_and_mail() {
        let user = Searchable {
            name: "Jean-Luc D'Aubigny",
            first_name: "Jean-Luc",
            last_name: "D'Aubigny",
            username: "jl.daubigny@Northlight.example",
            mail: "hello@daubigny.example",
        };
        let words = user.words();
        for typed in [
            "j",
            "jean",
            "jean-l",
            "luc",
            "daub",
            "d'aub",
            "aubi",
            "jl.d",
            "JL.DAUBIGNY@north",
            "hello@",
        ] {
            let typed = fold(typed);
            assert!(
                words.iter().any(|word| word.starts_with(&typed)),
                "{typed} in {words:?}"
            );
        }
        assert!(!words.iter().any(|word| word.starts_with("northlight")));
    }

    #[test]
    fn a_word_that_another_begins_with_is_left_out() {
        let user = Searchable {
            name: "Anna Schmidt",
            username: "anna.schmidt@a.example",
            mail: "anna.schmidt@a.example",
            ..Searchable::default()
        };
        assert_eq!(user.words(), ["anna.schmidt@a.example", "schmidt"]);
        let prefix = Searchable {
            mail: "anna.schmidt@a.example.org",
            ..user
        };
        assert!(
            prefix
                .words()
                .contains(&"anna.schmidt@a.example".to_owned()),
            "addresses stay"
        );
        assert_eq!(joined(&user.words()), " anna.schmidt@a.example schmidt");
    }

    #[test]
    fn names_written_without_blanks_are_found_by_either_name() {
        let user = Searchable {
            name: "李伟",
            first_name: "伟",
            last_name: "李",
            username: "li.wei@a.example",
            mail: "",
        };
        let words = user.words();
        for typed in ["李", "李伟", "伟", "li", "wei"] {
            assert!(
                words.iter().any(|word| word.starts_with(typed)),
                "{typed} in {words:?}"
            );
        }
    }

    #[test]
    fn of_each_word_the_first_letters_are_kept() {
        let words = ["anna.schmidt@a.example", "ann", "żó", "schmidt"].map(str::to_owned);
        assert_eq!(beginnings(&words), " ann żó sch");
        assert_eq!(
            (beginning("żółw"), beginning("żó"), beginning("")),
            ("żół", "żó", "")
        );
    }

    #[test]
    fn typed_text_is_split_at_blanks_commas_and_brackets() {
        assert_eq!(typed_words(" Schmidt, ÀNNA"), ["schmidt", "anna"]);
        assert_eq!(
            typed_words("Greta Holm <greta@x.example>"),
            ["greta", "holm", "greta@x.example"]
        );
        assert!(typed_words(" \t,").is_empty());
    }

    #[test]
    fn usernames_differ_by_accents_but_not_by_case() {
        assert_eq!(username_key(" Ida@X.Example "), "ida@x.example");
        assert_ne!(
            username_key("josé@x.example"),
            username_key("jose@x.example")
        );
    }

    #[test]
    fn what_no_text_can_hold_is_in_no_username() {
        assert_eq!(username_key("Ida@x.example\0"), "ida@x.example ");
        assert_eq!(
            username_key("jos\u{e9}\0@x.example"),
            "jos\u{e9} @x.example"
        );
    }

    #[test]
    fn every_text_with_a_prefix_sorts_before_its_end() {
        assert!("anna\u{10FFFE}z" < after_prefix("anna").as_str());
        assert!("annb" > after_prefix("anna").as_str());
    }
}
