//! Subscriptions: each one a purchase of seats of one product.

use crate::SubscriptionId;
use serde::{Deserialize, Serialize};

/// Where a subscription stands in its life: Active, Expired, Disabled, Deleted
/// (Graph: Enabled, Warning, Suspended, Deleted).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// One purchase, as far as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Which one.
    pub id: SubscriptionId,
    /// Seats bought.
    pub seats: u32,
    /// Where it stands in its life.
    pub state: SubscriptionState,
    /// How it was bought.
    pub channel: Channel,
}

impl Subscription {
    /// Not deleted?
    pub fn exists(&self) -> bool {
        self.state != SubscriptionState::Deleted
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
