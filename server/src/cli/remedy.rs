//! Fixes, for people and for scripts: what each edits, in the words that the flags of commands take.

use super::{Desk, whom::Users};
use domain::{Deed, Edit, Fix, Location, Named, Problem, ProductId, ServiceId, SubscriptionId};
use serde::Serialize;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// As many users may be named by a fix to leave them out. It stands beside each whom the problem stops; of more, "everyone
/// who can", which is offered with it, leaves out the same.
const MOST_NAMED: usize = 20;

/// A fix, as the command line shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Remedy {
    /// The words of its edits, joined by `+`.
    code: String,
    /// A sentence for people, without its full stop.
    pub(crate) title: String,
    /// What it edits, all of it.
    edits: Vec<Edited>,
}

/// One edit. What it isn't about is left out.
#[derive(Clone, Debug, Default, Serialize)]
struct Edited {
    /// A word, such as `turn-off`.
    code: &'static str,
    /// Of which product: its part number, or its id if others share that.
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<Arc<str>>,
    /// Which services of it, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    services: Option<Vec<Arc<str>>>,
    /// How many seats more.
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<u32>,
    /// The two-letter code of the usage location.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    /// With which subscription something is done first, or instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<SubscriptionId>,
    /// What is done with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    deed: Option<Deed>,
    /// Who is left out, as the command named them.
    #[serde(skip_serializing_if = "Option::is_none")]
    users: Option<Vec<Arc<str>>>,
}

/// What products and services are called in flags.
#[derive(Default)]
pub(crate) struct Codes {
    products: HashMap<ProductId, Arc<str>>,
    services: HashMap<ServiceId, Arc<str>>,
}

impl Remedy {
    /// The fixes of a problem for whoever is called `user`, if it is somebody's.
    pub(crate) fn each(
        fixes: &[Fix],
        user: Option<&Arc<str>>,
        users: &Users,
        codes: &Codes,
    ) -> Vec<Self> {
        let is_short = |edit: &Edit| match edit {
            Edit::LeaveOutNamed(named) => named.len() <= MOST_NAMED,
            _ => true,
        };
        let fixes = fixes.iter().filter(|fix| fix.edits.iter().all(is_short));
        fixes.map(|fix| Self::of(fix, user, users, codes)).collect()
    }

    fn of(fix: &Fix, user: Option<&Arc<str>>, users: &Users, codes: &Codes) -> Self {
        let edits = fix.edits.iter();
        let edits: Vec<Edited> = edits
            .map(|edit| Edited::of(edit, user, users, codes))
            .collect();
        let words: Vec<_> = edits.iter().map(|edit| edit.code).collect();
        Self {
            code: words.join("+"),
            title: fix.title(),
            edits,
        }
    }
}

impl Edited {
    fn of(edit: &Edit, user: Option<&Arc<str>>, users: &Users, codes: &Codes) -> Self {
        let mut edited = Self {
            code: edit.code(),
            product: edit.product().map(|product| codes.product(product)),
            ..Self::default()
        };
        match edit {
            Edit::TurnOff(_, services) | Edit::TurnOn(_, services) => {
                let services = services.iter().map(|service| codes.service(service));
                edited.services = Some(services.collect());
            }
            Edit::BuySeats(_, seats) => edited.seats = Some(*seats),
            Edit::SetLocation(location) => edited.location = Some(*location),
            Edit::Manage(_, subscription, deed) => {
                edited.subscription = Some(*subscription);
                edited.deed = Some(*deed);
            }
            Edit::LeaveOut => edited.users = user.map(|user| vec![user.clone()]),
            Edit::LeaveOutNamed(named) => {
                let named = named.iter().map(|user| users.name(user));
                edited.users = Some(named.collect());
            }
            Edit::Skip(_) | Edit::Drop(_) | Edit::EveryoneWhoCan => {}
        }
        edited
    }
}

impl Codes {
    /// Of all that the fixes of `problems` edit. What can't be looked up now goes by its id, which flags take too: the
    /// answer of an order must not get lost for it.
    pub(crate) async fn of(desk: &Desk<'_>, problems: &[Problem]) -> Self {
        let fixes = problems.iter().flat_map(|problem| &problem.fixes);
        let edits = fixes.flat_map(|fix| &fix.edits);
        let products: BTreeSet<ProductId> = edits
            .filter_map(Edit::product)
            .map(|product| product.id)
            .collect();
        let mut codes = Self::default();
        for id in products {
            if let Ok(page) = desk.store.product_page(&desk.asker, id).await {
                let services = page.services.into_iter();
                codes
                    .services
                    .extend(services.map(|one| (one.id, one.code)));
                codes.products.insert(id, page.row.slug);
            }
        }
        codes
    }

    fn product(&self, product: &Named<ProductId>) -> Arc<str> {
        let known = self.products.get(&product.id).cloned();
        known.unwrap_or_else(|| product.id.to_string().into())
    }

    fn service(&self, service: &Named<ServiceId>) -> Arc<str> {
        let known = self.services.get(&service.id).cloned();
        known.unwrap_or_else(|| service.id.to_string().into())
    }
}
