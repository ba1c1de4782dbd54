//! The list of deleted users.

use crate::{UserId, UserKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which deleted users to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedQuery {
    /// The beginning of any word of name, username or mail; empty for all.
    #[serde(default)]
    pub search: String,
    /// From the cursor of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// A deleted user in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedUser {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name.
    pub username: Arc<str>,
    /// Member or guest.
    pub kind: UserKind,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: Arc<str>,
    /// From when on they are gone for good.
    pub purged_at: i64,
    /// The names of the products held, by whatever source.
    pub licenses: Vec<Arc<str>>,
}
