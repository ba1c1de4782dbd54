//! An address as a QR code.

use crate::share::Code;
use qrcode::{Color, QrCode};
use std::fmt::Write;

/// The code of `address`; none if it is too long for one.
pub(crate) fn code(address: &str) -> Option<Code> {
    let code = QrCode::new(address).ok()?;
    let size = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let length = run.len();
                // Writing to a String can't fail.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    Some(Code { size, path })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_begins_with_the_top_of_its_first_finder_pattern() {
        let code = code("https://usher.example/start").unwrap();
        assert!(code.path.starts_with("M0 0h7v1h-7z"), "{}", code.path);
        assert!((21..=45).contains(&code.size), "{}", code.size);
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(code(&"x".repeat(5_000)).is_none());
    }
}
