//! Guests: who can be invited, what they are called here, and what came of their invitations.

use crate::{Cloud, UserId, invisible, say, words::Sentence};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An invitation can be accepted for so many seconds: 7 days.
pub const INVITATION_LIFE: i64 = 7 * 86_400;

/// The longest mail address.
const LONGEST: usize = 254;
/// Characters that an invited address has nowhere.
const FORBIDDEN: &str = "~!#$%^&*()+=[]{}\\/|;:\"<>?,";

/// The username of the guest whose mail address this is, in the organization with this domain:
/// `kenji@hoshi.example` is `kenji_hoshi.example#EXT#@northlight.example`.
///
/// # Errors
/// Why the address can't be invited, with the remedy.
pub fn guest_username(mail: &str, domain: &str) -> Result<String, Sentence> {
    let mail = mail.trim();
    let (alias, home) = parts(mail)?;
    if home.eq_ignore_ascii_case(domain) {
        return Err(say!(
            "{mail} belongs to your own organization. Add a user instead of a guest.",
            mail = mail
        ));
    }
    Ok(format!("{alias}_{home}#EXT#@{domain}"))
}

fn parts(mail: &str) -> Result<(&str, &str), Sentence> {
    let whole = || say!("Enter a whole mail address, such as kenji@hoshi.example.");
    if mail.chars().count() > LONGEST {
        return Err(say!(
            "A mail address has {most} characters at most. Check it, and try again.",
            most = LONGEST
        ));
    }
    let forbidden =
        |letter: &char| FORBIDDEN.contains(*letter) || letter.is_whitespace() || invisible(*letter);
    match mail.chars().find(forbidden) {
        Some(letter) if letter.is_whitespace() || letter.is_control() => return Err(whole()),
        Some(letter) if invisible(letter) => {
            return Err(say!(
                "The mail address has characters that can't be seen. Write it anew."
            ));
        }
        Some(letter) => {
            return Err(say!(
                "An invited mail address can't contain {letter}. Ask the guest for another address.",
                letter = letter.to_string()
            ));
        }
        None => {}
    }
    let (alias, home) = mail.split_once('@').ok_or_else(whole)?;
    if alias.starts_with(['.', '-']) || alias.ends_with(['.', '-']) {
        return Err(say!(
            "The part before @ can't begin or end with a period or a hyphen. Check it, and try again."
        ));
    }
    let label = |label: &str| {
        let edge = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !edge && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let is_domain = home.contains('.') && home.split('.').all(label);
    match !alias.is_empty() && is_domain {
        true => Ok((alias, home)),
        false => Err(whole()),
    }
}

/// What came of a guest's invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuestState {
    /// It can be accepted until then, in seconds since 1970 UTC.
    Pending(i64),
    /// It can't be accepted any more, since then. It can be renewed.
    Expired(i64),
    /// An admin took it back, then. It can be renewed.
    Revoked(i64),
    /// The guest accepted it, then.
    Accepted(i64),
    /// There is none: the guest came by an import.
    None,
}

/// The times of an invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvitationTimes {
    /// Until when it can be accepted.
    pub expires: i64,
    /// When it was accepted.
    pub accepted: Option<i64>,
    /// When it was taken back.
    pub revoked: Option<i64>,
}

impl InvitationTimes {
    /// How it stands at `now`.
    pub fn state(&self, now: i64) -> GuestState {
        match (self.accepted, self.revoked) {
            (Some(at), _) => GuestState::Accepted(at),
            (None, Some(at)) => GuestState::Revoked(at),
            (None, None) if now < self.expires => GuestState::Pending(self.expires),
            (None, None) => GuestState::Expired(self.expires),
        }
    }
}

/// Which guests to list, by what came of their invitations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuestFilter {
    /// All.
    #[default]
    All,
    /// Who hasn't accepted yet, whether they still can or not.
    Pending,
    /// Who has accepted.
    Accepted,
}

impl GuestFilter {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Pending, Self::Accepted];

    /// The word for it in an address; empty for all.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Pending => "pending",
            Self::Accepted => "accepted",
        }
    }

    /// What [`code`](Self::code) wrote; all, if it is anything else.
    pub fn from_code(code: &str) -> Self {
        let known = Self::ALL.into_iter().find(|one| one.code() == code);
        known.unwrap_or_default()
    }
}

/// Which guests to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestQuery {
    /// The beginning of any word of name, username or mail; empty for all.
    #[serde(default)]
    pub search: String,
    /// Only these.
    #[serde(default)]
    pub filter: GuestFilter,
    /// From the cursor of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// A guest in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestRow {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// Mail address, or the username if there is none.
    pub mail: Arc<str>,
    /// What came of the invitation.
    pub state: GuestState,
    /// The products held, by name.
    pub licenses: Vec<Arc<str>>,
}

/// An invitation, as whoever has its link sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Into which organization.
    pub organization: Arc<str>,
    /// By whom.
    pub by: Arc<str>,
    /// The guest's name.
    pub name: Arc<str>,
    /// Where the organization's services are.
    pub cloud: Cloud,
    /// How it stands.
    pub state: GuestState,
}
