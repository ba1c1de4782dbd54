//! The page of guests and its panes.

use super::{Text, date};
use domain::{GuestFilter, GuestRow, GuestState, say as sentence, words::Sentence};
use std::sync::Arc;

/// The page.
pub const TITLE: Text = Text("Guest users");
/// What it is for.
pub const TEXT: Text =
    Text("People from outside who work with you. Only a Global admin assigns licenses to them.");
/// The command, and its pane.
pub const INVITE: Text = Text("Invite a guest");
/// The command that saves the list.
pub const EXPORT: Text = Text("Export guests");
/// The box above the list.
pub const SEARCH: Text = Text("Search guests");
/// The choice above the list, for assistive technology.
pub const FILTER: Text = Text("State");
/// Sends the search without JavaScript.
pub const APPLY: Text = Text("Apply");
/// The columns.
pub const NAME: Text = Text("Display name");
/// The columns.
pub const STATE: Text = Text("Invitation");
/// The columns.
pub const LICENSES: Text = Text("Licenses");
/// The command beside a guest, and its pane.
pub const UPDATE: Text = Text("Update license assignments");
/// Why the pane shows nothing.
pub const NOT_YOURS: Text = Text("This needs another role");
/// Nobody.
pub const NONE: Text = Text("There are no guests yet");
/// What to do.
pub const NONE_TEXT: Text = Text("Invite somebody from outside by their mail address.");
/// Nobody matches.
pub const NO_MATCH: Text = Text("No guest matches");
/// What to do.
pub const NO_MATCH_TEXT: Text = Text(
    "The search looks at the words of name, username and mail address. Try fewer letters or another state.",
);
/// The way back to all.
pub const SHOW_ALL: Text = Text("Show all guests");

/// The invite pane's boxes.
pub const MAIL: Text = Text("Mail address");
/// How to fill it in.
pub const MAIL_HINT: Text =
    Text("The address that the guest signs in with, such as kenji@hoshi.example.");
/// The invite pane's boxes.
pub const DISPLAY_NAME: Text = Text("Display name");
/// How to fill it in.
pub const NAME_HINT: Text = Text("How the guest is listed. Left empty, it is the address.");
/// The invite pane's boxes.
pub const MESSAGE: Text = Text("Message");
/// How to fill it in.
pub const MESSAGE_HINT: Text =
    Text("A few words of your own for the mail. You may leave it empty.");
/// The button.
pub const SEND: Text = Text("Invite");
/// Why the button is off.
pub const NO_MAIL: Text = Text("Enter the guest's mail address first.");
/// Above what stops it.
pub const NOT_INVITED: Text = Text("This address can't be invited");
/// The way to the guest who is here already.
pub const TO_GUEST: Text = Text("Show the guest");
/// Why nobody can be invited.
pub const SHORT_SECRET: Text = Text(
    "The link is drawn from a secret of 32 to 1,024 characters. Reload the page, and try again.",
);
/// What will happen, before an address is there.
pub const IDLE: Text = Text("Enter an address to see what will happen.");
/// Begins the next one.
pub const MORE: Text = Text("Invite another");
/// The link's box.
pub const LINK: Text = Text("Invitation link");
/// The command.
pub const COPY_LINK: Text = Text("Copy link");
/// Done.
pub const COPIED: Text = Text("The link is copied. Send it to the guest, and to nobody else.");
/// What the link is worth.
pub const LINK_TEXT: Text =
    Text("Whoever has this link can accept in the guest's name. It is shown only now.");

/// A guest's pane.
pub const REVOKE: Text = Text("Revoke invitation");
/// It was done.
pub const REVOKED: Text = Text("The invitation is revoked. Its link doesn't work any more.");
/// Why a command is off.
pub const ACCEPTED_ALREADY: Text = Text("The guest has accepted already.");
/// Why a command is off.
pub const NOTHING_OPEN: Text = Text("There is no open invitation to revoke.");

/// The command that opens an invitation, after what came of the last one.
pub fn invite(state: GuestState) -> Text {
    match state {
        GuestState::Revoked(_) | GuestState::None => SEND,
        _ => Text("Invite again"),
    }
}

/// What that does.
pub fn invite_text(state: GuestState) -> Text {
    Text(match state {
        GuestState::Revoked(_) | GuestState::None => "A link for 7 days.",
        _ => "A new link for another 7 days. The old one stops working.",
    })
}

/// What will happen.
pub fn outcome(mail: &str) -> String {
    say!(
        "{mail} becomes a guest, and can accept by a link for 7 days. No seat is used.",
        mail = mail
    )
}

/// Why a guest who is here already isn't invited as somebody new.
pub fn known(guest: &GuestRow) -> String {
    match guest.state {
        GuestState::Accepted(_) => say!(
            "{name} is a guest here already, and has accepted.",
            name = &guest.name
        ),
        GuestState::None => say!(
            "{name} is a guest here already, and wasn't invited yet. Invite them on their page.",
            name = &guest.name
        ),
        GuestState::Revoked(_) => say!(
            "{name} is a guest here already, and the invitation was revoked. Invite them on their page.",
            name = &guest.name
        ),
        _ => say!(
            "{name} is a guest here already, and hasn't accepted yet. Invite them again for a new link.",
            name = &guest.name
        ),
    }
}

/// Why somebody deleted isn't invited as somebody new.
pub fn deleted(name: &Arc<str>) -> Sentence {
    sentence!(
        "{name} was a guest here, and is deleted. Restore them and invite them again, or delete them permanently first.",
        name = name
    )
}

/// It was mailed.
pub fn mailed(mail: &str) -> String {
    say!("The invitation is on its way to {mail}.", mail = mail)
}

/// It was not mailed, for want of a server.
pub fn no_server(name: &str) -> String {
    say!(
        "{name} is invited. Usher has no mail server, so send the link yourself.",
        name = name
    )
}

/// It was not mailed, by a failure.
pub fn not_mailed(mail: &str) -> String {
    say!(
        "The guest is invited, but the mail to {mail} could not be sent. Send the link yourself, or invite again later.",
        mail = mail
    )
}

/// Until when the link works.
pub fn until(seconds: i64) -> String {
    say!("The link works until {day}.", day = date::day(seconds))
}

/// What came of an invitation, in a few words.
pub fn state(state: GuestState) -> Text {
    Text(match state {
        GuestState::Pending(_) => "Pending acceptance",
        GuestState::Expired(_) => "Invitation expired",
        GuestState::Revoked(_) => "Invitation revoked",
        GuestState::Accepted(_) => "Accepted",
        GuestState::None => "Not invited by Usher",
    })
}

/// The same with its day.
pub fn state_since(state: GuestState) -> String {
    match state {
        GuestState::Pending(at) => say!(
            "Pending acceptance: the link works until {day}.",
            day = date::day(at)
        ),
        GuestState::Expired(at) => say!("The invitation expired on {day}.", day = date::day(at)),
        GuestState::Revoked(at) => {
            say!("The invitation was revoked on {day}.", day = date::day(at))
        }
        GuestState::Accepted(at) => say!("Accepted on {day}.", day = date::day(at)),
        GuestState::None => say!("This guest came by an import, without an invitation."),
    }
}

/// A choice above the list.
pub fn filter(filter: GuestFilter) -> Text {
    Text(match filter {
        GuestFilter::All => "All guests",
        GuestFilter::Pending => "Pending acceptance",
        GuestFilter::Accepted => "Accepted",
    })
}
