//! What a guest reads: the mail, and the page that its link opens.

use crate::words::date;
use domain::{GuestState, Invitation};

/// The page.
pub const TITLE: &str = "Your invitation";
/// The button.
pub const ACCEPT: &str = "Accept invitation";
/// The way on, after accepting.
pub const BEGIN: &str = "See the first steps";
/// No invitation has this link.
pub const UNKNOWN: &str = "This link opens no invitation. It may be incomplete, or a newer invitation was sent since. Open the link in the newest mail, or ask whoever invited you for a new one.";

/// The mail's subject.
pub fn subject(organization: &str) -> String {
    format!("{organization} invites you as a guest")
}

/// The mail.
pub fn mail(by: &str, organization: &str, message: &str, link: &str, until: i64) -> String {
    let message = match message.trim() {
        "" => String::new(),
        message => format!("{message}\n\n"),
    };
    format!(
        "{by} invites you to work with {organization} as a guest.\n\n{message}To accept, open this link until {}:\n\n\
         {link}\n\nIf you don't know {organization}, ignore this mail: nothing happens then.\n",
        date::day(until)
    )
}

/// What the page says, and whether it is good news.
pub fn sentence(invitation: &Invitation) -> String {
    let Invitation {
        organization, by, ..
    } = invitation;
    match invitation.state {
        GuestState::Pending(until) => format!(
            "{by} invites you to work with {organization} as a guest. You can accept until {}.",
            date::day(until)
        ),
        GuestState::Accepted(at) => format!(
            "You accepted on {}, and are a guest of {organization}. There is nothing more to do here.",
            date::day(at)
        ),
        GuestState::Expired(at) => format!(
            "This invitation expired on {}. Ask {by} to invite you again: you will get a new link.",
            date::day(at)
        ),
        GuestState::Revoked(_) => format!(
            "This invitation was taken back. If you still work with {organization}, ask {by} about it."
        ),
        GuestState::None => UNKNOWN.into(),
    }
}
