//! Users themselves: adding, editing, blocking, deleting, restoring.

use domain::{ProfileField, words::sentence};

/// Why a password isn't taken.
pub const SHORT_PASSWORD: &str =
    "This password is too short or too long. Use 12 to 1,000 characters.";
/// Why an order isn't taken.
pub const TOO_MANY_PASSWORDS: &str =
    "At most 10 users get a password at once. Add the others without one, and reset theirs later.";

/// The command, and the pane.
pub const ADD: &str = "Add a user";
/// The steps of the pane.
pub const STEPS: [&str; 4] = [
    "Set up the basics",
    "Assign product licenses",
    "Optional settings",
    "Review and finish",
];
/// The steps, for assistive technology.
pub const STEPS_LABEL: &str = "Steps";
/// To the step before.
pub const BACK: &str = "Back";
/// To the step after.
pub const NEXT: &str = "Next";
/// The button.
pub const FINISH: &str = "Finish adding";
/// Why the button is off, and the line while nothing is asked for.
pub const NOBODY_YET: &str = "Write a display name and a username first.";
/// After it was done.
pub const ADD_ANOTHER: &str = "Add another user";
/// How to write the username.
pub const USERNAME_HINT: &str =
    "Like ida@northlight.example. Without an @, your organization's domain is added.";
/// Where the user works.
pub const LOCATION: &str = "Select location";
/// What the step says.
pub const LICENSES_TEXT: &str =
    "Choose the location first. Without a license the user can still be added.";
/// What the step says.
pub const OPTIONAL_TEXT: &str = "All of this can be left empty, and changed later.";

/// Passwords.
pub const PASSWORD: &str = "Password";
/// How a password comes about.
pub const GENERATE: &str = "Automatically create a password";
/// How a password comes about.
pub const TYPED: &str = "Let me choose the password";
/// How a password comes about.
pub const NO_PASSWORD: &str = "No password: the user doesn't sign in to Usher";
/// What happens next.
pub const MUST_CHANGE: &str = "Require this user to change their password when they first sign in";
/// How to choose a password.
pub const PASSWORD_HINT: &str = "At least 12 characters.";
/// It is shown once.
pub const PASSWORD_ONCE: &str =
    "The password is shown only here, and only now. Copy it, and hand it over safely.";
/// Whose it is.
pub const PASSWORD_OF: &str = "Password to hand over";

/// The commands, and the pane.
pub const DELETE: &str = "Delete users";
/// What it means.
pub const DELETE_TEXT: &str =
    "Their seats are free at once, and they are signed out. They can be restored for 30 days.";
/// The commands, and the pane.
pub const BLOCK: &str = "Block sign-in";
/// What it means.
pub const BLOCK_TEXT: &str =
    "They are signed out at once and can't sign in. They keep their licenses.";
/// The commands, and the pane.
pub const ALLOW: &str = "Allow sign-in";
/// What it means.
pub const ALLOW_TEXT: &str = "They can sign in again.";
/// Nobody is named.
pub const NOBODY: &str = "Select at least one user first.";
/// What to do then.
pub const NOBODY_TEXT: &str = "Close the pane, and select users in the list.";
/// Those concerned.
pub const WHO: &str = "Users";

/// On one user's pane.
pub const EDIT: &str = "Edit";
/// On one user's pane.
pub const RESET: &str = "Reset password";
/// What it means.
pub const RESET_TEXT: &str =
    "The user is signed out everywhere, and signs in with the new password.";
/// On one user's pane.
pub const DELETE_ONE: &str = "Delete user";
/// The button.
pub const SAVE: &str = "Save changes";
/// Why the button is off, and the line while nothing is asked for.
pub const UNCHANGED: &str = "Nothing is changed yet.";
/// It was done.
pub const RESET_DONE: &str = "The password was reset.";
/// Actions on one user, for assistive technology.
pub const ACTIONS: &str = "Actions";

/// The page.
pub const DELETED: &str = "Deleted users";
/// What it is for.
pub const DELETED_TEXT: &str = "Deleted users can be restored for 30 days. After that, or when you delete them permanently, they are gone for good.";
/// A column.
pub const DELETED_ON: &str = "Deleted";
/// A column.
pub const PURGED_ON: &str = "Gone for good";
/// A column.
pub const HELD: &str = "Licenses held";
/// The list is empty.
pub const NOBODY_DELETED: &str = "Nobody is deleted";
/// What to do.
pub const NOBODY_DELETED_TEXT: &str = "Users whom an admin deletes are listed here for 30 days.";
/// The button, and the pane.
pub const RESTORE: &str = "Restore user";
/// What it means.
pub const RESTORE_TEXT: &str = "The user is in their groups and roles again, and gets what these groups assign if seats are left.";
/// What was held.
pub const HELD_BEFORE: &str = "Licenses held before";
/// Nothing was held.
pub const HELD_NOTHING: &str = "No license was assigned directly.";
/// The button.
pub const PURGE: &str = "Delete permanently";
/// What it means.
pub const PURGE_TEXT: &str =
    "This can't be undone: the user and everything about them are gone for good.";
/// Asked before.
pub const PURGE_SURE: &str = "I understand that this can't be undone";
/// Why the button is off.
pub const PURGE_NOT_SURE: &str = "Confirm first that it can't be undone.";
/// The next page of the list.
pub const NEXT_PAGE: &str = "Next page";

/// A field's label.
pub fn field(field: ProfileField) -> String {
    sentence(field.name())
}

/// The button for a part of it.
pub fn those_who_can(number: usize) -> String {
    format!("Only the {number} who can")
}

/// The heading of a problem when somebody is added.
pub fn not_added(who: &str) -> String {
    format!("{who} can't be added like this yet")
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("This can't be done for {who} yet")
}

/// By whom, in the list of deleted users.
pub fn deleted_by(day: &str, by: &str) -> String {
    format!("{day}, by {by}")
}

/// How many more are concerned than are named.
pub fn and_more(number: usize) -> String {
    format!("and {number} more")
}
