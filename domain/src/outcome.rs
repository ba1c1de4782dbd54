//! The outcome line: what will happen, in one sentence.

use crate::{
    Channel, Effect, Fate, Named, Outcome, ProductId, SeatChange, ServiceId, Subscription,
    SubscriptionChange, SubscriptionState, say,
    words::{Part, Sentence},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The products of one kind in an effect.
type Pick = fn(&Effect) -> &[Named<ProductId>];

/// How something that befalls so many users is said.
type Say = fn(usize, Part) -> Sentence;

/// What befalls users, and how it is said.
const SAYINGS: [(Pick, Say); 6] = [
    (
        |effect| &effect.gains,
        |users, what| say!(users => "1 user gets {what}" | "{n} users get {what}", what = what),
    ),
    (
        |effect| &effect.loses,
        |users, what| say!(users => "1 user loses {what}" | "{n} users lose {what}", what = what),
    ),
    (
        |effect| &effect.keeps,
        |users, what| say!(users => "1 user already has {what}" | "{n} users already have {what}", what = what),
    ),
    (
        |effect| &effect.still_has,
        |users, what| say!(users => "1 user still has {what}" | "{n} users still have {what}", what = what),
    ),
    (
        |effect| &effect.moves,
        |users, what| say!(users => "1 user keeps {what}" | "{n} users keep {what}", what = what),
    ),
    (
        |effect| &effect.waits,
        |users, what| say!(users => "1 user finds no seat for {what}" | "{n} users find no seat for {what}", what = what),
    ),
];

/// How it is said that something became of so many users.
type SayFate = fn(usize) -> Sentence;

/// What becomes of users, and how it is said.
const FATES: [(Fate, SayFate); 4] = [
    (
        Fate::Added,
        |users| say!(users => "1 user added" | "{n} users added"),
    ),
    (
        Fate::Restored,
        |users| say!(users => "1 user restored" | "{n} users restored"),
    ),
    (
        Fate::Deleted,
        |users| say!(users => "1 user deleted" | "{n} users deleted"),
    ),
    (
        Fate::Purged,
        |users| say!(users => "1 user deleted permanently" | "{n} users deleted permanently"),
    ),
];

/// So many services that go on or off are named.
const NAMED_SERVICES: usize = 2;

/// How many users are left out, as the outcome line says it.
pub(crate) fn left_out(users: usize) -> Sentence {
    say!(users => "1 user left out" | "{n} users left out")
}

impl Outcome {
    /// What somebody relies on who saw it: what befalls everybody, who is left out and why, and how many seats each
    /// subscription has before and after. How many seats are left isn't: others take some meanwhile.
    pub fn relied_on(&self) -> impl PartialEq + Serialize {
        let out = self.left_out.iter();
        let out: Vec<_> = out
            .map(|problem| (problem.cause.code(), &problem.users))
            .collect();
        let seats = |one: &Option<Subscription>| one.as_ref().map(|one| (one.id, one.seats));
        let known = self.subscriptions.iter().filter(|one| one.before.is_some());
        let known: Vec<_> = known
            .map(|one| (seats(&one.before), seats(&one.after)))
            .collect();
        (&self.effects, out, known)
    }

    /// How many users the plan changes anything for.
    pub fn changed_users(&self) -> usize {
        self.effects
            .iter()
            .filter(|(effect, _)| effect.changes())
            .map(|(_, users)| users.len())
            .sum()
    }

    /// "3 users get Microsoft 365 E3; 1 user already has it; 14 of 25 seats left."
    pub fn sentence(&self) -> Sentence {
        let mut parts = Vec::new();
        for (pick, say) in SAYINGS {
            for (product, users) in self.tally(pick) {
                // Where there is one product only, it is named once.
                let is_clear = self.seats.len() == 1 && !parts.is_empty();
                let what = match is_clear {
                    true => say!("it").into(),
                    false => Part::from(&product.name),
                };
                parts.push(say(users, what));
            }
        }
        self.say_other_changes(&mut parts);
        self.say_bought(&mut parts);
        self.say_subscriptions(&mut parts);
        parts.splice(0..0, self.accounts());
        if parts.is_empty() {
            return say!("Nothing changes.");
        }
        self.say_left(&mut parts);
        say!("{clauses}.", clauses = Part::clauses(parts)).capitalized()
    }

    /// The same in English.
    pub fn line(&self) -> String {
        self.sentence().to_string()
    }

    fn say_other_changes(&self, parts: &mut Vec<Sentence>) {
        self.say_services(parts);
        let moved = self.users(|effect| effect.location.is_some());
        if moved > 0 {
            parts.push(say!(moved => "1 usage location set" | "{n} usage locations set"));
        }
        let roles = self.users(|effect| effect.roles.is_some());
        if roles > 0 {
            parts.push(say!(roles => "roles change for 1 user" | "roles change for {n} users"));
        }
        parts.extend(self.settings.iter().map(crate::Configured::sentence));
        let problems = self.left_out.iter();
        let out: BTreeSet<_> = problems
            .flat_map(|one| &one.users)
            .map(|one| one.id)
            .collect();
        if !out.is_empty() {
            parts.push(left_out(out.len()));
        }
    }

    /// Which services go on and off for how many users; of many, only how many they are.
    fn say_services(&self, parts: &mut Vec<Sentence>) {
        let mut switched: BTreeMap<(&Named<ServiceId>, bool), usize> = BTreeMap::new();
        for (effect, users) in &self.effects {
            let on = effect.turned_on.iter().map(|service| (service, true));
            let off = effect.turned_off.iter().map(|service| (service, false));
            for one in on.chain(off) {
                *switched.entry(one).or_default() += users.len();
            }
        }
        if switched.len() > NAMED_SERVICES {
            let services: BTreeSet<_> = switched.keys().map(|(service, _)| *service).collect();
            let users =
                self.users(|effect| !effect.turned_on.is_empty() || !effect.turned_off.is_empty());
            parts.push(say!(
                users => "{services} services change for 1 user" | "{services} services change for {n} users",
                services = services.len()
            ));
            return;
        }
        let mut switched: Vec<_> = switched.into_iter().collect();
        switched.sort_by_key(|((service, on), _)| (&service.name, *on));
        let said = switched.into_iter().map(|((service, on), users)| {
            let service = &service.name;
            match on {
                true => say!(
                    users => "{service} is turned on for 1 user" | "{service} is turned on for {n} users",
                    service = service
                ),
                false => say!(
                    users => "{service} is turned off for 1 user" | "{service} is turned off for {n} users",
                    service = service
                ),
            }
        });
        parts.extend(said);
    }

    /// What is said of accounts, which comes first.
    fn accounts(&self) -> Vec<Sentence> {
        let mut parts = Vec::new();
        let mut add = |users: usize, say: SayFate| {
            if users > 0 {
                parts.push(say(users));
            }
        };
        for (fate, say) in FATES {
            add(self.users(|effect| effect.fate == Some(fate)), say);
        }
        add(
            self.users(|effect| effect.edited),
            |users| say!(users => "1 user edited" | "{n} users edited"),
        );
        add(
            self.users(|effect| effect.sign_in == Some(false)),
            |users| say!(users => "1 user blocked from sign-in" | "{n} users blocked from sign-in"),
        );
        add(
            self.users(|effect| effect.sign_in == Some(true)),
            |users| say!(users => "1 user allowed to sign in" | "{n} users allowed to sign in"),
        );
        parts
    }

    /// How many seats are bought and removed, by product.
    fn bought(&self) -> BTreeMap<&Named<ProductId>, (usize, usize)> {
        let mut bought: BTreeMap<&Named<ProductId>, (usize, usize)> = BTreeMap::new();
        for change in &self.subscriptions {
            let seats = |one: &Option<Subscription>| one.as_ref().map_or(0, |one| one.seats);
            let (before, after) = (seats(&change.before), seats(&change.after));
            let (more, fewer) = bought.entry(&change.product).or_default();
            *more += after.saturating_sub(before) as usize;
            *fewer += before.saturating_sub(after) as usize;
        }
        bought
    }

    fn say_bought(&self, parts: &mut Vec<Sentence>) {
        for (product, (more, fewer)) in self.bought() {
            let product = &product.name;
            let is_clear = |parts: &Vec<Sentence>| self.seats.len() == 1 && !parts.is_empty();
            if more > 0 {
                parts.push(match is_clear(parts) {
                    true => say!(more => "1 seat bought" | "{n} seats bought"),
                    false => say!(
                        more => "1 seat of {product} bought" | "{n} seats of {product} bought",
                        product = product
                    ),
                });
            }
            if fewer > 0 {
                parts.push(match is_clear(parts) {
                    true => say!(fewer => "1 seat removed" | "{n} seats removed"),
                    false => say!(
                        fewer => "1 seat of {product} removed" | "{n} seats of {product} removed",
                        product = product
                    ),
                });
            }
        }
    }

    fn say_subscriptions(&self, parts: &mut Vec<Sentence>) {
        let said = self.subscriptions.iter();
        parts.extend(said.filter_map(SubscriptionChange::said));
    }

    fn say_left(&self, parts: &mut Vec<Sentence>) {
        let is_only = self.seats.len() == 1;
        for SeatChange {
            product,
            before,
            after,
        } in &self.seats
        {
            let (left, all) = (after.available(), after.assignable);
            if is_only && (before != after || !self.effects.is_empty()) {
                parts.push(say!("{left} of {all} seats left", left = left, all = all));
            } else if before != after {
                parts.push(say!(
                    "{left} of {all} seats of {product} left",
                    left = left,
                    all = all,
                    product = &product.name
                ));
            }
            let excess = |seats: &crate::Seats| seats.assigned.saturating_sub(seats.assignable);
            if excess(after) > excess(before) {
                parts.push(say!(
                    excess(after) =>
                        "1 assigned license without a seat"
                        | "{n} assigned licenses without a seat"
                ));
            }
        }
    }

    fn users(&self, which: impl Fn(&Effect) -> bool) -> usize {
        self.effects
            .iter()
            .filter(|(effect, _)| which(effect))
            .map(|(_, users)| users.len())
            .sum()
    }

    fn tally(&self, pick: Pick) -> BTreeMap<&Named<ProductId>, usize> {
        let mut tally = BTreeMap::new();
        for (effect, users) in &self.effects {
            for product in pick(effect) {
                *tally.entry(product).or_default() += users.len();
            }
        }
        tally
    }
}

impl Effect {
    /// Does anything change for the user?
    pub fn changes(&self) -> bool {
        !(self.gains.is_empty()
            && self.loses.is_empty()
            && self.turned_on.is_empty()
            && self.turned_off.is_empty()
            && self.moves.is_empty()
            && self.location.is_none()
            && self.fate.is_none()
            && !self.edited
            && self.sign_in.is_none()
            && self.roles.is_none())
    }
}

impl SubscriptionChange {
    /// What becomes of it, but for its seats.
    fn said(&self) -> Option<Sentence> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        let product = &self.product.name;
        let is_trial = |channel| channel == Channel::Trial;
        Some(if is_trial(before.channel) && !is_trial(after.channel) {
            say!(
                "the trial of {product} becomes a subscription that is paid for",
                product = product
            )
        } else if before.state != after.state {
            match after.state {
                SubscriptionState::Active => say!(
                    "a subscription of {product} is active again",
                    product = product
                ),
                SubscriptionState::Expired => {
                    say!("a subscription of {product} expires", product = product)
                }
                SubscriptionState::Disabled => {
                    say!("a subscription of {product} is disabled", product = product)
                }
                SubscriptionState::Deleted => {
                    say!("a subscription of {product} is deleted", product = product)
                }
            }
        } else if before.term.since != after.term.since {
            say!("a subscription of {product} is renewed", product = product)
        } else if before.term.recurring != after.term.recurring {
            match after.term.recurring {
                true => say!("recurring billing of {product} is on", product = product),
                false => say!("recurring billing of {product} is off", product = product),
            }
        } else {
            return None;
        })
    }
}
