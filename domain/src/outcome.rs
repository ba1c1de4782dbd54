//! The outcome line: what will happen, in one sentence.

use crate::{Effect, Named, Outcome, ProductId, SeatChange, words};
use std::collections::{BTreeMap, BTreeSet};

/// The products of one kind in an effect.
type Pick = fn(&Effect) -> &[Named<ProductId>];

/// What befalls users, and how it is said of one and of many.
const SAYINGS: [(Pick, &str, &str); 4] = [
    (|effect| &effect.gains, "gets", "get"),
    (|effect| &effect.loses, "loses", "lose"),
    (|effect| &effect.keeps, "already has", "already have"),
    (|effect| &effect.still_has, "still has", "still have"),
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
        let problems = self.left_out.iter();
        let out: BTreeSet<_> = problems
            .flat_map(|one| &one.users)
            .map(|one| one.id)
            .collect();
        if !out.is_empty() {
            parts.push(format!("{} left out", words::count(out.len(), "user")));
        }
    }

    fn say_bought(&self, parts: &mut Vec<String>) {
        for SeatChange {
            product,
            before,
            after,
        } in &self.seats
        {
            let bought = after.assignable.saturating_sub(before.assignable) as usize;
            let is_clear = self.seats.len() == 1 && !parts.is_empty();
            if bought > 0 {
                let seats = words::count(bought, "seat");
                parts.push(match is_clear {
                    true => format!("{seats} bought"),
                    false => format!("{seats} of {} bought", product.name),
                });
            }
        }
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
            if is_only {
                parts.push(format!("{left} of {all} seats left"));
            } else if before != after {
                parts.push(format!("{left} of {all} seats of {} left", product.name));
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
            && self.location.is_none())
    }
}
