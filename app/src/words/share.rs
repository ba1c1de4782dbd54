//! Telling people what they got and how to begin.

use domain::words::{and, count, digits};
use std::sync::Arc;

/// The section.
pub const TITLE: &str = "Next: let them know";
/// What it is for.
pub const TEXT: &str = "A short message that says what they got and how to begin.";
/// Opens it.
pub const WRITE: &str = "Write a quick-start message";
/// Nobody got anything.
pub const NOBODY: &str =
    "Nobody got a product that they didn't have before, so there is nothing to tell.";
/// The box.
pub const MESSAGE: &str = "Quick-start message";
/// The commands.
pub const COPY: &str = "Copy message";
/// The commands.
pub const MAIL: &str = "Mail";
/// The commands.
pub const COPY_ADDRESSES: &str = "Copy addresses";
/// Done.
pub const COPIED: &str = "The message is copied. Paste it where they read it.";
/// Done.
pub const ADDRESSES_COPIED: &str = "The addresses are copied. Paste them into a mail as Bcc.";
/// Not done.
pub const NOT_COPIED: &str =
    "This browser doesn't let Usher copy. Select the text, and copy it with the keyboard.";
/// Why a command is off.
pub const TOO_MANY: &str = "These are too many addresses, or too long a text, for a mail link. Copy both, and paste them into a mail.";
/// Below the code.
pub const SCAN: &str = "For a phone: scan it to open the first steps.";
/// The mail.
pub const SUBJECT: &str = "Your new apps, and how to begin";

/// To whom.
pub fn recipients(users: usize, addresses: usize) -> String {
    match users == addresses {
        true => format!("For {}.", count(users, "user")),
        false => format!(
            "For {}; the addresses are those of the first {}.",
            count(users, "user"),
            digits(addresses)
        ),
    }
}

/// The code, for who can't see it.
pub fn qr(address: &str) -> String {
    format!("QR code of {address}")
}

/// The message.
pub fn message(products: &[Arc<str>], address: &str) -> String {
    format!(
        "Hello,\n\nyou now have {}.\n\nTo begin:\n1. Open {address}\n2. Sign in with your work address, and follow \
         the first steps.\n3. Your apps are ready within minutes; on your phone, sign in with the same address.\n\n\
         If something is missing, answer to this message.",
        and(products)
    )
}
