//! Languages: what each says for an English text, and how it writes numbers and lists.

use super::sentence::{Part, Sentence};
use std::{borrow::Cow, collections::BTreeMap, fmt::Write};

/// A language: for each English text its own. What it has no text for, it says in English.
#[derive(Debug)]
pub struct Language {
    code: Cow<'static, str>,
    texts: BTreeMap<String, String>,
}

/// The language that the code is written in.
pub static ENGLISH: Language = Language {
    code: Cow::Borrowed("en"),
    texts: BTreeMap::new(),
};

impl Language {
    /// The language with this code, such as `de`, and these texts by their English ones.
    pub fn new(code: &str, texts: BTreeMap<String, String>) -> Self {
        Self {
            code: code.to_owned().into(),
            texts,
        }
    }

    /// Its code, such as `de`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it calls itself, such as "Deutsch".
    pub fn name(&self) -> &str {
        self.text("English")
    }

    /// Its text for an English one.
    pub fn text<'t>(&'t self, english: &'t str) -> &'t str {
        self.texts.get(english).map_or(english, String::as_str)
    }

    /// "1,250".
    pub fn digits(&self, number: usize) -> String {
        let mut digits = String::new();
        self.put_digits(number, &mut digits);
        digits
    }

    /// "A", "A and B", "A, B and C".
    pub fn and<S: AsRef<str>>(&self, items: &[S]) -> String {
        let mut list = String::new();
        let put = |item: &S, list: &mut String| list.push_str(item.as_ref());
        self.put_list(items, AND, put, &mut list);
        list
    }

    /// "A", "A or B", "A, B or C".
    pub fn or<S: AsRef<str>>(&self, items: &[S]) -> String {
        let mut list = String::new();
        let put = |item: &S, list: &mut String| list.push_str(item.as_ref());
        self.put_list(items, OR, put, &mut list);
        list
    }

    /// The sentence.
    pub fn say(&self, sentence: &Sentence) -> String {
        let mut said = String::new();
        self.put(sentence, &mut said);
        said
    }

    fn put(&self, sentence: &Sentence, said: &mut String) {
        let from = said.len();
        let mut rest = self.text(sentence.text());
        while let Some((before, place, after)) = next_place(rest) {
            said.push_str(before);
            match (sentence.part(place), sentence.number()) {
                (Some(part), _) => self.put_part(part, said),
                (None, Some(number)) if place == "n" => self.put_digits(number, said),
                // A text from elsewhere, such as a name with braces.
                _ => {
                    let _ = write!(said, "{{{place}}}");
                }
            }
            rest = after;
        }
        said.push_str(rest);
        if sentence.is_capital() {
            let capital = super::sentence(&said[from..]);
            said.truncate(from);
            said.push_str(&capital);
        }
    }

    fn put_part(&self, part: &Part, said: &mut String) {
        let put = |part: &Part, said: &mut String| self.put_part(part, said);
        match part {
            Part::Name(name) => said.push_str(name),
            Part::Number(number) => self.put_digits(*number, said),
            Part::Sentence(sentence) => self.put(sentence, said),
            Part::All(parts) => self.put_list(parts, AND, put, said),
            Part::Any(parts) => self.put_list(parts, OR, put, said),
            Part::Listed(parts) => put_between(parts, ", ", put, said),
            Part::Clauses(parts) => put_between(parts, "; ", put, said),
        }
    }

    fn put_list<P>(
        &self,
        parts: &[P],
        join: &'static str,
        put: impl Fn(&P, &mut String),
        said: &mut String,
    ) {
        let [first @ .., last] = parts else { return };
        if first.is_empty() {
            return put(last, said);
        }
        let mut rest = self.text(join);
        while let Some((before, place, after)) = next_place(rest) {
            said.push_str(before);
            match place {
                "last" => put(last, said),
                _ => put_between(first, ", ", &put, said),
            }
            rest = after;
        }
        said.push_str(rest);
    }

    fn put_digits(&self, number: usize, said: &mut String) {
        // The sample shows what stands between thousands.
        let between = self.text(SAMPLE).chars().nth(1).unwrap_or(',');
        let plain = number.to_string();
        for (index, digit) in plain.chars().enumerate() {
            if index > 0 && (plain.len() - index).is_multiple_of(3) {
                said.push(between);
            }
            said.push(digit);
        }
    }
}

const AND: &str = "{first} and {last}";
const OR: &str = "{first} or {last}";
const SAMPLE: &str = "1,250";

fn put_between<P>(parts: &[P], between: &str, put: impl Fn(&P, &mut String), said: &mut String) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            said.push_str(between);
        }
        put(part, said);
    }
}

/// What stands before the first place of a text, its name, and what comes after.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place, after))
}
