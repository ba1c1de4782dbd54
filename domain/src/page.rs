//! What the pages show: rows that the store answers and the browser reads.

use crate::{
    GroupId, Location, Problem, ProductId, Seats, Service, Services, Subscription, UserId,
    UserKind, Via, say,
    words::{Part, Sentence},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One page of a list, by keyset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in the order asked for.
    pub rows: Vec<T>,
    /// Where the next page begins, opaque; none on the last.
    pub next: Option<String>,
}

/// What needs attention about a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attention {
    /// Every seat is assigned.
    NoSeats,
    /// More seats are assigned than can be: a subscription lapsed.
    Overdrawn(u32),
    /// A subscription ends in so many days.
    Expires(u32),
    /// A subscription is past its term, in grace.
    Expired,
    /// All that admins could assign is disabled: nobody has access.
    Disabled,
    /// A subscription is disabled, and others have seats.
    PartlyDisabled,
    /// Bought by users for themselves only.
    SelfService,
    /// So few seats are left that the organization's threshold is reached.
    LowStock(u32),
}

/// A product in the Licenses list: aggregated over its subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Which one.
    pub id: ProductId,
    /// Its part number; in addresses too, unless two products share it: then the id.
    pub part_number: Arc<str>,
    /// What stands for it in an address.
    pub slug: Arc<str>,
    /// Display name.
    pub name: Arc<str>,
    /// Seats that admins can assign, and those assigned.
    pub seats: Seats,
    /// How many subscriptions exist.
    pub subscriptions: u32,
    /// What needs attention, the worst first.
    pub attention: Vec<Attention>,
}

/// A subscription behind a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionRow {
    /// Its id, seats, state and channel.
    pub subscription: Subscription,
    /// Who bought it, if a user did.
    pub purchaser: Option<Arc<str>>,
    /// The day its term ends, as `2026-12-31`.
    pub ends: Option<String>,
}

/// The header and the services of a product's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPage {
    /// Its figures.
    pub row: ProductRow,
    /// The purchases behind them.
    pub subscriptions: Vec<SubscriptionRow>,
    /// What it bundles, by name.
    pub services: Vec<Service>,
}

/// By which source a holder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderSource {
    /// Direct, group, self-service.
    pub via: Via,
    /// The group's name.
    pub group: Option<Arc<str>>,
    /// Services off in this source.
    pub off: Services,
    /// Since when, in seconds since 1970 UTC.
    pub since: i64,
    /// By whom.
    pub by: Arc<str>,
}

/// A user who holds a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name.
    pub username: Arc<str>,
    /// Department, or empty.
    pub department: Arc<str>,
    /// Member or guest.
    pub kind: UserKind,
    /// May they sign in?
    pub enabled: bool,
    /// Every source, direct first.
    pub sources: Vec<HolderSource>,
}

/// Which sources to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceFilter {
    /// All.
    #[default]
    Any,
    /// Assigned directly.
    Direct,
    /// By a group.
    Group,
    /// By a self-service purchase.
    SelfService,
}

/// In which order to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolderSort {
    /// By display name, from A.
    #[default]
    Name,
    /// By display name, from Z.
    NameDescending,
}

/// Which holders to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderQuery {
    /// The beginning of any word of name, username or mail; empty for all.
    #[serde(default)]
    pub search: String,
    /// Only these sources.
    #[serde(default)]
    pub source: SourceFilter,
    /// In this order.
    #[serde(default)]
    pub sort: HolderSort,
    /// From the cursor of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// A group that assigns a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Which one.
    pub id: GroupId,
    /// Its name.
    pub name: Arc<str>,
    /// How many members.
    pub members: u32,
    /// Services that it has off.
    pub off: Services,
}

/// A user who matches what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name.
    pub username: Arc<str>,
    /// Department, or empty.
    pub department: Arc<str>,
    /// Member or guest.
    pub kind: UserKind,
    /// Usage location.
    pub location: Option<Location>,
    /// Does the user hold the product in question?
    pub holds: bool,
}

/// Whom a pasted list names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Users found by username or mail address, in the sequence of the list, each once.
    pub found: Vec<Match>,
    /// Lines that name nobody.
    pub unknown: Vec<String>,
    /// Those that name more than one.
    #[serde(default)]
    pub ambiguous: Vec<Ambiguous>,
}

/// A mail address of several users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ambiguous {
    /// The address.
    pub address: String,
    /// Whose it is: all usernames, sorted.
    pub usernames: Vec<Arc<str>>,
}

/// So many of those who share an address are named.
const NAMED: usize = 5;

impl Ambiguous {
    /// Whom it may mean, and what to do: "Several users have the mail address team@northlight.example. Use a username: ..."
    pub fn sentence(&self) -> Sentence {
        let first = self.usernames.iter().take(NAMED);
        let usernames = match self.usernames.len().saturating_sub(NAMED) {
            0 => Part::any(first),
            more => say!(
                "{names} and {more} more",
                names = Part::listed(first),
                more = more
            )
            .into(),
        };
        say!(
            "Several users have the mail address {address}. Use a username: {usernames}.",
            address = &self.address,
            usernames = usernames
        )
    }
}

/// The proof that an order was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The number of its entry in the ledger.
    pub entry: i64,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// The outcome line.
    pub line: Sentence,
    /// How many users something changed for.
    pub changed_users: usize,
    /// Who was left out, and why.
    pub left_out: Vec<Problem>,
    /// Services that the order wanted off and that have no switch: they stay on.
    #[serde(default)]
    pub stays_on: Vec<Service>,
}
