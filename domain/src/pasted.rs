//! Lists that somebody pastes or types: whom they name.

use crate::invisible;

/// What stands between the entries of a list.
pub const BETWEEN_NAMES: [char; 6] = ['\n', '\r', '\t', ';', ',', ' '];

/// The addresses and names in a pasted list, in its sequence. Between them stands any of [`BETWEEN_NAMES`]. Of
/// `Ida Marsh <ida@northlight.example>`, as mail programs write it, the address is read, also where a comma stands in the
/// name: `"Holm, Greta" <greta@northlight.example>`, with the quotation marks or without. What is no address is read too, so
/// that whoever pasted it is told: words that only blanks part are one name.
pub fn names_in(text: &str) -> Vec<String> {
    // Copied from a page, an address may have letters that nobody sees, and none has any.
    let seen = |letter: &char| letter.is_whitespace() || !invisible(*letter);
    let text: String = text.chars().filter(seen).collect();
    let mut names = Vec::new();
    for line in text.split(['\n', '\r']) {
        for entry in parts(line, &['\t', ';']) {
            read(entry, &mut names);
        }
    }
    names
}

/// Reads what stands between two lines, cells or semicolons: one entry, or several with commas and blanks.
fn read(entry: &str, names: &mut Vec<String>) {
    let mut rest = entry;
    while let Some(at) = first_of(rest, &['<']) {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let (inside, after) = after.split_once('>').unwrap_or((after, ""));
        read_plain(without_name(before), names);
        read_plain(inside, names);
        rest = after;
    }
    read_plain(rest, names);
}

/// What stands before a bracket, without the name of whose address is in it.
fn without_name(before: &str) -> &str {
    let mut end = before.len();
    for (at, part) in parts(before, &[',']).into_iter().rev().enumerate() {
        if is_quoted(part) {
            end -= if at == 0 { part.len() } else { 0 };
            break;
        }
        let name = after_addresses(part);
        if at == 0 && name.is_empty() {
            return before;
        }
        end -= name.len();
        if name.len() < part.trim_start().len() {
            break;
        }
        // The last name stands before a comma.
        end = (end + name.len() - part.len()).saturating_sub(1);
    }
    &before[..end]
}

/// What comes after the addresses with which a part begins.
fn after_addresses(part: &str) -> &str {
    let mut rest = part.trim_start();
    while let Some(word) = rest.split_whitespace().next()
        && word.contains('@')
    {
        rest = rest[word.len()..].trim_start();
    }
    rest
}

/// Reads addresses, and names that stand alone.
fn read_plain(text: &str, names: &mut Vec<String>) {
    for part in parts(text, &[',']) {
        if is_quoted(part) && part.contains('@') {
            read_plain(bare(part), names);
        } else {
            read_words(part, names);
        }
    }
}

/// Each address is an entry, and so are the words between two of them.
fn read_words(part: &str, names: &mut Vec<String>) {
    let mut name = Vec::new();
    for word in part.split_whitespace() {
        if word.contains('@') {
            add(&std::mem::take(&mut name).join(" "), names);
            add(word, names);
        } else {
            name.push(word);
        }
    }
    add(&name.join(" "), names);
}

fn add(entry: &str, names: &mut Vec<String>) {
    let entry = bare(entry);
    if !entry.is_empty() {
        names.push(entry.to_owned());
    }
}

/// Without the quotation marks around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'']).trim()
}

/// Is all of it between two quotation marks?
fn is_quoted(text: &str) -> bool {
    let inside = text.trim().strip_prefix('"');
    inside.is_some_and(|inside| inside.find('"') == inside.len().checked_sub(1))
}

/// The parts between these, where they aren't in quotation marks.
fn parts<'t>(text: &'t str, between: &[char]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = first_of(rest, between) {
        parts.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    parts.push(rest);
    parts
}

/// Where the first of these (each of one byte) stands that isn't in quotation marks. A mark within a word opens nothing, nor
/// does one that isn't closed.
fn first_of(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut closed, mut before) = (0, ' ');
    for (at, letter) in text.char_indices() {
        let opens = letter == '"' && (before.is_whitespace() || "\"<>(,;".contains(before));
        before = letter;
        if at < closed {
            continue;
        }
        if opens {
            let end = text[at + 1..].find('"');
            closed = end.map_or(closed, |end| at + end + 2);
        } else if wanted.contains(&letter) {
            return Some(at);
        }
    }
    None
}
