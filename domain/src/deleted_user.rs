//! The list of deleted users.

use crate::{UserId, UserKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
