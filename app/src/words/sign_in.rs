//! The ways in.

use super::Text;
/// The sign-in page.
pub const TITLE: Text = Text("Sign in");
/// Its fields.
pub const USERNAME: Text = Text("Username");
/// Its fields.
pub const PASSWORD: Text = Text("Password");
/// The setup page.
pub const SETUP: Text = Text("Set up Usher");
/// What it is for.
pub const SETUP_TEXT: Text = Text(
    "This makes your organization and its first Global admin. The one-time code stands in the terminal where Usher was started.",
);
/// Its fields.
pub const CODE: Text = Text("One-time code");
/// Its fields.
pub const ORGANIZATION: Text = Text("Organization");
/// Its fields.
pub const NAME: Text = Text("Your name");
/// How to fill in the username.
pub const USERNAME_HINT: Text = Text("Like an address: ida@northlight.example");
/// How to choose a password.
pub const PASSWORD_HINT: Text = Text("At least 12 characters. A few words are easy to remember.");
/// Its fields.
pub const REPEAT: Text = Text("Password again");
/// The page.
pub const CHANGE_PASSWORD: Text = Text("Change your password");
/// Why it is asked for.
pub const MUST_CHANGE: Text =
    Text("An admin gave you this password. Choose one that only you know.");
/// Its fields.
pub const CURRENT: Text = Text("Current password");
/// Its fields.
pub const NEW_PASSWORD: Text = Text("New password");
/// Its button.
pub const CHANGE: Text = Text("Change password");
/// Its button.
pub const CREATE: Text = Text("Create and sign in");

/// What came of the last try, by the word in the address.
pub fn problem(code: &str) -> Option<Text> {
    let text = match code {
        "credentials" => {
            "This username and password don't match an account that can sign in. Check both and try again."
        }
        "blocked" => "Your sign-in is blocked. Ask an admin of your organization to allow it.",
        "busy" => "Too many people sign in at this moment. Try again in a few seconds.",
        "limited" => "Too many tries. Wait a few minutes, then try again.",
        _ => return None,
    };
    Some(Text(text))
}

/// Which field was wrong when the password was changed, and why, by the word in the address.
pub fn password_problem(code: &str) -> Option<(PasswordField, Text)> {
    use PasswordField::{Current, New, Repeat};
    let (field, text) = match code {
        "current" => (Current, "This isn't your current password. Type it again."),
        "limited" => (
            Current,
            "Too many tries. Wait a few minutes, then try again.",
        ),
        "busy" => (
            Current,
            "Too many people sign in at this moment. Try again in a few seconds.",
        ),
        "password" => (
            New,
            "This password is too short. Use at least 12 characters.",
        ),
        "same" => (New, "This is the password that you have. Choose another."),
        "repeat" => (Repeat, "The two passwords differ. Type the same one twice."),
        _ => return None,
    };
    Some((field, Text(text)))
}

/// The fields of the page that changes a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordField {
    /// The one so far.
    Current,
    /// The new one.
    New,
    /// The new one again.
    Repeat,
}

/// The heading when nothing is wrong with the setup page's fields, and it wasn't done all the same.
pub const NOT_SET_UP: Text = Text("Usher isn't set up yet");

/// Why it wasn't, by the word in the address.
pub fn setup_stopped(code: &str) -> Option<Text> {
    let text = match code {
        "busy" => "Usher is busy at this moment. Nothing was set up; try again in a few seconds.",
        "limited" => "Too many wrong codes were tried. Wait a few minutes, then try again.",
        _ => return None,
    };
    Some(Text(text))
}

/// What is wrong with the field of the setup page that the word in the address names.
pub fn setup_problem(field: &str) -> Option<Text> {
    let text = match field {
        "code" => "This isn't the code from the terminal. It changes each time Usher starts.",
        "organization" => "Enter your organization's name.",
        "name" => "Enter your name.",
        "username" => "This can't be a username. It looks like an address: ida@northlight.example",
        "password" => "This password is too short. Use at least 12 characters.",
        "repeat" => "The two passwords differ. Type the same one twice.",
        _ => return None,
    };
    Some(Text(text))
}
