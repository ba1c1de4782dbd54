//! Users themselves: adding, editing, blocking, deleting, restoring.

use super::{Text, actor::actor, told};
use domain::ProfileField;

/// Why a password isn't taken.
pub const SHORT_PASSWORD: Text =
    Text("This password is too short or too long. Use 12 to 1,000 characters.");
/// Why an order isn't taken.
pub const TOO_MANY_PASSWORDS: Text = Text(
    "At most 10 users get a password at once. Add the others without one, and reset theirs later.",
);

/// The command, and the pane.
pub const ADD: Text = Text("Add a user");
/// The steps of the pane.
pub const STEPS: [Text; 4] = [
    Text("Set up the basics"),
    Text("Assign product licenses"),
    Text("Optional settings"),
    Text("Review and finish"),
];
/// The steps, for assistive technology.
pub const STEPS_LABEL: Text = Text("Steps");
/// To the step before.
pub const BACK: Text = Text("Back");
/// To the step after.
pub const NEXT: Text = Text("Next");
/// The button.
pub const FINISH: Text = Text("Finish adding");
/// Why the button is off, and the line while nothing is asked for.
pub const NOBODY_YET: Text = Text("Write a display name and a username first.");
/// After it was done.
pub const ADD_ANOTHER: Text = Text("Add another user");
/// How to write the username.
pub const USERNAME_HINT: Text =
    Text("Like ida@northlight.example. Without an @, your organization's domain is added.");
/// Where the user works.
pub const LOCATION: Text = Text("Select location");
/// What the step says.
pub const LICENSES_TEXT: Text =
    Text("Choose the location first. Without a license the user can still be added.");
/// What the step says.
pub const OPTIONAL_TEXT: Text = Text("All of this can be left empty, and changed later.");

/// Passwords.
pub const PASSWORD: Text = Text("Password");
/// How a password comes about.
pub const GENERATE: Text = Text("Automatically create a password");
/// How a password comes about.
pub const TYPED: Text = Text("Let me choose the password");
/// How a password comes about.
pub const NO_PASSWORD: Text = Text("No password: the user doesn't sign in to Usher");
/// What happens next.
pub const MUST_CHANGE: Text =
    Text("Require this user to change their password when they first sign in");
/// How to choose a password.
pub const PASSWORD_HINT: Text = Text("At least 12 characters.");
/// Why a password can't be given.
pub const PASSWORD_WRONG: Text = Text("Choose a password of at least 12 characters.");
/// It is shown once.
pub const PASSWORD_ONCE: Text =
    Text("The password is shown only here, and only now. Copy it, and hand it over safely.");
/// Whose it is.
pub const PASSWORD_OF: Text = Text("Password to hand over");

/// The commands, and the pane.
pub const DELETE: Text = Text("Delete users");
/// What it means.
pub const DELETE_TEXT: Text = Text(
    "Their seats are free at once, and they are signed out. They can be restored for 30 days.",
);
/// The commands, and the pane.
pub const BLOCK: Text = Text("Block sign-in");
/// What it means.
pub const BLOCK_TEXT: Text =
    Text("They are signed out at once and can't sign in. They keep their licenses.");
/// The commands, and the pane.
pub const ALLOW: Text = Text("Allow sign-in");
/// What it means.
pub const ALLOW_TEXT: Text = Text("They can sign in again.");
/// Nobody is named.
pub const NOBODY: Text = Text("Select at least one user first.");
/// What to do then.
pub const NOBODY_TEXT: Text = Text("Close the pane, and select users in the list.");
/// Those concerned.
pub const WHO: Text = Text("Users");

/// On one user's pane.
pub const EDIT: Text = Text("Edit");
/// On one user's pane.
pub const RESET: Text = Text("Reset password");
/// What it means.
pub const RESET_TEXT: Text =
    Text("The user is signed out everywhere, and signs in with the new password.");
/// On one user's pane.
pub const DELETE_ONE: Text = Text("Delete user");
/// The button.
pub const SAVE: Text = Text("Save changes");
/// Why the button is off, and the line while nothing is asked for.
pub const UNCHANGED: Text = Text("Nothing is changed yet.");
/// It was done.
pub const RESET_DONE: Text = Text("The password was reset.");
/// Actions on one user, for assistive technology.
pub const ACTIONS: Text = Text("Actions");

/// The page.
pub const DELETED: Text = Text("Deleted users");
/// What it is for.
pub const DELETED_TEXT: Text = Text(
    "Deleted users can be restored for 30 days. After that, or when you delete them permanently, they are gone for good.",
);
/// A column.
pub const DELETED_ON: Text = Text("Deleted");
/// A column.
pub const PURGED_ON: Text = Text("Gone for good");
/// A column.
pub const HELD: Text = Text("Licenses held");
/// The command that saves the list.
pub const EXPORT_DELETED: Text = Text("Export deleted users");
/// The box above the list.
pub const SEARCH_DELETED: Text = Text("Search deleted users");
/// Nobody matches.
pub const NO_DELETED_MATCH: Text = Text("No deleted user matches");
/// What to do.
pub const NO_DELETED_MATCH_TEXT: Text =
    Text("The search looks at the words of name, username and mail address. Try fewer letters.");
/// The way back to all.
pub const SHOW_ALL_DELETED: Text = Text("Show all deleted users");
/// The list is empty.
pub const NOBODY_DELETED: Text = Text("Nobody is deleted");
/// What to do.
pub const NOBODY_DELETED_TEXT: Text =
    Text("Users whom an admin deletes are listed here for 30 days.");
/// The button, and the pane.
pub const RESTORE: Text = Text("Restore user");
/// What it means.
pub const RESTORE_TEXT: Text = Text(
    "The user is in their groups and roles again, and gets what these groups assign if seats are left.",
);
/// What was held.
pub const HELD_BEFORE: Text = Text("Licenses held before");
/// Nothing was held.
pub const HELD_NOTHING: Text = Text("No license was assigned directly.");
/// The button.
pub const PURGE: Text = Text("Delete permanently");
/// What it means.
pub const PURGE_TEXT: Text =
    Text("This can't be undone: the user and everything about them are gone for good.");
/// Asked before.
pub const PURGE_SURE: Text = Text("I understand that this can't be undone");
/// Why the button is off.
pub const PURGE_NOT_SURE: Text = Text("Confirm first that it can't be undone.");

/// A field's label.
pub fn field(field: ProfileField) -> String {
    domain::words::sentence(&told(field.name()))
}

/// The button for a part of it.
pub fn those_who_can(number: usize) -> String {
    say!(number => "Only the 1 who can" | "Only the {n} who can")
}

/// The heading of a problem when somebody is added.
pub fn not_added(who: &str) -> String {
    say!("{who} can't be added like this yet", who = who)
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!("This can't be done for {who} yet", who = who)
}

/// By whom, in the list of deleted users.
pub fn deleted_by(day: &str, by: &str) -> String {
    say!("{day}, by {by}", day = day, by = actor(by))
}

/// How many users something is for.
pub fn users(number: usize) -> String {
    say!(number => "1 user" | "{n} users")
}
