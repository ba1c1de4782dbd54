//! The page of guests and its panes.

use crate::words::date;
use domain::{GuestFilter, GuestState};

/// The page.
pub const TITLE: &str = "Guest users";
/// What it is for.
pub const TEXT: &str =
    "People from outside who work with you. Only a Global admin assigns licenses to them.";
/// The command, and its pane.
pub const INVITE: &str = "Invite a guest";
/// The box above the list.
pub const SEARCH: &str = "Search guests";
/// The choice above the list, for assistive technology.
pub const FILTER: &str = "State";
/// Sends the search without JavaScript.
pub const APPLY: &str = "Apply";
/// The columns.
pub const NAME: &str = "Display name";
/// The columns.
pub const STATE: &str = "Invitation";
/// The columns.
pub const LICENSES: &str = "Licenses";
/// The command beside a guest, and its pane.
pub const UPDATE: &str = "Update license assignments";
/// Why the pane shows nothing.
pub const NOT_YOURS: &str = "This needs another role";
/// The next page of the list.
pub const NEXT: &str = "Next page";
/// The first page of the list.
pub const FIRST: &str = "First page";
/// Nobody.
pub const NONE: &str = "There are no guests yet";
/// What to do.
pub const NONE_TEXT: &str = "Invite somebody from outside by their mail address.";
/// Nobody matches.
pub const NO_MATCH: &str = "No guest matches";
/// What to do.
pub const NO_MATCH_TEXT: &str = "The search looks at the words of name, username and mail address. Try fewer letters or another state.";
/// The way back to all.
pub const SHOW_ALL: &str = "Show all guests";

/// The invite pane's boxes.
pub const MAIL: &str = "Mail address";
/// How to fill it in.
pub const MAIL_HINT: &str =
    "The address that the guest signs in with, such as kenji@hoshi.example.";
/// The invite pane's boxes.
pub const DISPLAY_NAME: &str = "Display name";
/// How to fill it in.
pub const NAME_HINT: &str = "How the guest is listed. Left empty, it is the address.";
/// The invite pane's boxes.
pub const MESSAGE: &str = "Message";
/// How to fill it in.
pub const MESSAGE_HINT: &str = "A few words of your own for the mail. You may leave it empty.";
/// The button.
pub const SEND: &str = "Invite";
/// Why the button is off.
pub const NO_MAIL: &str = "Enter the guest's mail address first.";
/// Above what stops it.
pub const NOT_INVITED: &str = "This address can't be invited";
/// What will happen, before an address is there.
pub const IDLE: &str = "Enter an address to see what will happen.";
/// Begins the next one.
pub const MORE: &str = "Invite another";
/// The link's box.
pub const LINK: &str = "Invitation link";
/// The command.
pub const COPY_LINK: &str = "Copy link";
/// Done.
pub const COPIED: &str = "The link is copied. Send it to the guest, and to nobody else.";
/// What the link is worth.
pub const LINK_TEXT: &str =
    "Whoever has this link can accept in the guest's name. It is shown only now.";

/// A guest's pane.
pub const RENEW: &str = "Invite again";
/// What that does.
pub const RENEW_TEXT: &str = "A new link for another 7 days. The old one stops working.";
/// A guest's pane.
pub const REVOKE: &str = "Revoke invitation";
/// It was done.
pub const REVOKED: &str = "The invitation is revoked. Its link doesn't work any more.";
/// Why a command is off.
pub const ACCEPTED_ALREADY: &str = "The guest has accepted already.";
/// Why a command is off.
pub const NOTHING_OPEN: &str = "There is no open invitation to revoke.";

/// What will happen.
pub fn outcome(mail: &str) -> String {
    format!("{mail} becomes a guest, and can accept by a link for 7 days. No seat is used.")
}

/// It was mailed.
pub fn mailed(mail: &str) -> String {
    format!("The invitation is on its way to {mail}.")
}

/// It was not mailed, for want of a server.
pub fn no_server(name: &str) -> String {
    format!("{name} is invited. Usher has no mail server, so send the link yourself.")
}

/// It was not mailed, by a failure.
pub fn not_mailed(mail: &str) -> String {
    format!(
        "The guest is invited, but the mail to {mail} could not be sent. Send the link yourself, or invite again later."
    )
}

/// Until when the link works.
pub fn until(seconds: i64) -> String {
    format!("The link works until {}.", date::day(seconds))
}

/// What came of an invitation, in a few words.
pub fn state(state: GuestState) -> String {
    match state {
        GuestState::Pending(_) => "Pending acceptance".into(),
        GuestState::Expired(_) => "Invitation expired".into(),
        GuestState::Revoked(_) => "Invitation revoked".into(),
        GuestState::Accepted(_) => "Accepted".into(),
        GuestState::None => "Not invited by Usher".into(),
    }
}

/// The same with its day.
pub fn state_since(state: GuestState) -> String {
    match state {
        GuestState::Pending(at) => format!(
            "Pending acceptance: the link works until {}.",
            date::day(at)
        ),
        GuestState::Expired(at) => format!("The invitation expired on {}.", date::day(at)),
        GuestState::Revoked(at) => format!("The invitation was revoked on {}.", date::day(at)),
        GuestState::Accepted(at) => format!("Accepted on {}.", date::day(at)),
        GuestState::None => "This guest came by an import, without an invitation.".into(),
    }
}

/// A choice above the list.
pub fn filter(filter: GuestFilter) -> &'static str {
    match filter {
        GuestFilter::All => "All guests",
        GuestFilter::Pending => "Pending acceptance",
        GuestFilter::Accepted => "Accepted",
    }
}
