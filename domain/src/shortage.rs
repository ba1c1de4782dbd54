//! Shortages: what is said where the seats don't reach for everybody, and the ways out.

use crate::{
    Action, Actor, Barrier, Cause, Channel, Deed, Edit, Fix, Named, Person, Policy, Problem,
    Product, ProductId, Step, Subscription, SubscriptionId, SubscriptionState, UserId, Verb,
    buy_seats,
    hearing::{Hearing, Verdict, by_name},
    manage, say,
    seating::{Balance, unsigned},
    stock::Stock,
    words::Sentence,
};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::HashSet};

/// For so many people a way out of their own is looked for.
const FEW: usize = 200;

/// Seats that are there and can't be assigned, because their subscriptions are disabled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DisabledSeats {
    /// How many, over all subscriptions.
    pub seats: u32,
    /// The one to bring back first: if one of them can be reactivated here, that; else the largest.
    pub subscription: SubscriptionId,
    /// How that was bought, which says who brings it back.
    pub channel: Channel,
}

impl DisabledSeats {
    /// Those of a product, as far as `actor` sees them.
    pub fn of(product: &Product, actor: &Actor) -> Option<Self> {
        let idle = |one: &&Subscription| {
            one.state == SubscriptionState::Disabled
                && one.managed()
                && one.seats > 0
                && one.visible_to(actor)
        };
        let disabled: Vec<_> = product.subscriptions.iter().filter(idle).collect();
        let first = disabled
            .iter()
            .max_by_key(|one| (one.channel == Channel::Direct, one.seats))?;
        Some(Self {
            seats: disabled
                .iter()
                .fold(0_u32, |all, one| all.saturating_add(one.seats)),
            subscription: first.id,
            channel: first.channel,
        })
    }

    /// What to do, before the other ways out.
    fn remedy(&self) -> Sentence {
        match self.channel {
            Channel::Partner => say!("Ask your partner to reactivate the subscription"),
            Channel::Prepaid => say!("Redeem another product key"),
            Channel::Trial => say!("Buy the trial in Your products"),
            Channel::Direct | Channel::SelfService => {
                say!("Reactivate the subscription in Your products")
            }
        }
    }
}

impl<'f> Hearing<'f> {
    /// What the seats of a product don't reach for, with the ways out.
    pub(crate) fn shortage(
        &self,
        id: ProductId,
        balance: Balance,
        people: Vec<&Person>,
    ) -> Problem {
        let product = self.facts.product_named(id);
        // Freed seats first make good for those that are overdrawn.
        let overdraft = (-balance.room).max(0);
        let settled = balance.frees.min(overdraft);
        let missing = unsigned(-balance.left());
        let mut fixes: Vec<Fix> = self.buy(&product, missing).into_iter().collect();
        fixes.extend(self.skip(&product, &people));
        let users = by_name(people);
        if let Some(subscription) = self.order.moves_users_of(id) {
            let barrier = Barrier::NoRoom {
                needed: unsigned(balance.takes),
                available: unsigned(balance.takes).saturating_sub(missing),
            };
            let cause = manage::cause(self.facts, id, subscription, barrier);
            return Problem {
                cause,
                users,
                fixes,
            };
        }
        let known = self.facts.products.get(&id);
        let disabled = known.and_then(|known| DisabledSeats::of(known, self.actor));
        let reactivate = disabled.as_ref();
        fixes.extend(reactivate.and_then(|seats| self.reactivate(&product, seats, missing)));
        if self.order.policy == Policy::AllOrNothing
            && !self.order.concerns_holders()
            && self.who_can > 0
        {
            fixes.push(Fix::new(vec![Edit::EveryoneWhoCan]));
            fixes.push(self.leave_out_last(id));
        }
        fixes.sort_by_key(|fix| fix.cost);
        Problem {
            cause: Cause::NoSeats {
                product,
                needed: unsigned(balance.takes - (balance.frees - settled)),
                available: unsigned(balance.room),
                overdrawn: unsigned(overdraft - settled),
                held: self.held(id),
                disabled,
            },
            users,
            fixes,
        }
    }

    /// To buy so many seats more, if the actor may.
    fn buy(&self, product: &Named<ProductId>, missing: u32) -> Option<Fix> {
        self.actor.may(Verb::BuySeats).ok()?;
        let bought = self.bought.get(&product.id).copied().unwrap_or_default();
        let known = self.facts.products.get(&product.id)?;
        if !buy_seats::possible(known, bought.saturating_add(missing)) {
            return None;
        }
        let fix = Fix::new(vec![Edit::BuySeats(product.clone(), missing)]);
        let manages = |step: &Step| matches!(step.action, Action::Manage { .. });
        let is_sound = !self.order.steps.iter().any(manages) || self.stock_with(&fix).is_some();
        is_sound.then_some(fix)
    }

    /// To reactivate the disabled subscription, if the actor may and its seats are enough.
    fn reactivate(
        &self,
        product: &Named<ProductId>,
        disabled: &DisabledSeats,
        missing: u32,
    ) -> Option<Fix> {
        let deed = Deed::Reactivate;
        self.actor.may(deed.verb()).ok()?;
        let edit = Edit::Manage(product.clone(), disabled.subscription, deed);
        let fix = Fix::new(vec![edit]);
        let more = self.stock_with(&fix)?.delta(product.id) - self.stock.delta(product.id);
        (more >= i64::from(missing)).then_some(fix)
    }

    /// The stock if the order is fixed like this; `None` if the fix leaves less possible of what the order does with
    /// subscriptions.
    fn stock_with(&self, fix: &Fix) -> Option<Stock<'f>> {
        let fixed = self.order.fixed(fix, &[]);
        let stock = Stock::of(self.actor, &fixed, self.facts);
        let known = |cause: &Cause| self.stock.causes.contains(cause);
        let is_sound = stock.causes.iter().all(known);
        is_sound.then_some(stock)
    }

    /// To add or restore these people without the product, if that is all that is in their way. Among very many it
    /// isn't looked for: whoever adds a list chooses for all of it.
    fn skip(&self, product: &Named<ProductId>, people: &[&Person]) -> Option<Fix> {
        if people.len() > FEW {
            return None;
        }
        let comes =
            |step: &&Step| matches!(step.action, Action::AddUser { .. } | Action::RestoreUser);
        let steps = self.order.steps.iter().filter(comes);
        let come: HashSet<UserId> = steps.flat_map(|step| step.users.iter().copied()).collect();
        let users: HashSet<UserId> = people.iter().map(|person| person.id).collect();
        if !users.is_subset(&come) {
            return None;
        }
        let fix = Fix::new(vec![Edit::Skip(product.clone())]);
        let order = self
            .order
            .fixed(&fix, &Vec::from_iter(users.iter().copied()));
        let again = Hearing::of(
            self.actor,
            &order,
            self.facts,
            Stock::of(self.actor, &order, self.facts),
            true,
        );
        let mut concerned = again.verdicts.iter().filter(|verdict| {
            let mut people = verdict.people.iter();
            people.any(|person| users.contains(&person.id))
        });
        let solved = |verdict: &Verdict<'_>| verdict.can() && !verdict.takes.contains(&product.id);
        concerned.all(solved).then_some(fix)
    }

    /// To leave out as many as find no seat, of those whom "everyone who can" leaves out: first who can't get it anyway,
    /// then the last in order of username. All of them, if others wait for the seats that these free.
    fn leave_out_last(&self, id: ProductId) -> Fix {
        let mut out: Vec<(&Person, &Verdict<'f>)> = Vec::new();
        for verdict in &self.verdicts {
            let people = verdict.people.iter().copied();
            let left_out = people
                .filter(|person| !verdict.can() || self.unseated.contains(&person.id))
                .map(|person| (person, verdict));
            out.extend(left_out);
        }
        let takes = |one: &(&Person, &Verdict<'f>)| one.1.takes.contains(&id);
        let mut takers: Vec<_> = out.iter().copied().filter(takes).collect();
        takers.sort_unstable_by_key(|(person, verdict)| {
            (verdict.can(), Reverse((&person.username, person.id)))
        });
        let before = self.balances(self.verdicts.iter());
        let mut after = before.clone();
        let mut leave = Vec::new();
        for (person, verdict) in takers {
            if !after[&id].is_short() {
                break;
            }
            self.enter(&mut after, verdict, -1);
            leave.push(person);
        }
        let starves = after
            .iter()
            .any(|(id, balance)| balance.is_short() && !before[id].is_short());
        if starves || self.orphaned_without(leave.iter().map(|person| person.id)) {
            leave = out.into_iter().map(|(person, _)| person).collect();
        }
        Fix::new(vec![Edit::LeaveOutNamed(by_name(leave))])
    }
}

/// "There aren't enough licenses: Visio Plan 2 has 1 seat left, 3 are needed. Buy 2 more, ..." Of the seats that aren't
/// `available`, so many are `held` by others.
pub(crate) fn sentence(
    product: &Named<ProductId>,
    needed: u32,
    (available, held): (u32, u32),
    overdrawn: u32,
    disabled: Option<&DisabledSeats>,
) -> Sentence {
    let short = needed.saturating_sub(available);
    let left = left(product, (available, held), overdrawn);
    let needed = say!(needed => "1 is needed" | "{n} are needed");
    let more = short.saturating_add(overdrawn);
    let out = say!(short => "1 user" | "{n} users");
    let Some(disabled) = disabled else {
        return say!(
            "There aren't enough licenses: {left}, {needed}. Buy {more} more, free some, or leave {out} out.",
            left = left,
            needed = needed,
            more = more,
            out = out
        );
    };
    say!(
        "There aren't enough licenses: {left}, {needed}. {disabled} {remedy}, buy {more} more, free some, or leave {out} out.",
        left = left,
        needed = needed,
        disabled = say!(
            disabled.seats =>
                "1 more seat can't be assigned, because its subscription is disabled."
                | "{n} more seats can't be assigned, because their subscription is disabled."
        ),
        remedy = disabled.remedy(),
        more = more,
        out = out
    )
}

fn left(product: &Named<ProductId>, (available, held): (u32, u32), overdrawn: u32) -> Sentence {
    let product = &product.name;
    let left = match (overdrawn, available) {
        (0, 0) => say!("{product} has no seats left", product = product),
        (0, _) => say!(
            available => "{product} has 1 seat left" | "{product} has {n} seats left",
            product = product
        ),
        _ => say!(
            overdrawn => "{product} is short of 1 seat already" | "{product} is short of {n} seats already",
            product = product
        ),
    };
    match held {
        0 => left,
        _ => say!(
            held => "{left} (1 more is held by another admin for a moment)" | "{left} ({n} more are held by other admins for a moment)",
            left = left
        ),
    }
}
