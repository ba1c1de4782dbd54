//! Accounts: whether a user exists, may sign in, and what is written about them. Orders that change these need to know it;
//! others don't load it.

use crate::{GroupId, Named, Person, ProductId, Profile, Role, Services, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A deleted user can be restored for so many seconds: 30 days.
pub const RESTORABLE: i64 = 30 * 86_400;

/// A user's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What is written about them.
    pub profile: Profile,
    /// May they sign in?
    pub enabled: bool,
    /// The admin roles held.
    pub roles: Vec<Role>,
    /// If the user is deleted: what can be restored.
    pub deleted: Option<Box<Deleted>>,
}

/// What is kept of a deleted user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// Who, with the licenses held until then.
    pub person: Person,
    /// What the groups of which they were a member assign now.
    pub inherits: Vec<Inheritance>,
}

/// What a group assigns to its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inheritance {
    /// Which group.
    pub group: GroupId,
    /// Its products, with the services that it has off.
    pub licenses: Vec<(ProductId, Services)>,
}

/// A username that an order wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Username {
    /// What makes it unique: two usernames with the same key are one.
    pub key: Arc<str>,
    /// Who has it.
    pub holder: Option<UsernameHolder>,
}

/// Who has a username.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsernameHolder {
    /// Who.
    pub user: Named<UserId>,
    /// Are they deleted, and can be restored?
    pub deleted: bool,
}
