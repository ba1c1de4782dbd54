//! Users > Guest users: who was invited from outside, what came of it, and the panes that change it.

mod asked;
mod guest_pane;
mod invite_pane;
mod licenses_pane;
mod link;
mod list;
mod rows;

pub(crate) use guest_pane::GuestPane;
pub(crate) use invite_pane::InvitePane;
pub(crate) use licenses_pane::GuestLicensesPane;
pub(crate) use list::GuestsPage;

use domain::{GuestRow, UserId, words::Sentence};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Whom to invite. Asked again under the same id and secret, it is the same guest, with the same link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGuest {
    /// The id that the guest gets; the browser draws it.
    pub id: UserId,
    /// What the link is drawn from: 128 random bits.
    pub secret: String,
    /// The mail address.
    pub mail: String,
    /// How the guest is listed; the address, if empty.
    pub name: String,
    /// A few words for the mail; may be empty.
    pub message: String,
}

/// What became of the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sent {
    /// The mail server took it.
    Mailed,
    /// The settings name no mail server.
    NoServer,
    /// The mail server didn't take it.
    Failed,
}

/// What came of inviting somebody new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inviting {
    /// They are invited.
    Invited(Invited),
    /// They are a guest already. Nothing was changed.
    Known(GuestRow),
}

/// What would come of inviting an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foreseen {
    /// A new guest.
    New,
    /// Nothing: this guest is here already.
    Known(GuestRow),
    /// Nothing, for these reasons.
    Refused(Vec<Sentence>),
}

/// An invitation that was opened. The link is told once, and kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The guest's name.
    pub name: Arc<str>,
    /// The guest's address.
    pub mail: Arc<str>,
    /// What the guest opens.
    pub link: String,
    /// Until when, in seconds since 1970 UTC.
    pub until: i64,
    /// Whether it was mailed.
    pub sent: Sent,
}
