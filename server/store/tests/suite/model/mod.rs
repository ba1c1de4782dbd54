//! The model: an organization in plain maps, and what a store has to answer about it, done in the obvious way. No SQL, no
//! index, no counter: whatever is asked is counted, filtered and sorted anew. The rule alone is not done twice: it has an
//! oracle of its own (domain/tests/laws).

#![allow(unreachable_pub, reason = "a module of a test program")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod apply;
mod carry_out;
mod draw;
mod facts;
mod founding;
mod guests;
mod holds;
mod pages;
mod questions;
mod rows;
mod text;
mod transition;
mod views;

pub use carry_out::{Given, Shown, told};
pub use draw::{questions, transition};
pub use facts::sorted;
pub use founding::Start;
pub use holds::pane_id;
pub use questions::{Question, same};
pub use rows::{write_catalog, write_gifts};
pub use transition::Transition;

use domain::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

/// A product of the catalog.
#[derive(Clone)]
pub struct Sku {
    pub part_number: Arc<str>,
    pub name: Arc<str>,
    pub services: Services,
}

/// A subscription, and when and by whom it was bought.
#[derive(Clone)]
pub struct Bought {
    pub product: ProductId,
    pub subscription: Subscription,
    pub purchaser: Option<Arc<str>>,
    pub at: i64,
}

/// What a group assigns, and to whom.
#[derive(Clone)]
pub struct Group {
    pub name: Arc<str>,
    pub members: BTreeSet<UserId>,
    pub licenses: BTreeMap<ProductId, Services>,
}

/// How a product is held by one source.
#[derive(Clone)]
pub struct Held {
    pub off: Services,
    pub since: i64,
    pub by: Arc<str>,
}

/// A user.
#[derive(Clone)]
pub struct User {
    pub profile: Profile,
    pub kind: UserKind,
    pub enabled: bool,
    pub location: Option<Location>,
    pub roles: BTreeSet<Role>,
    pub licenses: BTreeMap<(ProductId, Via), Held>,
    pub views: BTreeMap<String, SavedView>,
}

/// A deleted user, as they were.
#[derive(Clone)]
pub struct Gone {
    pub user: User,
    pub groups: BTreeSet<GroupId>,
    pub at: i64,
    pub by: Arc<str>,
}

/// An invitation of a guest.
#[derive(Clone)]
pub struct Invited {
    pub token: u64,
    pub by: Arc<str>,
    pub times: InvitationTimes,
}

/// What an entry of the ledger was asked for by.
#[derive(Clone, PartialEq)]
pub enum Asked {
    Order(Order),
    Matching(Matching),
    Due,
    /// A note about this user.
    Note(UserId),
}

/// An entry of the ledger. Its number is its place, counted from 1.
#[derive(Clone)]
pub struct Entry {
    pub asked: Asked,
    pub actor: Arc<str>,
    pub by: Option<UserId>,
    pub origin: &'static str,
    pub key: Option<String>,
    pub receipt: Receipt,
    pub changes: Vec<Change>,
}

/// An organization, whole.
#[derive(Clone)]
pub struct Model {
    pub seed: u64,
    pub now: i64,
    /// The id that a new subscription gets next.
    pub fresh: u128,
    pub settings: Settings,
    pub services: BTreeMap<ServiceId, Service>,
    pub products: BTreeMap<ProductId, Sku>,
    /// In the order of purchase.
    pub purchases: Vec<Bought>,
    pub groups: BTreeMap<GroupId, Group>,
    pub users: BTreeMap<UserId, User>,
    pub deleted: BTreeMap<UserId, Gone>,
    pub invitations: BTreeMap<UserId, Invited>,
    /// Who signed in when, by a session of this number.
    pub sessions: Vec<(u64, UserId, i64)>,
    /// The assign panes that were opened, by number.
    pub panes: BTreeMap<u64, holds::Pane>,
    pub ledger: Vec<Entry>,
    /// A product's seats, whenever they changed.
    pub history: Vec<(i64, ProductId, Seats)>,
    /// What an asker was shown of an order for all who match, last.
    pub sealed: Option<Outcome>,
    /// What an asker was shown last, and may not be so any more.
    pub shown: Option<Outcome>,
    /// What was given last, and what came of it.
    pub given: Given,
}

/// A failing case is made again from its seed; the organization itself would fill pages.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the organization of seed {}", self.seed)
    }
}

impl User {
    pub fn text(&self, field: ProfileField) -> &str {
        self.profile.get(field)
    }

    pub fn name(&self) -> Arc<str> {
        self.text(ProfileField::Name).into()
    }

    pub fn username(&self) -> Arc<str> {
        self.text(ProfileField::Username).into()
    }

    pub fn holds(&self, product: ProductId) -> bool {
        self.licenses.keys().any(|(held, _)| *held == product)
    }

    /// Does a license of theirs use a seat of the product?
    pub fn sits(&self, product: ProductId) -> bool {
        let uses = |(held, via): &(ProductId, Via)| *held == product && via.uses_seat();
        self.licenses.keys().any(uses)
    }
}

impl Model {
    /// The purchases of a product.
    pub fn purchases_of(&self, product: ProductId) -> impl Iterator<Item = &Bought> {
        self.purchases
            .iter()
            .filter(move |one| one.product == product)
    }

    /// Seats, counted.
    pub fn seats(&self, product: ProductId) -> Seats {
        let bought = self.purchases_of(product);
        let sitting = self.users.values().filter(|user| user.sits(product));
        Seats {
            assignable: bought.map(|one| one.subscription.assignable()).sum(),
            assigned: sitting.count().try_into().unwrap(),
        }
    }

    /// Of which groups somebody is a member.
    pub fn groups_of(&self, user: UserId) -> BTreeSet<GroupId> {
        let groups = self.groups.iter();
        let own = groups.filter(|(_, group)| group.members.contains(&user));
        own.map(|(id, _)| *id).collect()
    }

    /// The names of the products that somebody holds, each once.
    pub fn held_names(&self, user: &User) -> Vec<Arc<str>> {
        let held = user.licenses.keys();
        let names = held.map(|(product, _)| self.products[product].name.clone());
        names.collect::<BTreeSet<_>>().into_iter().collect()
    }
}
