//! The outcome line: what will happen, in one sentence.

use crate::{
    Channel, Effect, Fate, Named, Outcome, ProductId, SeatChange, SubscriptionChange,
    SubscriptionState, words,
};
use std::collections::{BTreeMap, BTreeSet};

/// The products of one kind in an effect.
type Pick = fn(&Effect) -> &[Named<ProductId>];

/// What befalls users, and how it is said of one and of many.
const SAYINGS: [(Pick, &str, &str); 6] = [
    (|effect| &effect.gains, "gets", "get"),
    (|effect| &effect.loses, "loses", "lose"),
    (|effect| &effect.keeps, "already has", "already have"),
    (|effect| &effect.still_has, "still has", "still have"),
    (|effect| &effect.moves, "keeps", "keep"),
    (
        |effect| &effect.waits,
        "finds no seat for",
        "find no seat for",
    ),
];

/// What becomes of users, and how it is said.
const FATES: [(Fate, &str); 4] = [
    (Fate::Added, "added"),
    (Fate::Restored, "restored"),
    (Fate::Deleted, "deleted"),
    (Fate::Purged, "deleted permanently"),
];

impl Outcome {
    /// Does the same befall everybody? How many seats are left may differ: others take some meanwhile.
    pub fn same_for_people(&self, other: &Self) -> bool {
        let who = |outcome: &Self| -> Vec<_> {
            outcome
                .left_out
                .iter()
                .map(|problem| (problem.cause.code(), problem.users.clone()))
                .collect()
        };
        self.effects == other.effects && who(self) == who(other)
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
    pub fn line(&self) -> String {
        let mut parts = Vec::new();
        for (pick, one, many) in SAYINGS {
            for (product, users) in self.tally(pick) {
                // Where there is one product only, it is named once.
                let is_clear = self.seats.len() == 1 && !parts.is_empty();
                let what = if is_clear { "it" } else { &*product.name };
                let verb = if users == 1 { one } else { many };
                parts.push(format!("{} {verb} {what}", words::count(users, "user")));
            }
        }
        self.say_other_changes(&mut parts);
        self.say_bought(&mut parts);
        self.say_subscriptions(&mut parts);
        parts.splice(0..0, self.accounts());
        if parts.is_empty() {
            return "Nothing changes.".into();
        }
        self.say_left(&mut parts);
        format!("{}.", words::sentence(&parts.join("; ")))
    }

    fn say_other_changes(&self, parts: &mut Vec<String>) {
        let switched =
            self.users(|effect| !effect.turned_on.is_empty() || !effect.turned_off.is_empty());
        if switched > 0 {
            let users = words::count(switched, "user");
            parts.push(format!("services change for {users}"));
        }
        let moved = self.users(|effect| effect.location.is_some());
        if moved > 0 {
            parts.push(format!("{} set", words::count(moved, "usage location")));
        }
        let roles = self.users(|effect| effect.roles.is_some());
        if roles > 0 {
            parts.push(format!("roles change for {}", words::count(roles, "user")));
        }
        parts.extend(self.settings.iter().map(crate::Configured::line));
        let problems = self.left_out.iter();
        let out: BTreeSet<_> = problems
            .flat_map(|one| &one.users)
            .map(|one| one.id)
            .collect();
        if !out.is_empty() {
            parts.push(format!("{} left out", words::count(out.len(), "user")));
        }
    }

    /// What is said of accounts, which comes first.
    fn accounts(&self) -> Vec<String> {
        let mut parts = Vec::new();
        let mut say = |users: usize, what: &str| {
            if users > 0 {
                parts.push(format!("{} {what}", words::count(users, "user")));
            }
        };
        for (fate, what) in FATES {
            say(self.users(|effect| effect.fate == Some(fate)), what);
        }
        say(self.users(|effect| effect.edited), "edited");
        for (allowed, what) in [
            (false, "blocked from sign-in"),
            (true, "allowed to sign in"),
        ] {
            say(self.users(|effect| effect.sign_in == Some(allowed)), what);
        }
        parts
    }

    /// How many seats are bought and removed, by product.
    fn bought(&self) -> BTreeMap<&Named<ProductId>, (usize, usize)> {
        let mut bought: BTreeMap<&Named<ProductId>, (usize, usize)> = BTreeMap::new();
        for change in &self.subscriptions {
            let seats = |one: &Option<crate::Subscription>| one.as_ref().map_or(0, |one| one.seats);
            let (before, after) = (seats(&change.before), seats(&change.after));
            let (more, fewer) = bought.entry(&change.product).or_default();
            *more += after.saturating_sub(before) as usize;
            *fewer += before.saturating_sub(after) as usize;
        }
        bought
    }

    fn say_bought(&self, parts: &mut Vec<String>) {
        for (product, (more, fewer)) in self.bought() {
            for (seats, done) in [(more, "bought"), (fewer, "removed")] {
                let is_clear = self.seats.len() == 1 && !parts.is_empty();
                if seats > 0 {
                    let seats = words::count(seats, "seat");
                    parts.push(match is_clear {
                        true => format!("{seats} {done}"),
                        false => format!("{seats} of {} {done}", product.name),
                    });
                }
            }
        }
    }

    fn say_subscriptions(&self, parts: &mut Vec<String>) {
        let said = self.subscriptions.iter();
        parts.extend(said.filter_map(SubscriptionChange::said));
    }

    fn say_left(&self, parts: &mut Vec<String>) {
        let is_only = self.seats.len() == 1;
        for SeatChange {
            product,
            before,
            after,
        } in &self.seats
        {
            let left = words::digits(after.available() as usize);
            let all = words::digits(after.assignable as usize);
            if is_only && (before != after || !self.effects.is_empty()) {
                parts.push(format!("{left} of {all} seats left"));
            } else if before != after {
                parts.push(format!("{left} of {all} seats of {} left", product.name));
            }
            let excess = |seats: &crate::Seats| seats.assigned.saturating_sub(seats.assignable);
            if excess(after) > excess(before) {
                let licenses = words::count(excess(after) as usize, "assigned license");
                parts.push(format!("{licenses} without a seat"));
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
    fn said(&self) -> Option<String> {
        let (before, after) = (self.before.as_ref()?, self.after.as_ref()?);
        let name = &self.product.name;
        let is_trial = |channel| channel == Channel::Trial;
        Some(if is_trial(before.channel) && !is_trial(after.channel) {
            format!("the trial of {name} becomes a subscription that is paid for")
        } else if before.state != after.state {
            let becomes = match after.state {
                SubscriptionState::Active => "is active again",
                SubscriptionState::Expired => "expires",
                SubscriptionState::Disabled => "is disabled",
                SubscriptionState::Deleted => "is deleted",
            };
            format!("a subscription of {name} {becomes}")
        } else if before.term.since != after.term.since {
            format!("a subscription of {name} is renewed")
        } else if before.term.recurring != after.term.recurring {
            let on = if after.term.recurring { "on" } else { "off" };
            format!("recurring billing of {name} is {on}")
        } else {
            return None;
        })
    }
}
