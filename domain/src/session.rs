//! Sessions and admins, as the settings show them.

use crate::{Role, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names a session without giving away its secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub Arc<str>);

/// Where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Which one.
    pub id: SessionId,
    /// What the browser calls itself.
    pub agent: Arc<str>,
    /// Since when, in seconds since 1970 UTC.
    pub created_at: i64,
    /// Last used, to the minute.
    pub seen_at: i64,
    /// Is it the one that asks?
    pub current: bool,
}

/// A user with admin roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminRow {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name.
    pub username: Arc<str>,
    /// The roles, strongest first; none if the user is no admin (yet).
    pub roles: Vec<Role>,
    /// Isn't blocked?
    pub can_sign_in: bool,
    /// In how many places they are signed in now.
    pub sessions: u32,
}
