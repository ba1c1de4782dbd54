//! The ways in.

/// The sign-in page.
pub const TITLE: &str = "Sign in";
/// Its fields.
pub const USERNAME: &str = "Username";
/// Its fields.
pub const PASSWORD: &str = "Password";
/// The setup page.
pub const SETUP: &str = "Set up Usher";
/// What it is for.
pub const SETUP_TEXT: &str = "This makes your organization and its first Global admin. The one-time code stands in the terminal where Usher was started.";
/// Its fields.
pub const CODE: &str = "One-time code";
/// Its fields.
pub const ORGANIZATION: &str = "Organization";
/// Its fields.
pub const NAME: &str = "Your name";
/// How to fill in the username.
pub const USERNAME_HINT: &str = "Like an address: ida@northlight.example";
/// How to choose a password.
pub const PASSWORD_HINT: &str = "At least 12 characters. A few words are easy to remember.";
/// Its fields.
pub const REPEAT: &str = "Password again";
/// The page.
pub const CHANGE_PASSWORD: &str = "Change your password";
/// Why it is asked for.
pub const MUST_CHANGE: &str = "An admin gave you this password. Choose one that only you know.";
/// Its fields.
pub const CURRENT: &str = "Current password";
/// Its fields.
pub const NEW_PASSWORD: &str = "New password";
/// Its button.
pub const CHANGE: &str = "Change password";
/// Its button.
pub const CREATE: &str = "Create and sign in";

/// What came of the last try, by the word in the address.
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "credentials" => {
            "This username and password don't match an account that can sign in. Check both and try again."
        }
        "blocked" => "Your sign-in is blocked. Ask an admin of your organization to allow it.",
        "busy" => "Too many people sign in at this moment. Try again in a few seconds.",
        "limited" => "Too many tries. Wait a few minutes, then try again.",
        _ => return None,
    })
}

/// Which field was wrong when the password was changed, and why, by the word in the address.
pub fn password_problem(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "current" => (
            "current",
            "This isn't your current password. Type it again.",
        ),
        "limited" => (
            "current",
            "Too many tries. Wait a few minutes, then try again.",
        ),
        "busy" => (
            "current",
            "Too many people sign in at this moment. Try again in a few seconds.",
        ),
        "password" => (
            "password",
            "This password is too short. Use at least 12 characters.",
        ),
        "same" => (
            "password",
            "This is the password that you have. Choose another.",
        ),
        "repeat" => (
            "repeat",
            "The two passwords differ. Type the same one twice.",
        ),
        _ => return None,
    })
}

/// Which field of the setup page was wrong, and why, by the word in the address.
pub fn setup_problem(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "code" => (
            "code",
            "This isn't the code from the terminal. It changes each time Usher starts.",
        ),
        "organization" => ("organization", "Enter your organization's name."),
        "name" => ("name", "Enter your name."),
        "username" => (
            "username",
            "This can't be a username. It looks like an address: ida@northlight.example",
        ),
        "password" => (
            "password",
            "This password is too short. Use at least 12 characters.",
        ),
        "repeat" => (
            "repeat",
            "The two passwords differ. Type the same one twice.",
        ),
        _ => return None,
    })
}
