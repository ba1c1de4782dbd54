//! Your products: a row for each subscription, and one subscription's page.

use crate::{
    Channel, Named, ProductId, Seats, Subscription, SubscriptionState, TermLength, UserId,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which subscriptions to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// All; deleted ones last.
    #[default]
    All,
    /// In their term.
    Active,
    /// In grace.
    Expired,
    /// Without access for their users.
    Disabled,
    /// Gone.
    Deleted,
    /// Trials.
    Trial,
    /// Bought by users.
    SelfService,
    /// Bought by a partner.
    Partner,
    /// Bought with a product key.
    Prepaid,
}

impl Shown {
    /// Every filter.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::Active,
        Self::Expired,
        Self::Disabled,
        Self::Deleted,
        Self::Trial,
        Self::SelfService,
        Self::Partner,
        Self::Prepaid,
    ];

    /// Is `one` listed?
    pub fn shows(self, one: &Subscription) -> bool {
        let bought = |channel| one.exists() && one.channel == channel;
        match self {
            Self::All => true,
            Self::Active => one.state == SubscriptionState::Active,
            Self::Expired => one.state == SubscriptionState::Expired,
            Self::Disabled => one.state == SubscriptionState::Disabled,
            Self::Deleted => one.state == SubscriptionState::Deleted,
            Self::Trial => bought(Channel::Trial),
            Self::SelfService => bought(Channel::SelfService),
            Self::Partner => bought(Channel::Partner),
            Self::Prepaid => bought(Channel::Prepaid),
        }
    }
}

/// A question to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionQuery {
    /// A part of the product's name; empty for all.
    #[serde(default)]
    pub search: String,
    /// Only these.
    #[serde(default)]
    pub shown: Shown,
}

/// A subscription in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionItem {
    /// Of which product.
    pub product: Named<ProductId>,
    /// What stands for the product in an address.
    pub slug: Arc<str>,
    /// Its seats, state, channel and term.
    pub subscription: Subscription,
    /// Who bought it, if a user did.
    pub purchaser: Option<Arc<str>>,
    /// The product's seats over all subscriptions.
    pub seats: Seats,
    /// How many users hold the product by this very purchase (self-service).
    pub users: u32,
}

impl SubscriptionItem {
    /// Perpetual software that a partner bought is assigned from the Licenses page only.
    pub fn assigned_from_licenses_only(&self) -> bool {
        self.subscription.channel == Channel::Partner
            && self.subscription.term.length == TermLength::Perpetual
    }
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionList {
    /// By product's name, then in the order of purchase; deleted ones after all others.
    pub rows: Vec<SubscriptionItem>,
    /// How many the organization has, whatever is asked for (without deleted ones, and those that aren't seen).
    pub all: usize,
    /// The time, in seconds since 1970 UTC.
    pub now: i64,
}

/// One subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionPage {
    /// As in the list.
    pub item: SubscriptionItem,
    /// The product's other subscriptions that exist, as far as they are seen.
    pub others: Vec<Subscription>,
    /// Who holds the product by this very purchase, the first by name.
    pub users: Vec<Named<UserId>>,
    /// The time, in seconds since 1970 UTC.
    pub now: i64,
}

/// A product of the catalog, to buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogMatch {
    /// Which one.
    pub product: Named<ProductId>,
    /// Its part number.
    pub part_number: Arc<str>,
}
