//! Every language says everything: what the pages say, what the rule says, and the names that the code has as data.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use domain::{COUNTRIES, Cloud, ProfileField, Role, Verb};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What a language needs a text for although it is no sentence: its own name, lists, numbers.
const OTHERS: [&str; 4] = [
    "English",
    "1,250",
    "{first} and {last}",
    "{first} or {last}",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The Rust sources below a folder, by path.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).unwrap();
            open.extend(inside.map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy();
            found.push((name.into_owned(), code(&fs::read_to_string(&path).unwrap())));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// A source without comments, attributes and tests.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            attribute(rest)
        } else if rest.starts_with('"') {
            let end = literal(rest).1;
            code.push_str(&rest[..end]);
            end
        } else {
            // Of a quotation mark that is a character nothing is left.
            if rest.starts_with("'\"'") {
                3
            } else {
                code.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    code
}

/// Where an attribute ends.
fn attribute(text: &str) -> usize {
    let (mut at, mut open) = (0, 0);
    while at < text.len() {
        match text.as_bytes()[at] {
            b'"' => at += literal(&text[at..]).1 - 1,
            b'[' => open += 1,
            b']' if open == 1 => return at + 1,
            b']' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The string that a text begins with, and where it ends.
fn literal(text: &str) -> (String, usize) {
    let mut string = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (string, at + 1),
            '\\' => match letters.next().unwrap().1 {
                '\n' => {
                    let rest = &text[at + 2..];
                    let blanks = rest.len() - rest.trim_start().len();
                    letters.by_ref().take(blanks).for_each(drop);
                }
                'n' => string.push('\n'),
                other => string.push(other),
            },
            other => string.push(other),
        }
    }
    panic!("a string without an end: {text:.40}");
}

/// Every string of a source but those that are matched, with the place where it begins.
fn strings(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find('"') {
        let from = at + next;
        let (string, length) = literal(&code[from..]);
        at = from + length;
        let (before, after) = (code[..from].trim_end(), code[at..].trim_start());
        let is_matched = after.starts_with("=>")
            || after.starts_with("if ")
            || after.starts_with('|') && !before.ends_with("=>");
        if !is_matched {
            found.push((from, string));
        }
    }
    found
}

/// The texts of the sentences that a source makes with `say!`.
fn sentences(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let strings = strings(code);
    let begin = ["say!(", "sentence!("].iter().flat_map(|call| {
        let begin = code.match_indices(call);
        begin.map(|(at, call)| at + call.len())
    });
    for from in begin {
        let mut texts = strings.iter().skip_while(|(at, _)| *at < from);
        let Some((at, text)) = texts.next() else {
            continue;
        };
        let before = code[from..*at].trim();
        // Not a macro's definition, and not what is said elsewhere.
        if before.is_empty() {
            found.push(text.clone());
        } else if before.ends_with("=>") {
            found.push(text.clone());
            found.push(texts.next().unwrap().1.clone());
        }
    }
    found
}

/// Does it say something beside its places?
fn says_something(text: &str) -> bool {
    let mut plain = text.to_owned();
    for place in places(text) {
        plain = plain.replace(&format!("{{{place}}}"), "");
    }
    let plain =
        plain.trim_matches(|letter: char| letter.is_whitespace() || ".·,:".contains(letter));
    !plain.is_empty() && !plain.starts_with("https://") || text.contains("{day}, {year}")
}

fn places(text: &str) -> BTreeSet<&str> {
    let places = text.split('{').skip(1);
    places
        .map(|place| place.split('}').next().unwrap())
        .collect()
}

/// Every text, and where it is written.
fn texts() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut add = |text: String, path: &str| {
        if says_something(&text) {
            texts.entry(text).or_insert_with(|| path.to_owned());
        }
    };
    for (path, code) in sources("app/src/words") {
        if !path.ends_with("words/language.rs") {
            strings(&code)
                .into_iter()
                .for_each(|(_, text)| add(text, &path));
        }
    }
    for folder in ["app/src", "domain/src", "server/src", "server/store/src"] {
        for (path, code) in sources(folder) {
            sentences(&code)
                .into_iter()
                .for_each(|text| add(text, &path));
        }
    }
    let roles = Role::ALL.map(Role::name);
    let denials = Verb::ALL.map(Verb::denial);
    let fields = ProfileField::ALL.map(ProfileField::name);
    let places = COUNTRIES.iter().map(|(_, name)| *name);
    for text in roles
        .into_iter()
        .chain(denials)
        .chain(fields)
        .chain(Cloud::ALL.map(Cloud::name))
        .chain(places)
        .chain(OTHERS)
    {
        add(text.to_owned(), "names");
    }
    texts
}

/// Every language's file.
fn languages() -> Vec<(String, BTreeMap<String, String>)> {
    let files = fs::read_dir(root().join("app/locales")).unwrap();
    let read = |file: fs::DirEntry| {
        let text = fs::read_to_string(file.path()).unwrap();
        let texts = serde_json::from_str::<BTreeMap<String, String>>(&text);
        let name = file.file_name().to_string_lossy().into_owned();
        // A map keeps one of two entries with the same English text.
        let lines = text.lines().filter(|line| line.contains("\": \"")).count();
        let texts = texts.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(lines, texts.len(), "{name} says something twice");
        (name, texts)
    };
    let languages: Vec<_> = files.map(|file| read(file.unwrap())).collect();
    assert!(!languages.is_empty());
    languages
}

#[test]
fn every_language_says_everything() {
    let english = texts();
    assert!(english.len() > 600, "{}", english.len());
    for (name, language) in languages() {
        let lacks = english
            .iter()
            .filter(|(text, _)| !language.contains_key(*text));
        let lacks: Vec<_> = lacks.collect();
        assert!(lacks.is_empty(), "{name} lacks {lacks:#?}");
    }
}

#[test]
fn no_language_says_what_nobody_asks_for() {
    let english = texts();
    for (name, language) in languages() {
        let orphans = language.keys().filter(|text| !english.contains_key(*text));
        assert_eq!(orphans.collect::<Vec<_>>(), [""; 0], "{name}");
    }
}

#[test]
fn every_language_has_the_same_places() {
    for (name, language) in languages() {
        for (english, other) in &language {
            let (wanted, has) = (places(english), places(other));
            assert_eq!(wanted, has, "{name}: {english}");
            assert!(!other.trim().is_empty(), "{name}: {english}");
        }
    }
}

#[test]
fn texts_are_told_and_not_formatted() {
    for (path, code) in sources("app/src/words") {
        assert!(!code.contains("format!("), "say! it: {path}");
    }
}

#[test]
fn the_check_sees_what_is_written() {
    let source = r##"
        /// Not "this".
        #[expect(lint, reason = "nor this")]
        pub const TITLE: Text = Text("A \"title\"");
        fn one(code: &str) { match code { "left" | "right" => say!("On {side}", side = "b"), _ => x } }
        fn many(n: usize) { say!(n => "1 thing" | "{n} \
            things", of = '"') }
    "##;
    let code = code(source);
    let found: Vec<_> = strings(&code).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        found,
        ["A \"title\"", "On {side}", "b", "1 thing", "{n} things"]
    );
    assert_eq!(sentences(&code), ["On {side}", "1 thing", "{n} things"]);
    assert!(says_something("{month} {day}, {year}"));
    assert!(!says_something("{edits}."));
}
