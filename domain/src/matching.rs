//! Orders for everybody whom a question of the list of users finds: whoever asks holds no million ids.

use crate::{
    Action, Cause, Edit, Effect, Fix, Named, Order, Policy, Preview, Problem, ProductId,
    SeatChange, Step, UserId, UserQuery, words::Sentence,
};
use serde::{Deserialize, Serialize};

/// An order whose users are found where it is carried out, in the same transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matching {
    /// Whom it is for.
    pub query: UserQuery,
    /// What it does, in this sequence for each user.
    pub actions: Vec<Action>,
    /// If not everybody can.
    #[serde(default)]
    pub policy: Policy,
}

impl Matching {
    /// The same, buying so many seats first.
    #[must_use]
    pub fn buying(&self, seats: &[(ProductId, u32)]) -> Self {
        let wanted = seats.iter().filter(|(_, seats)| *seats > 0);
        let buys = wanted.map(|&(product, seats)| Action::BuySeats { product, seats });
        Self {
            actions: buys.chain(self.actions.iter().cloned()).collect(),
            ..self.clone()
        }
    }

    /// The order, for these users.
    pub fn order(&self, users: &[UserId]) -> Order {
        let step = |action: &Action| Step {
            action: action.clone(),
            users: match action.concerns_users() {
                true => users.to_vec(),
                false => Vec::new(),
            },
        };
        Order {
            steps: self.actions.iter().map(step).collect(),
            policy: self.policy,
        }
    }
}

/// So many users may be named by an order or asked facts about. More take a database too long at once.
pub const MOST_USERS: usize = 200_000;

/// So many users of a problem are named.
const NAMED: usize = 20;

/// What would come of it, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How many users it is for.
    pub users: usize,
    /// Would it be done?
    pub accepted: bool,
    /// The outcome line, if it would.
    pub line: Sentence,
    /// For how many something changes.
    pub changed_users: usize,
    /// Each effect, and how many users it befalls.
    pub effects: Vec<(Effect, usize)>,
    /// The seats of every product that the order names or moves.
    pub seats: Vec<SeatChange>,
    /// What is in the way, or who is left out: of each the first users by name, and how many they are.
    pub problems: Vec<(Problem, usize)>,
    /// How many could, if the others were left out.
    pub who_can: usize,
    /// Stands for all of it, users and all: what is carried out is compared with it.
    pub seal: String,
}

impl Summary {
    /// Sums `preview` up, for so many users. The `seal` is the store's.
    pub fn of(preview: Preview, users: usize, seal: String) -> Self {
        let shorten = |mut problem: Problem| {
            let all = problem.users.len();
            problem.users.truncate(NAMED);
            // Its policy leaves them out without naming them.
            let names = |fix: &Fix| matches!(fix.edits[..], [Edit::LeaveOutNamed(_)]);
            problem.fixes.retain(|fix| !names(fix));
            (problem, all)
        };
        match preview {
            Preview::Accepted(outcome) => Self {
                users,
                accepted: true,
                line: outcome.sentence(),
                changed_users: outcome.changed_users(),
                effects: outcome
                    .effects
                    .into_iter()
                    .map(|(effect, users)| (effect, users.len()))
                    .collect(),
                seats: outcome.seats,
                problems: outcome.left_out.into_iter().map(shorten).collect(),
                who_can: users,
                seal,
            },
            Preview::Refused(refusal) => Self {
                users,
                accepted: false,
                line: Sentence::default(),
                changed_users: 0,
                effects: Vec::new(),
                seats: Vec::new(),
                problems: refusal.problems.into_iter().map(shorten).collect(),
                who_can: refusal.who_can,
                seal,
            },
        }
    }

    /// How many seats are missing, by product.
    pub fn missing_seats(&self) -> impl Iterator<Item = (&Named<ProductId>, u32)> {
        self.problems
            .iter()
            .filter_map(|(problem, _)| match &problem.cause {
                Cause::NoSeats {
                    product,
                    needed,
                    available,
                    overdrawn,
                    ..
                } => {
                    let short = needed.saturating_sub(*available);
                    Some((product, short.saturating_add(*overdrawn)))
                }
                _ => None,
            })
    }

    /// Of the seats missing of a product, how many others hold for a moment.
    pub fn held(&self, id: ProductId) -> u32 {
        let causes = self.problems.iter().map(|(problem, _)| &problem.cause);
        let held = causes.filter_map(|cause| match cause {
            Cause::NoSeats { product, held, .. } if product.id == id => Some(*held),
            _ => None,
        });
        held.max().unwrap_or_default()
    }

    /// Of so many seats that it buys of a product, those that nobody gets, as others hold no more than `held`: whoever
    /// needs one may be left out for another reason.
    pub fn spare_seats(&self, id: ProductId, bought: u32, held: u32) -> u32 {
        let seats = self.seats.iter().find(|change| change.product.id == id);
        let left = seats.map_or(0, |change| change.after.available());
        left.saturating_sub(held).min(bought)
    }
}
