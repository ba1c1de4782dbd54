//! The ways out that were taken for all who match, and what would come of the order with them.

use crate::{
    api,
    error::Error,
    ui::{Button, Look, focus_on},
    words::{manage as words, order, tell},
};
use domain::{Action, Edit, Fix, Location, Matching, Named, Policy, ProductId, Summary, UserQuery};
use leptos::prelude::*;

/// The id of the outcome line: the focus goes there when a way is taken.
pub(super) const OUTCOME: &str = "outcome";

/// A way out. It can be taken back until the order is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The seats that are missing are bought: as many as those need who get one.
    Buy(Named<ProductId>),
    /// Whoever is here, or without a location, is there from now on.
    Relocate {
        from: Option<Location>,
        to: Location,
    },
    /// Whoever can't is left out.
    OnlyWhoCan,
}

impl Way {
    /// Is it about the same thing?
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Buy(one), Self::Buy(other)) => one.id == other.id,
            (Self::Relocate { from: one, .. }, Self::Relocate { from: other, .. }) => one == other,
            (Self::OnlyWhoCan, Self::OnlyWhoCan) => true,
            _ => false,
        }
    }

    /// What it does; none, if it isn't needed for `order`.
    fn title(&self, order: Option<&Matching>) -> Option<String> {
        let fix = |edit| tell(&Fix::new(vec![edit]).sentence());
        Some(match self {
            Self::Buy(product) => {
                let bought = order?.actions.iter().find_map(|action| match action {
                    Action::BuySeats { product: of, seats } if *of == product.id => Some(*seats),
                    _ => None,
                });
                fix(Edit::BuySeats(product.clone(), bought?))
            }
            Self::Relocate { from, to } => words::relocated(&fix(Edit::SetLocation(*to)), *from),
            Self::OnlyWhoCan => words::ONLY_WHO_CAN.to_owned(),
        })
    }
}

/// The ways that were taken.
#[derive(Clone, Copy)]
pub(super) struct Ways(RwSignal<Vec<Way>>);

impl Ways {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// All of them.
    pub(super) fn taken(self) -> Vec<Way> {
        self.0.get()
    }

    /// Takes one, instead of one about the same thing.
    pub(super) fn take(self, way: Way) {
        self.0.update(|ways| {
            ways.retain(|one| !one.is_like(&way));
            ways.push(way);
        });
        focus_on(OUTCOME);
    }

    fn take_back(self, way: &Way) {
        self.0.update(|ways| ways.retain(|one| one != way));
        focus_on(OUTCOME);
    }

    /// Takes those back for good that are about something else than what is asked for now.
    pub(super) fn follow(self, action: Option<&Action>) {
        let products = action.map(Action::products);
        let stays = |way: &Way| match (&products, way) {
            (Some(products), Way::Buy(product)) => products.contains(&product.id),
            (asked, _) => asked.is_some(),
        };
        if !self.0.read_untracked().iter().all(stays) {
            self.0.update(|ways| ways.retain(stays));
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Whom it is for.
    pub(super) query: UserQuery,
    /// What it does; nothing yet, if there is none.
    pub(super) action: Option<Action>,
    /// The ways out.
    pub(super) ways: Vec<Way>,
}

/// The order, and what would come of it.
pub(super) type Known = (Matching, Summary);

impl Question {
    /// The order, without the seats to buy.
    fn order(&self) -> Matching {
        let moves = self.ways.iter().filter_map(|way| match *way {
            Way::Relocate { from, to } => Some(Action::Relocate { from, to }),
            _ => None,
        });
        Matching {
            query: self.query.clone(),
            actions: moves.chain(self.action.clone()).collect(),
            policy: match self.ways.contains(&Way::OnlyWhoCan) {
                true => Policy::EveryoneWhoCan,
                false => Policy::AllOrNothing,
            },
        }
    }

    fn buys(&self, product: &Named<ProductId>) -> bool {
        self.ways.contains(&Way::Buy(product.clone()))
    }

    /// What would come of it; none while nothing is asked for. How many seats are to be bought follows from who gets one, so
    /// it is asked without them first.
    pub(super) async fn answer(self) -> Result<Option<Known>, Error> {
        if self.action.is_none() {
            return Ok(None);
        }
        let order = self.order();
        let short = api::preview_matching(order.clone()).await?;
        let missing = short.missing_seats();
        let missing = missing.filter(|(product, _)| self.buys(product));
        let mut seats: Vec<(ProductId, u32)> = missing
            .map(|(product, seats)| (product.id, seats))
            .collect();
        if seats.is_empty() {
            return Ok(Some((order, short)));
        }
        let (buying, summary) = with_seats(&order, &seats).await?;
        let mut some_spare = false;
        for (product, bought) in &mut seats {
            let spare = summary.spare_seats(*product, *bought, short.held(*product));
            *bought -= spare;
            some_spare |= spare > 0;
        }
        if !some_spare {
            return Ok(Some((buying, summary)));
        }
        with_seats(&order, &seats).await.map(Some)
    }
}

async fn with_seats(order: &Matching, seats: &[(ProductId, u32)]) -> Result<Known, Error> {
    let order = order.buying(seats);
    let summary = api::preview_matching(order.clone()).await?;
    Ok((order, summary))
}

/// The ways taken so far; each can be taken back.
#[component]
pub(super) fn Applied(
    ways: Ways,
    /// The order of the last answer.
    order: Signal<Option<Matching>>,
) -> impl IntoView {
    let titled = Memo::new(move |_| {
        let order = order.read();
        let titled = |way: Way| Some((way.title(order.as_ref())?, way));
        let taken = ways.taken().into_iter();
        taken.filter_map(titled).collect::<Vec<_>>()
    });
    let row = move |(title, way): (String, Way)| {
        view! {
            <li>
                <div>{title.clone()}</div>
                <Button look=Look::Small on_press=move || ways.take_back(&way)>
                    {order::UNDO}
                    <span class="unseen">": " {title}</span>
                </Button>
            </li>
        }
    };
    move || {
        let titled = titled.get();
        (!titled.is_empty()).then(|| {
            view! {
                <section class="stack tight">
                    <h3>{order::APPLIED}</h3>
                    <ul class="fixes applied">{titled.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn named(number: u128) -> Named<ProductId> {
        Named {
            id: ProductId(Uuid::from_u128(number)),
            name: "Visio Plan 2".into(),
        }
    }

    fn unassign(number: u128) -> Action {
        Action::Unassign(vec![named(number).id])
    }

    fn question(ways: Vec<Way>) -> Question {
        Question {
            query: UserQuery::default(),
            action: Some(unassign(1)),
            ways,
        }
    }

    #[test]
    fn locations_are_set_before_licenses_change_and_seats_are_counted_later() {
        let to = Location::new("DE").expect("a country");
        let relocate = Way::Relocate { from: None, to };
        let order = question(vec![Way::Buy(named(1)), relocate, Way::OnlyWhoCan]).order();
        let actions = [Action::Relocate { from: None, to }, unassign(1)];
        assert_eq!(order.actions, actions);
        assert_eq!(order.policy, Policy::EveryoneWhoCan);
        assert_eq!(question(Vec::new()).order().policy, Policy::AllOrNothing);
    }

    #[test]
    fn seats_that_are_not_needed_are_no_way_any_more() {
        let buy = Way::Buy(named(1));
        let order = question(Vec::new()).order();
        assert_eq!(buy.title(Some(&order)), None);
        let buying = order.buying(&[(named(1).id, 2)]);
        assert_eq!(
            buy.title(Some(&buying)).as_deref(),
            Some("Buy 2 more seats of Visio Plan 2")
        );
    }
}
