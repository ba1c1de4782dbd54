//! What a guest reads: the mail, and the page that its link opens.

use super::Text;
use crate::words::date;
use domain::{GuestState, Invitation};

/// The page.
pub const TITLE: Text = Text("Your invitation");
/// The button.
pub const ACCEPT: Text = Text("Accept invitation");
/// The way on, after accepting.
pub const BEGIN: Text = Text("See the first steps");
/// No invitation has this link.
pub const UNKNOWN: Text = Text("This link opens no invitation. It may be incomplete, or a newer invitation was sent since. Open the link in the newest mail, or ask whoever invited you for a new one.");

/// The mail's subject.
pub fn subject(organization: &str) -> String {
    say!("{organization} invites you as a guest", organization = organization)
}

/// The mail.
pub fn mail(by: &str, organization: &str, message: &str, link: &str, until: i64) -> String {
    let first = say!(
        "{by} invites you to work with {organization} as a guest.",
        by = by,
        organization = organization
    );
    let open = say!("To accept, open this link until {day}:", day = date::day(until));
    let last = say!(
        "If you don't know {organization}, ignore this mail: nothing happens then.",
        organization = organization
    );
    let parts = [&first, message.trim(), &open, link, &last];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// What the page says, and whether it is good news.
pub fn sentence(invitation: &Invitation) -> String {
    let Invitation {
        organization, by, ..
    } = invitation;
    match invitation.state {
        GuestState::Pending(until) => say!(
            "{by} invites you to work with {organization} as a guest. You can accept until {day}.",
            by = &**by,
            organization = &**organization,
            day = date::day(until)
        ),
        GuestState::Accepted(at) => say!(
            "You accepted on {day}, and are a guest of {organization}. There is nothing more to do here.",
            day = date::day(at),
            organization = &**organization
        ),
        GuestState::Expired(at) => say!(
            "This invitation expired on {day}. Ask {by} to invite you again: you will get a new link.",
            day = date::day(at),
            by = &**by
        ),
        GuestState::Revoked(_) => say!(
            "This invitation was taken back. If you still work with {organization}, ask {by} about it.",
            organization = &**organization,
            by = &**by
        ),
        GuestState::None => UNKNOWN.to_owned(),
    }
}
