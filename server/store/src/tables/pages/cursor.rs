//! Where the next page of a list by name begins.

use crate::Error;
use domain::{UserId, say};
use std::fmt::Write;
use uuid::Uuid;

/// The last row of a page: the next begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) name_key: String,
    pub(super) user: UserId,
}

impl Cursor {
    /// Reads what [`write`](Self::write) wrote. It comes from an address, so nothing in it is trusted; and it is
    /// bound as a value, so the worst that a forged one does is to begin elsewhere.
    ///
    /// # Errors
    /// [`Error::Input`] if it isn't one.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        Self::parse(text).ok_or_else(|| {
            Error::Input(say!(
                "This address doesn't lead to a page of the list. Go back to its first page."
            ))
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let (user, key) = text.split_at_checked(32)?;
        let (pairs, rest) = key.as_bytes().as_chunks::<2>();
        if !rest.is_empty() || key.len() > 4096 {
            return None;
        }
        let digit = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        };
        let byte = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
        Some(Self {
            user: UserId(Uuid::try_parse(user).ok()?),
            name_key: String::from_utf8(pairs.iter().map(byte).collect::<Option<_>>()?).ok()?,
        })
    }

    /// As letters and digits.
    pub(super) fn write(&self) -> String {
        let mut text = self.user.0.simple().to_string();
        for byte in self.name_key.bytes() {
            // Writing to a String can't fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back() {
        for name_key in ["", "anna dąb", "金 민준 ' \" % ; --"] {
            let cursor = Cursor {
                name_key: name_key.into(),
                user: UserId(Uuid::from_u128(7)),
            };
            let text = cursor.write();
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            assert_eq!(Cursor::read(&text).unwrap(), cursor);
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        let good = Cursor {
            name_key: "a".into(),
            user: UserId(Uuid::from_u128(7)),
        }
        .write();
        let long = format!("{good}{}", "61".repeat(3000));
        for bad in [
            "",
            "1",
            "x",
            &good[..33],
            &format!("{good}zz"),
            &format!("{good}ff"),
            "é".repeat(40).as_str(),
            &long,
        ] {
            assert!(matches!(Cursor::read(bad), Err(Error::Input(_))), "{bad}");
        }
    }
}
