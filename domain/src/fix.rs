//! Fixes: edits of an order that make it acceptable. How they edit it is in [`fixed`](crate::fixed).

use crate::{
    Deed, Location, Named, ProductId, ServiceId, SubscriptionId, UserId, say,
    words::{Part, Sentence},
};
use serde::{Deserialize, Serialize};

/// One edit of an order, for some of its users.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// Turn services off, in what is ordered or in what the user holds.
    TurnOff(Named<ProductId>, Vec<Named<ServiceId>>),
    /// Turn services on.
    TurnOn(Named<ProductId>, Vec<Named<ServiceId>>),
    /// Don't assign this product.
    Skip(Named<ProductId>),
    /// Unassign a product that the user holds.
    Drop(Named<ProductId>),
    /// Set the usage location.
    SetLocation(Location),
    /// Buy as many seats more. Concerns the order as a whole.
    BuySeats(Named<ProductId>, u32),
    /// Leave the users out.
    LeaveOut,
    /// Leave these users out, whoever else has the problem. Concerns the order as a whole.
    LeaveOutNamed(Vec<Named<UserId>>),
    /// Do it for everyone who can. Concerns the order as a whole.
    EveryoneWhoCan,
    /// Do this with a subscription first, or instead. Concerns the order as a whole.
    Manage(Named<ProductId>, SubscriptionId, Deed),
}

/// A way out of a refusal: apply it with [`Order::fixed`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// How much it changes; fixes are offered in this order.
    pub cost: u32,
    /// What to edit.
    pub edits: Vec<Edit>,
}

impl Edit {
    /// How much it changes: a location is a trifle, a service little, a product much,
    /// and to leave somebody out doesn't do what was asked.
    fn cost(&self) -> u32 {
        let many = |services: &[Named<ServiceId>]| u32::try_from(services.len()).unwrap_or(99);
        match self {
            Self::SetLocation(_) => 5,
            Self::TurnOn(_, services) => 8 * many(services),
            Self::TurnOff(_, services) => 10 * many(services),
            Self::Manage(..) => 700,
            Self::BuySeats(..) => 1_100,
            Self::Drop(_) => 1_200,
            Self::Skip(_) => 1_300,
            Self::EveryoneWhoCan => 1_400,
            Self::LeaveOutNamed(_) => 1_450,
            Self::LeaveOut => 1_500,
        }
    }

    fn sentence(&self) -> Sentence {
        let names = |services: &[Named<ServiceId>]| Part::all(services.iter().map(|one| &one.name));
        match self {
            Self::TurnOff(product, services) => say!(
                "turn off {services} in {product}",
                services = names(services),
                product = &product.name
            ),
            Self::TurnOn(product, services) => say!(
                "turn on {services} in {product}",
                services = names(services),
                product = &product.name
            ),
            Self::Skip(product) => say!("don't assign {product}", product = &product.name),
            Self::Drop(product) => say!("unassign {product}", product = &product.name),
            Self::SetLocation(location) => {
                say!("set the usage location to {location}", location = location)
            }
            Self::BuySeats(product, seats) => say!(
                *seats => "buy 1 more seat of {product}" | "buy {n} more seats of {product}",
                product = &product.name
            ),
            Self::LeaveOut => say!("leave them out"),
            Self::LeaveOutNamed(users) => say!("leave out {users}", users = some(users)),
            Self::EveryoneWhoCan => say!("assign to everyone who can"),
            Self::Manage(product, _, deed) => deed.sentence(&product.name),
        }
    }

    /// The product that it is about, if it is about one.
    pub fn product(&self) -> Option<&Named<ProductId>> {
        match self {
            Self::TurnOff(product, _)
            | Self::TurnOn(product, _)
            | Self::Skip(product)
            | Self::Drop(product)
            | Self::BuySeats(product, _)
            | Self::Manage(product, ..) => Some(product),
            Self::SetLocation(_)
            | Self::LeaveOut
            | Self::LeaveOutNamed(_)
            | Self::EveryoneWhoCan => None,
        }
    }

    /// A stable word for scripts, such as `turn-off`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TurnOff(..) => "turn-off",
            Self::TurnOn(..) => "turn-on",
            Self::Skip(_) => "skip",
            Self::Drop(_) => "unassign",
            Self::SetLocation(_) => "set-location",
            Self::BuySeats(..) => "buy-seats",
            Self::LeaveOut => "leave-out",
            Self::LeaveOutNamed(_) => "leave-out-named",
            Self::EveryoneWhoCan => "everyone-who-can",
            Self::Manage(..) => "manage-subscription",
        }
    }
}

/// So many of those who are left out are named.
const NAMED: usize = 5;

fn some(users: &[Named<UserId>]) -> Part {
    let first = users.iter().take(NAMED).map(|one| &one.name);
    match users.len().saturating_sub(NAMED) {
        0 => Part::all(first),
        more => say!(
            "{names} and {more} more",
            names = Part::listed(first),
            more = more
        )
        .into(),
    }
}

impl Fix {
    /// A fix of these edits; its cost follows from them.
    pub fn new(edits: Vec<Edit>) -> Self {
        Self {
            cost: edits.iter().map(Edit::cost).sum(),
            edits,
        }
    }

    /// The sentence on its button: "Turn off SharePoint (Plan 1) in Office 365 E1".
    pub fn sentence(&self) -> Sentence {
        let edits = Part::all(self.edits.iter().map(Edit::sentence));
        say!("{edits}", edits = edits).capitalized()
    }

    /// The same in English.
    pub fn title(&self) -> String {
        self.sentence().to_string()
    }

    /// Those whom it leaves out by name, but for the first, whom its sentence names.
    pub fn unnamed(&self) -> &[Named<UserId>] {
        let users = self.edits.iter().find_map(|edit| match edit {
            Edit::LeaveOutNamed(users) => Some(&users[..]),
            _ => None,
        });
        users
            .and_then(|users| users.get(NAMED..))
            .unwrap_or_default()
    }

    /// Does it concern the order as a whole rather than single users?
    pub fn whole_order(&self) -> bool {
        self.edits.iter().any(|edit| {
            matches!(
                edit,
                Edit::BuySeats(..)
                    | Edit::EveryoneWhoCan
                    | Edit::LeaveOutNamed(_)
                    | Edit::Manage(..)
            )
        })
    }
}
