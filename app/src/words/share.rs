//! Telling people what they got and how to begin.

use super::Text;
use domain::words::Part;
use std::sync::Arc;

/// The section.
pub const TITLE: Text = Text("Next: let them know");
/// What it is for.
pub const TEXT: Text = Text("A short message that says what they got and how to begin.");
/// Opens it.
pub const WRITE: Text = Text("Write a quick-start message");
/// Nobody got anything.
pub const NOBODY: Text =
    Text("Nobody got a product that they didn't have before, so there is nothing to tell.");
/// The box.
pub const MESSAGE: Text = Text("Quick-start message");
/// The commands.
pub const COPY: Text = Text("Copy message");
/// The commands.
pub const MAIL: Text = Text("Mail");
/// The commands.
pub const COPY_ADDRESSES: Text = Text("Copy addresses");
/// Done.
pub const COPIED: Text = Text("The message is copied. Paste it where they read it.");
/// Done.
pub const ADDRESSES_COPIED: Text = Text("The addresses are copied. Paste them into a mail as Bcc.");
/// Not done.
pub const NOT_COPIED: Text =
    Text("This browser doesn't let Usher copy. Select the text, and copy it with the keyboard.");
/// Why a command is off.
pub const TOO_MANY: Text = Text(
    "These are too many addresses, or too long a text, for a mail link. Copy both, and paste them into a mail.",
);
/// Below the code.
pub const SCAN: Text = Text("For a phone: scan it to open the first steps.");
/// The mail.
pub const SUBJECT: Text = Text("Your new apps, and how to begin");

/// To whom.
pub fn recipients(users: usize, addresses: usize) -> String {
    match users == addresses {
        true => say!(users => "For 1 user." | "For {n} users."),
        false => say!(
            users =>
                "For 1 user; the addresses are those of the first {addresses}."
                | "For {n} users; the addresses are those of the first {addresses}.",
            addresses = addresses
        ),
    }
}

/// The code, for who can't see it.
pub fn qr(address: &str) -> String {
    say!("QR code of {address}", address = address)
}

/// The message.
pub fn message(products: &[Arc<str>], address: &str) -> String {
    let paragraphs = [
        say!("Hello,"),
        say!("you now have {products}.", products = Part::all(products)),
        [
            say!("To begin:"),
            say!("1. Open {address}", address = address),
            say!("2. Sign in with your work address, and follow the first steps."),
            say!(
                "3. Your apps are ready within minutes; on your phone, sign in with the same address."
            ),
        ]
        .join("\n"),
        say!("If something is missing, reply to this message."),
    ];
    paragraphs.join("\n\n")
}
