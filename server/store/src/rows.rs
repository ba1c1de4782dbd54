//! Rows that imports, the demo and the seed write in bulk.

use crate::fold::{Searchable, fold, joined, username_key};
use domain::{
    DISABLED, GRACE, GroupId, Location, ProductId, Services, Subscription, SubscriptionState,
    UserId, UserKind, Via,
};
use std::sync::Arc;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonRow {
    pub(crate) id: UserId,
    pub(crate) username: String,
    pub(crate) name: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) mail: String,
    pub(crate) kind: UserKind,
    pub(crate) enabled: bool,
    pub(crate) location: Option<Location>,
    pub(crate) job_title: String,
    pub(crate) department: String,
    pub(crate) office: String,
    pub(crate) city: String,
    pub(crate) country: String,
    pub(crate) created_at: i64,
}

impl PersonRow {
    /// A member of whom no more is known.
    pub(crate) fn new(id: UserId, username: String, name: String, created_at: i64) -> Self {
        let none = String::new;
        Self {
            id,
            username,
            name,
            first_name: none(),
            last_name: none(),
            mail: none(),
            kind: UserKind::Member,
            enabled: true,
            location: None,
            job_title: none(),
            department: none(),
            office: none(),
            city: none(),
            country: none(),
            created_at,
        }
    }

    /// What makes the username unique.
    pub(crate) fn username_key(&self) -> String {
        username_key(&self.username)
    }

    /// By what users are sorted.
    pub(crate) fn name_key(&self) -> String {
        fold(&self.name)
    }

    /// The words by which the user is found.
    pub(crate) fn words(&self) -> Vec<String> {
        Searchable {
            name: &self.name,
            first_name: &self.first_name,
            last_name: &self.last_name,
            username: &self.username,
            mail: &self.mail,
        }
        .words()
    }

    /// The same in one text.
    pub(crate) fn joined_words(&self) -> String {
        joined(&self.words())
    }
}

/// A user with what is made of their texts, which takes longer than to write it.
#[derive(Clone, Debug)]
pub(crate) struct KeyedPerson {
    pub(crate) row: PersonRow,
    /// By what users are sorted.
    pub(crate) name_key: Arc<str>,
    /// The words by which the user is found.
    pub(crate) words: Vec<String>,
}

impl From<PersonRow> for KeyedPerson {
    fn from(row: PersonRow) -> Self {
        Self {
            name_key: row.name_key().into(),
            words: row.words(),
            row,
        }
    }
}

/// A product that a user holds by one source.
#[derive(Clone, Debug)]
pub(crate) struct LicenseRow {
    pub(crate) user: UserId,
    pub(crate) product: ProductId,
    pub(crate) via: Via,
    pub(crate) off: Services,
    pub(crate) since: i64,
    pub(crate) by: Arc<str>,
    pub(crate) name_key: Arc<str>,
}

/// A purchase.
#[derive(Clone, Debug)]
pub(crate) struct PurchaseRow {
    pub(crate) product: ProductId,
    pub(crate) subscription: Subscription,
    pub(crate) purchaser: Option<String>,
    pub(crate) created_at: i64,
}

/// When the clock acts next on a subscription whose term ends then, if it took all steps before in time.
pub(crate) fn next(state: SubscriptionState, ends: Option<i64>) -> Option<i64> {
    let late = match state {
        SubscriptionState::Active => 0,
        SubscriptionState::Expired => GRACE,
        SubscriptionState::Disabled => GRACE + DISABLED,
        SubscriptionState::Deleted => return None,
    };
    ends.map(|ends| ends + late)
}

/// A group, and what it assigns.
#[derive(Clone, Debug)]
pub(crate) struct GroupRow {
    pub(crate) id: GroupId,
    pub(crate) name: String,
    pub(crate) licenses: Vec<(ProductId, Services)>,
}
