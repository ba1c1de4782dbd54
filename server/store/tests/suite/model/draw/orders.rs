//! Orders, of every verb.

use super::{BEYOND, Draw};
use crate::{
    model::{Asked, Bought, Shown, Transition, founding},
    world,
};
use domain::*;
use std::sync::Arc;
use store::Asker;

impl Draw<'_> {
    pub(super) fn give(&mut self, asker: Asker) -> Transition {
        let order = match self.dice.below(10) {
            0..=3 => self.of_the_laws(),
            4..=7 => self.of_accounts(),
            _ => self.of_subscriptions(),
        };
        let key = self.key();
        let shown = match self.dice.below(10) {
            0..=1 => Shown::Now,
            2 => Shown::Before,
            _ => Shown::Nothing,
        };
        Transition::Give {
            asker,
            order,
            key,
            shown,
        }
    }

    /// A new key; now and then one that was used, or can't be.
    fn key(&mut self) -> Option<String> {
        let used: Vec<&String> = self
            .model
            .ledger
            .iter()
            .filter_map(|entry| entry.key.as_ref())
            .collect();
        match self.dice.below(40) {
            0..=8 => Some(format!("key {}", self.model.ledger.len())),
            9 if !used.is_empty() => Some((*self.dice.pick(&used)).clone()),
            10 => Some(String::new()),
            11 => Some("k".repeat(200 + self.dice.below(2))),
            _ => None,
        }
    }

    /// Such as the laws of the rule are tried on.
    fn of_the_laws(&mut self) -> Order {
        let everybody = Needs {
            products: self.model.products.keys().copied().collect(),
            users: self.model.users.keys().copied().collect(),
            ..Needs::default()
        };
        let facts = self.model.facts(&everybody, None);
        let users = self.model.users.len().clamp(1, 14);
        let mut order = world::order(self.dice, &facts, users, self.model.products.len());
        for step in &mut order.steps {
            // The laws know neither who was deleted here nor whoever came since.
            let adds = matches!(step.action, Action::AddUser { .. });
            for user in &mut step.users {
                let is_known = self.model.users.contains_key(user);
                if self.dice.chance(90) && adds == is_known {
                    *user = if adds { self.nobody() } else { self.somebody() };
                }
            }
        }
        order
    }

    fn of_accounts(&mut self) -> Order {
        let policy = *self
            .dice
            .pick(&[Policy::AllOrNothing, Policy::EveryoneWhoCan]);
        let number = BEYOND + self.dice.below(500);
        let (action, users) = match self.dice.below(13) {
            0..=2 => {
                let profile = founding::profile(self.dice, number);
                let kind = *self
                    .dice
                    .pick(&[UserKind::Member, UserKind::Member, UserKind::Guest]);
                let id = match self.dice.below(10) {
                    0 => self.deleted()[0],
                    1 => self.nobody(),
                    _ => world::user(number),
                };
                (Action::AddUser { profile, kind }, vec![id])
            }
            3 => (Action::DeleteUser, self.some()),
            4..=5 => (Action::RestoreUser, self.deleted()),
            6 => (Action::PurgeUser, self.deleted()),
            7..=8 => (Action::EditUser(self.edits(number)), vec![self.somebody()]),
            9 => (Action::BlockSignIn, self.some()),
            10 => (Action::AllowSignIn, self.some()),
            11 => (
                Action::SetRoles(self.dice.some(&Role::ALL, 30)),
                self.some(),
            ),
            _ => (Action::Configure(self.setting()), Vec::new()),
        };
        let mut steps = vec![Step {
            action,
            users: users.clone(),
        }];
        // What often goes with it, for the same users.
        for _ in 0..self.dice.below(3) {
            let action = match self.dice.below(9) {
                0..=1 => Action::SetLocation(self.place()),
                2..=3 => Action::Assign(vec![self.choice()]),
                4 => Action::SetRoles(self.dice.some(&Role::ALL, 30)),
                5 => Action::EditUser(self.edits(number + 1)),
                6 => Action::BlockSignIn,
                7 => Action::Unassign(vec![self.product()]),
                _ => Action::DeleteUser,
            };
            let users = users.clone();
            let at = self.dice.below(steps.len() + 1);
            steps.insert(at, Step { action, users });
        }
        Order { steps, policy }
    }

    fn setting(&mut self) -> Setting {
        match self.dice.below(5) {
            0 => {
                Setting::Name((*self.dice.pick(&["Łódź \"Labs\"", " blank", "Northlight"])).into())
            }
            1 => Setting::LowStock(Threshold::Seats(self.dice.below(4) as u32)),
            // Nobody was introduced.
            2 => Setting::Partner(
                OrganizationId(2),
                self.dice.some(&Role::ALL, 30).into_iter().collect(),
            ),
            _ => Setting::Rules(*self.dice.pick(&RuleProfile::ALL)),
        }
    }

    fn edits(&mut self, number: usize) -> Edits {
        let profile = founding::profile(self.dice, number);
        let mut edits = Edits::new();
        for (field, text) in profile.texts() {
            if self.dice.chance(50) {
                edits.insert(*field, text.clone());
            }
        }
        let taken: Vec<Arc<str>> = self
            .model
            .users
            .values()
            .map(|user| user.username())
            .collect();
        if self.dice.chance(10) && !taken.is_empty() {
            let text = self.dice.pick(&taken).to_uppercase();
            edits.insert(ProfileField::Username, text.into());
        }
        if self.dice.chance(15) {
            edits.insert(ProfileField::Mail, "".into());
        }
        edits
    }

    fn of_subscriptions(&mut self) -> Order {
        if self.dice.chance(25) {
            let seats = match self.dice.chance(90) {
                true => 1 + self.dice.below(4) as u32,
                false => 0,
            };
            return Order::buy_seats(self.product(), seats);
        }
        if self.dice.chance(25) {
            let purchase = Purchase {
                product: self.product(),
                seats: 1 + self.dice.below(4) as u32,
                length: *self.dice.pick(&[
                    TermLength::Monthly,
                    TermLength::Annual,
                    TermLength::Perpetual,
                ]),
                ends: self
                    .dice
                    .chance(20)
                    .then_some(self.model.now + 20 * calendar::DAY),
                recurring: self.dice.chance(60),
            };
            let order = Order::new(Action::Subscribe(purchase), []);
            return order;
        }
        let one = match self.model.purchases.is_empty() {
            true => return Order::buy_seats(self.product(), 1),
            false => self.dice.pick(&self.model.purchases).clone(),
        };
        let deed = match self.dice.below(10) {
            0..=1 => Deed::TakeControl(Takeover::MoveUsers),
            2 => Deed::TakeControl(Takeover::Cancel),
            3 => Deed::Advance(SubscriptionState::Deleted),
            4 => Deed::Advance(SubscriptionState::Expired),
            _ => world::deed(self.dice),
        };
        let own = |one: &&Bought| !one.subscription.managed();
        let own = self.model.purchases.iter().find(own);
        let one = match (deed, own) {
            (Deed::TakeControl(_), Some(own)) => own.clone(),
            _ => one,
        };
        Order::manage(one.product, one.subscription.id, deed)
    }

    /// An order that was given, once more: with its key, or as it was shown then.
    pub(super) fn give_again(&mut self, asker: Asker) -> Transition {
        let given = self.model.ledger.iter().rev();
        let given = given.filter_map(|entry| match &entry.asked {
            Asked::Order(order) => Some((order.clone(), entry.key.clone())),
            _ => None,
        });
        let given: Vec<(Order, Option<String>)> = given.take(6).collect();
        match given.is_empty() {
            true => self.give(asker),
            false => {
                let (order, key) = self.dice.pick(&given).clone();
                Transition::Give {
                    asker,
                    order,
                    key,
                    shown: *self.dice.pick(&[Shown::Nothing, Shown::Before]),
                }
            }
        }
    }

    /// What takes an entry of the ledger back, as far as an order can say it.
    pub(super) fn undo(&mut self, asker: Asker) -> Transition {
        let entries = &self.model.ledger;
        let entry = self.dice.pick(&entries[entries.len().saturating_sub(6)..]);
        let back = entry.changes.iter().rev().map(Change::inverse);
        let steps = back.filter_map(|change| {
            let users = change.users().to_vec();
            let action = match change {
                Change::Assigned { product, off, .. } => {
                    Action::Assign(vec![Choice { product, off }])
                }
                Change::Unassigned { product, .. } => Action::Unassign(vec![product]),
                Change::ServicesSet { product, after, .. } => Action::SetServices {
                    product,
                    switch: Switch::Exactly(after),
                },
                Change::LocationSet { after, .. } => Action::SetLocation(after?),
                Change::UserRemoved { .. } | Change::UserDeleted { .. } => Action::DeleteUser,
                Change::UserRestored { .. } => Action::RestoreUser,
                Change::ProfileSet { after, .. } => Action::EditUser(after.texts().clone()),
                Change::RolesSet { after, .. } => Action::SetRoles(after),
                Change::SignInSet { allowed: true, .. } => Action::AllowSignIn,
                Change::SignInSet { allowed: false, .. } => Action::BlockSignIn,
                Change::Configured { after, .. } => Action::Configure(after),
                _ => return None,
            };
            Some(Step { action, users })
        });
        let order = Order {
            steps: steps.collect(),
            policy: *self
                .dice
                .pick(&[Policy::AllOrNothing, Policy::EveryoneWhoCan]),
        };
        Transition::Give {
            asker,
            order,
            key: None,
            shown: Shown::Nothing,
        }
    }

    pub(super) fn give_matching(&mut self, asker: Asker) -> Transition {
        let action = match self.dice.below(8) {
            0..=3 => Action::Assign(vec![self.choice()]),
            4 => Action::Unassign(vec![self.product()]),
            5 => Action::SetLocation(self.place()),
            6 => Action::BlockSignIn,
            _ => Action::Replace {
                from: None,
                to: vec![self.choice()],
            },
        };
        let mut actions = vec![action];
        if self.dice.chance(25) {
            let product = self.product();
            actions.insert(0, Action::BuySeats { product, seats: 3 });
        }
        let matching = Matching {
            query: self.user_query(),
            actions,
            policy: *self
                .dice
                .pick(&[Policy::AllOrNothing, Policy::EveryoneWhoCan]),
        };
        Transition::GiveMatching {
            asker,
            matching,
            key: self.key(),
            again: self.dice.chance(20),
        }
    }
}
