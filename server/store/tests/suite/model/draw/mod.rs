//! What happens next, drawn at random: mostly what can be done, now and then what can't.

mod orders;
mod questions;

use super::{Model, Transition};
use crate::world::{self, Dice};
use domain::*;
pub use questions::questions;
use store::Asker;

/// Nobody has this id, nor those after it.
const BEYOND: usize = 1_000;

/// Whatever can happen to `model`; the same for the same seed.
pub fn transition(model: &Model, seed: u64) -> Transition {
    let mut dice = Dice::new(seed);
    let mut draw = Draw {
        model,
        dice: &mut dice,
    };
    draw.transition()
}

struct Draw<'d> {
    model: &'d Model,
    dice: &'d mut Dice,
}

impl Draw<'_> {
    fn transition(&mut self) -> Transition {
        let asker = self.asker();
        // Panes are watched by the minute.
        if !self.model.panes.is_empty() && self.dice.chance(15) {
            return Transition::Wait(*self.dice.pick(&[45, 89, 90, 95, 119, 120]));
        }
        match self.dice.below(100) {
            0..=46 => self.give(asker),
            47..=51 => self.give_again(asker),
            52..=56 => self.undo(asker),
            57..=63 => self.give_matching(asker),
            64..=67 => Transition::Tick,
            68..=74 => Transition::Wait(self.a_while()),
            75..=79 => self.guests(asker),
            80..=81 => self.panes(asker),
            82 => self.sign_in(),
            83..=84 => self.panes(asker),
            85..=87 => self.views(asker),
            _ => Transition::Look(asker, Box::new(self.question())),
        }
    }

    fn asker(&mut self) -> Asker {
        let operator = Asker::operator(OrganizationId(0));
        let user = match self.dice.chance(90) {
            true => self.somebody(),
            false => self.nobody(),
        };
        let signed_in = |roles: Vec<Role>, name: &str| Asker {
            actor: Actor {
                name: name.into(),
                roles,
            },
            user: Some(user),
            origin: "web",
            ..operator.clone()
        };
        match self.dice.below(25) {
            0..=12 => operator,
            13..=19 => signed_in(vec![Role::Global], "Ida O'Marsh"),
            20 => signed_in(self.dice.some(&Role::ALL, 30), "Somebody"),
            _ => signed_in(vec![*self.dice.pick(&Role::ALL)], "Žofie"),
        }
    }

    fn somebody(&mut self) -> UserId {
        let all: Vec<UserId> = self.model.users.keys().copied().collect();
        match all.is_empty() {
            true => self.nobody(),
            false => *self.dice.pick(&all),
        }
    }

    /// Who isn't here: not yet, or not any more.
    fn nobody(&mut self) -> UserId {
        let changes = self.model.ledger.iter().flat_map(|entry| &entry.changes);
        let purged: Vec<UserId> = changes
            .filter(|change| change.is_final())
            .flat_map(Change::users)
            .copied()
            .collect();
        match purged.is_empty() || self.dice.chance(70) {
            true => world::user(BEYOND + self.dice.below(30)),
            false => *self.dice.pick(&purged),
        }
    }

    /// A few users, often one, now and then nobody.
    fn some(&mut self) -> Vec<UserId> {
        let all: Vec<UserId> = self.model.users.keys().copied().collect();
        let percent = *self.dice.pick(&[10, 30, 60]);
        match self.dice.chance(45) {
            true => vec![self.somebody()],
            false => self.dice.some(&all, percent),
        }
    }

    fn deleted(&mut self) -> Vec<UserId> {
        let all: Vec<UserId> = self.model.deleted.keys().copied().collect();
        match all.is_empty() || self.dice.chance(10) {
            true => vec![self.somebody()],
            false => vec![*self.dice.pick(&all)],
        }
    }

    fn product(&mut self) -> ProductId {
        let all: Vec<ProductId> = self.model.products.keys().copied().collect();
        match self.dice.chance(2) {
            true => world::product(BEYOND),
            false => *self.dice.pick(&all),
        }
    }

    fn some_product(&mut self) -> Option<ProductId> {
        let product = self.product();
        self.dice.chance(40).then_some(product)
    }

    fn choice(&mut self) -> Choice {
        let product = self.product();
        let known = self.model.products.get(&product);
        let all: Vec<ServiceId> = known
            .map(|sku| sku.services.clone().into())
            .unwrap_or_default();
        let mut off = self.dice.some(&all, 20);
        if self.dice.chance(2) {
            off.push(world::service(BEYOND));
        }
        let off = off.into();
        Choice { product, off }
    }

    fn place(&mut self) -> Location {
        let code: &&str = self.dice.pick(&["DE", "DE", "US", "FR", "KP"]);
        Location::new(code).unwrap()
    }

    fn a_while(&mut self) -> i64 {
        let days = *self.dice.pick(&[0, 1, 3, 7, 12, 30, 31, 90, 365]);
        days * calendar::DAY + self.dice.below(7_200) as i64
    }

    fn guests(&mut self, asker: Asker) -> Transition {
        let guests = self.model.users.iter();
        let guests: Vec<UserId> = guests
            .filter(|(_, user)| user.kind == UserKind::Guest)
            .map(|(id, _)| *id)
            .collect();
        let invited: Vec<(UserId, u64)> = self
            .model
            .invitations
            .iter()
            .map(|(id, one)| (*id, one.token))
            .collect();
        let fresh = (self.model.fresh / 1_000) as u64;
        let guest = match guests.is_empty() || self.dice.chance(8) {
            true => self.somebody(),
            false => *self.dice.pick(&guests),
        };
        if invited.is_empty() || self.dice.chance(40) {
            return Transition::Invite(asker, guest, fresh);
        }
        let (invited, token) = *self.dice.pick(&invited);
        match self.dice.below(10) {
            0..=2 => Transition::Revoke(asker, invited),
            3 => Transition::Revoke(asker, guest),
            4 => Transition::Accept(fresh),
            _ => Transition::Accept(token),
        }
    }

    fn sign_in(&mut self) -> Transition {
        let user = self.somebody();
        match self.model.users.contains_key(&user) {
            true => Transition::SignIn(user, (self.model.fresh / 1_000) as u64),
            false => Transition::Tick,
        }
    }

    /// Panes, few enough that two say they are the same.
    fn panes(&mut self, asker: Asker) -> Transition {
        let number = self.dice.below(4) as u64;
        match self.dice.chance(80) {
            true => {
                let wanted = self.dice.below(6) as u32;
                Transition::Hold(asker, number, self.product(), wanted)
            }
            false => Transition::Release(asker, number),
        }
    }

    fn views(&mut self, asker: Asker) -> Transition {
        let user = asker.user.filter(|id| self.model.users.contains_key(id));
        let asker = Asker { user, ..asker };
        let name = (*self.dice.pick(&["Guests", " guests", "", "Łódź"])).to_owned();
        match self.dice.chance(70) {
            true => {
                let view = SavedView {
                    name,
                    query: self.user_query(),
                    columns: self.dice.some(UserColumn::ALL, 30),
                };
                Transition::SaveView(asker, view)
            }
            false => Transition::DeleteView(asker, name),
        }
    }
}
