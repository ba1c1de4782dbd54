//! Text files, as people's programs save them.

use crate::{say, words::Sentence};
use std::borrow::Cow;

/// The text of a file in UTF-8 or UTF-16, with or without a byte-order mark.
///
/// # Errors
/// A sentence that says where it is in another encoding, and how to save it anew.
pub fn decoded(file: &[u8]) -> Result<Cow<'_, str>, Sentence> {
    match file {
        [0xef, 0xbb, 0xbf, text @ ..] => utf8(text),
        [0xff, 0xfe, text @ ..] => Ok(utf16(text, u16::from_le_bytes)),
        [0xfe, 0xff, text @ ..] => Ok(utf16(text, u16::from_be_bytes)),
        // No text begins with the character 0; a letter of English in UTF-16 has that as one of its halves.
        [_, 0, ..] => Ok(utf16(file, u16::from_le_bytes)),
        [0, _, ..] => Ok(utf16(file, u16::from_be_bytes)),
        _ => utf8(file),
    }
}

fn utf8(text: &[u8]) -> Result<Cow<'_, str>, Sentence> {
    std::str::from_utf8(text).map(Cow::Borrowed).map_err(|error| {
        let before = &text[..error.valid_up_to()];
        let ends = before.iter().filter(|byte| **byte == b'\n').count();
        say!(
            "Line {line} is not in UTF-8: the file has another encoding, such as Windows-1252 (\"ANSI\"). Save it as \"CSV UTF-8\", and choose it again.",
            line = (ends + 1).to_string()
        )
    })
}

fn utf16(text: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let units = text.chunks_exact(2).map(|two| unit([two[0], two[1]]));
    let letters = char::decode_utf16(units);
    let letters = letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(letters.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Username\r\nrené@a.example";

    fn in_utf16(bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        let units = mark.into_iter().chain(TEXT.encode_utf16());
        units.flat_map(bytes).collect()
    }

    #[test]
    fn utf_8_and_utf_16_are_read_with_and_without_a_mark() {
        let with_mark = format!("\u{feff}{TEXT}");
        for file in [
            TEXT.as_bytes().to_vec(),
            with_mark.into_bytes(),
            in_utf16(u16::to_le_bytes, true),
            in_utf16(u16::to_be_bytes, true),
            in_utf16(u16::to_le_bytes, false),
            in_utf16(u16::to_be_bytes, false),
        ] {
            assert_eq!(decoded(&file).as_deref(), Ok(TEXT));
        }
        assert_eq!(decoded(b"").as_deref(), Ok(""));
    }

    #[test]
    fn another_encoding_is_named_by_line_with_the_way_out() {
        let why = decoded(b"Username\r\nren\xe9@a.example\r\n").unwrap_err();
        let why = why.to_string();
        assert!(why.starts_with("Line 2 is not in UTF-8:"), "{why}");
        assert!(why.contains("Save it as \"CSV UTF-8\""), "{why}");
    }
}
