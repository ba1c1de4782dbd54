//! Subscriptions: each one a purchase of seats of one product.

use crate::{SubscriptionId, calendar::months_later};
use serde::{Deserialize, Serialize};

/// Where a subscription stands in its life: Active, Expired, Disabled, Deleted
/// (Graph: Enabled, Warning, Suspended, Deleted).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubscriptionState {
    /// In its term.
    Active,
    /// Past its term, in grace: users work on, and seats can be assigned.
    Expired,
    /// Users have no access; seats can't be assigned, but it can be reactivated.
    Disabled,
    /// Gone for good.
    Deleted,
}

/// How a subscription was bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By the organization's own billing admins.
    Direct,
    /// By a partner (CSP) on the organization's behalf.
    Partner,
    /// By product key.
    Prepaid,
    /// A trial.
    Trial,
    /// By a user, for themselves: admins can't assign it before they take control.
    SelfService,
}

/// For how long a subscription is bought at a time.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum TermLength {
    /// A month.
    Monthly,
    /// A year.
    #[default]
    Annual,
    /// Bought once, for good: perpetual software.
    Perpetual,
}

impl TermLength {
    /// When a term that begins at `since` ends; never, if it is perpetual.
    pub fn end(self, since: i64) -> Option<i64> {
        match self {
            Self::Monthly => Some(months_later(since, 1)),
            Self::Annual => Some(months_later(since, 12)),
            Self::Perpetual => None,
        }
    }
}

/// The time for which a subscription is bought, and what becomes of it then. Times are seconds since 1970 UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Term {
    /// When it began: when it was bought, last renewed or reactivated.
    pub since: i64,
    /// When it ends; never, if left open.
    pub ends: Option<i64>,
    /// How long it is, and the next one will be.
    pub length: TermLength,
    /// Is it renewed at its end ("recurring billing")?
    pub recurring: bool,
    /// When seats were last added to it; with its beginning, if never.
    pub grown: i64,
    /// When the clock acts on the subscription next: renews, expires, disables or deletes it.
    pub next: Option<i64>,
}

impl Term {
    /// A term that begins `now`.
    pub fn new(now: i64, length: TermLength, recurring: bool) -> Self {
        let ends = length.end(now);
        Self {
            since: now,
            ends,
            length,
            recurring: recurring && ends.is_some(),
            grown: now,
            next: ends,
        }
    }

    /// The same, but ending on another day.
    #[must_use]
    pub fn ending(self, ends: Option<i64>) -> Self {
        match ends {
            Some(_) => Self {
                ends,
                next: ends,
                ..self
            },
            None => self,
        }
    }
}

/// One purchase, as far as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subscription {
    /// Which one.
    pub id: SubscriptionId,
    /// Seats bought.
    pub seats: u32,
    /// Where it stands in its life.
    pub state: SubscriptionState,
    /// How it was bought.
    pub channel: Channel,
    /// For how long, and what happens then.
    #[serde(default)]
    pub term: Term,
}

impl Subscription {
    /// Not deleted?
    pub fn exists(&self) -> bool {
        self.state != SubscriptionState::Deleted
    }

    /// Is it renewed when its term ends? None if that isn't asked: the term doesn't end, or it was disabled or deleted, and
    /// ends without.
    pub fn renewal(&self) -> Option<bool> {
        match self.state {
            SubscriptionState::Active | SubscriptionState::Expired => {
                self.term.ends.map(|_| self.term.recurring)
            }
            SubscriptionState::Disabled | SubscriptionState::Deleted => None,
        }
    }

    /// Do admins assign its seats (rather than the user who bought it)?
    pub fn managed(&self) -> bool {
        self.channel != Channel::SelfService
    }

    /// How many of its seats admins can assign: those of Active and Expired ones
    /// (enabled + warning; a Disabled one's "cannot be assigned").
    pub fn assignable(&self) -> u32 {
        match self.state {
            SubscriptionState::Active | SubscriptionState::Expired if self.managed() => self.seats,
            _ => 0,
        }
    }

    /// Can seats be added to it, rather than by a new subscription?
    pub fn expandable(&self) -> bool {
        self.state == SubscriptionState::Active && self.channel == Channel::Direct
    }
}
