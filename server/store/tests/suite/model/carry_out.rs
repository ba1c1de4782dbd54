//! The one door: orders, given once or again, for those whom they name or those who match; and what the clock brings about.

use super::{Asked, Entry, Model};
use domain::*;
use store::{Asker, Error, Ticked};

/// What the asker was shown before an order is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// What it would do now.
    Now,
    /// What some order would have done at some time before.
    Before,
}

/// What was answered to what was given.
#[derive(Clone, Default)]
pub struct Given {
    pub facts: Option<Facts>,
    pub preview: Option<Preview>,
    pub summary: Option<Summary>,
    pub answer: String,
}

/// An answer as the two are compared. What is missing or unusable is told in the store's own words.
pub fn told<T: std::fmt::Debug>(answer: &Result<T, Error>) -> String {
    match answer {
        Ok(answer) => format!("{answer:#?}"),
        Err(Error::Refused(refusal)) => format!("refused: {refusal:#?}"),
        Err(Error::Changed(outcome)) => format!("changed: {outcome:#?}"),
        Err(Error::NotAllowed(why)) => format!("not allowed: {why}"),
        Err(Error::KeyReused(key)) => format!("reused: {key}"),
        Err(Error::Missing(_)) => "missing".into(),
        Err(Error::Input(_)) => "unusable".into(),
        Err(fault) => panic!("a fault: {fault:?}"),
    }
}

pub fn may_read(asker: &Asker) -> Result<(), Error> {
    asker.actor.may(Verb::Read).map_err(Error::NotAllowed)
}

/// What was asked for, and under which terms.
struct Terms<'t> {
    asked: Asked,
    key: Option<&'t str>,
    /// What was shown, if anything was; nothing, if that was a refusal.
    shown: Option<Option<&'t Outcome>>,
}

impl Model {
    /// The facts as far as the asker sees them.
    fn seen(&self, asker: &Asker, order: &Order) -> Facts {
        let mut facts = self.facts(&order.needs(), asker.user);
        for one in facts
            .products
            .values_mut()
            .flat_map(|product| &mut product.subscriptions)
        {
            if !one.visible_to(&asker.actor) {
                one.seats = 0;
                one.term = Term::default();
            }
        }
        facts
    }

    /// Shows what an order would do, then carries it out.
    pub fn give(&mut self, asker: &Asker, order: &Order, key: Option<&str>, shown: Shown) {
        let mut given = Given::default();
        let before = self.shown.clone();
        if may_read(asker).is_ok() {
            let facts = self.seen(asker, order);
            let preview = Preview::of(&asker.actor, order, &facts);
            if let Preview::Accepted(outcome) = &preview {
                self.shown = Some(outcome.clone());
            }
            given.facts = Some(facts);
            given.preview = Some(preview);
        }
        let now = match &given.preview {
            Some(Preview::Accepted(outcome)) => Some(outcome),
            _ => None,
        };
        let terms = Terms {
            asked: Asked::Order(order.canonical()),
            key,
            shown: match shown {
                Shown::Nothing => None,
                Shown::Now => now.map(Some),
                Shown::Before => before.as_ref().map(Some),
            },
        };
        let answer = self.carry_out(asker, order, terms);
        given.answer = told(&answer);
        self.given = given;
    }

    /// Sums up what an order would do for all who match, then carries it out; or does so as it was summed up before.
    pub fn give_matching(
        &mut self,
        asker: &Asker,
        matching: &Matching,
        key: Option<&str>,
        again: bool,
    ) {
        let mut given = Given::default();
        let users = self.whom(&matching.query);
        let order = matching.order(&users);
        let before = self.sealed.clone();
        if may_read(asker).is_ok() {
            let preview = Preview::of(
                &asker.actor,
                &order,
                &self.facts(&order.needs(), asker.user),
            );
            self.sealed = match &preview {
                Preview::Accepted(outcome) => Some(outcome.clone()),
                Preview::Refused(_) => None,
            };
            given.summary = Some(Summary::of(preview, users.len(), String::new()));
        }
        let shown = if again { before } else { self.sealed.clone() };
        let terms = Terms {
            asked: Asked::Matching(matching.canonical()),
            key,
            shown: Some(shown.as_ref()),
        };
        let answer = self.carry_out(asker, &order, terms);
        given.answer = told(&answer);
        self.given = given;
    }

    fn carry_out(
        &mut self,
        asker: &Asker,
        order: &Order,
        terms: Terms<'_>,
    ) -> Result<Receipt, Error> {
        may_read(asker)?;
        if terms
            .key
            .is_some_and(|key| key.is_empty() || key.len() > 200)
        {
            return Err(Error::Input("".into()));
        }
        let same_key = |entry: &&Entry| terms.key.is_some() && entry.key.as_deref() == terms.key;
        if let Some(earlier) = self.ledger.iter().find(same_key) {
            return match earlier.asked == terms.asked {
                true => Ok(earlier.receipt.clone()),
                false => Err(Error::KeyReused(terms.key.unwrap().to_owned())),
            };
        }
        let mut facts = self.facts(&order.needs(), asker.user);
        facts.fresh = uuid::Uuid::from_u128(self.fresh);
        let plan = decide(&asker.actor, order, &facts);
        let plan = plan.map_err(|refusal| Error::Refused(Box::new(refusal)))?;
        let (changes, outcome) = plan.into_parts();
        let same = |shown: Option<&Outcome>| {
            shown.is_some_and(|shown| outcome.relied_on() == shown.relied_on())
        };
        if terms.shown.is_some_and(|shown| !same(shown)) {
            return Err(Error::Changed(Box::new(outcome)));
        }
        self.apply(&changes, &asker.actor.name);
        self.close_panes(asker.user, &order.assigned());
        let receipt = Receipt {
            entry: self.ledger.len() as i64 + 1,
            at: self.now,
            line: outcome.sentence(),
            changed_users: outcome.changed_users(),
            left_out: outcome.left_out,
            stays_on: outcome.stays_on,
        };
        self.ledger.push(Entry {
            asked: terms.asked,
            actor: asker.actor.name.clone(),
            by: asker.user,
            origin: asker.origin,
            key: terms.key.map(str::to_owned),
            receipt: receipt.clone(),
            changes,
        });
        Ok(receipt)
    }

    /// Does all that is due: purges whoever was deleted 30 days ago, and brings subscriptions into the state that they
    /// have come to, the longest due first.
    pub fn tick(&mut self) {
        let clock = Asker::clock(OrganizationId(0));
        let mut ticked = Ticked::default();
        let due = |asked| Terms {
            asked,
            key: None,
            shown: None,
        };
        let old = self
            .deleted
            .iter()
            .filter(|(_, gone)| gone.at + RESTORABLE <= self.now);
        let old: Vec<UserId> = old.map(|(id, _)| *id).collect();
        if !old.is_empty() {
            let order = Order::new(Action::PurgeUser, old);
            let receipt = self.carry_out(&clock, &order, due(Asked::Due)).unwrap();
            ticked.purged_users = receipt.changed_users;
        }
        let mut aging: Vec<_> = self
            .purchases
            .iter()
            .map(|one| (one.product, one.subscription.clone()))
            .collect();
        aging.sort_by_key(|(_, one)| (one.term.next, one.id));
        for (product, one) in aging {
            let Some(aged) = one.aged(self.now) else {
                continue;
            };
            let order = Order::manage(product, one.id, Deed::Advance(aged.state));
            let done = self.carry_out(&clock, &order, due(Asked::Order(order.clone())));
            ticked.subscriptions += usize::from(done.is_ok());
        }
        self.given = Given {
            answer: told(&Ok(ticked)),
            ..Given::default()
        };
    }
}
