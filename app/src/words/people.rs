//! Users themselves: adding, editing, blocking, deleting, restoring.

use domain::words::count;

/// Why a password isn't taken.
pub const SHORT_PASSWORD: &str =
    "This password is too short or too long. Use 12 to 1,000 characters.";
/// Why an order isn't taken.
pub const TOO_MANY_PASSWORDS: &str =
    "At most 10 users get a password at once. Add the others without one, and reset theirs later.";

/// How many users something is for.
pub fn users(number: usize) -> String {
    count(number, "user")
}
