//! What a draft knows of what would come of it: the facts, or the server's word.

use super::draft::Verdict;
use crate::{
    api,
    ask::{Answered, answered},
    error::Error,
    holds::Holds,
    session::{Changes, Me},
};
use domain::{Facts, Needs, Order, Outcome, Preview};
use leptos::prelude::*;
use std::sync::Arc;

/// For so many users the browser knows the facts and decides itself; for more, the server does.
const NEAR: usize = 200;

/// How things stood when something was asked: the number of changes seen, and the seats that others held of its products.
type Seen = (u32, Vec<u32>);

/// The answers to "what would come of it?": the facts for few users, the server's word for many.
/// Both are asked anew after a change, and when others hold more or less.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    facts: Answered<(Needs, Seen), Arc<Facts>>,
    far: Answered<(Order, Seen), Preview>,
}

impl Answers {
    pub(super) fn new(order: Memo<Order>, changes: Changes, holds: Holds) -> Self {
        let needs = Memo::new(move |_| order.read().needs());
        let many = move || is_far(&needs.read());
        let near = Memo::new(move |_| {
            let needs = if many() {
                Needs::default()
            } else {
                needs.get()
            };
            let seen = (changes.count(), holds.seats(&needs.products));
            (needs, seen)
        });
        let far = Memo::new(move |_| {
            let order = if many() {
                order.get()
            } else {
                Order::default()
            };
            let seen = (changes.count(), holds.seats(&order.needs().products));
            (order, seen)
        });
        let known = StoredValue::new((Seen::default(), Arc::new(Facts::default())));
        Self {
            facts: answered(near, None, move |(needs, seen)| learn(known, needs, seen)),
            far: answered(far, None, |(order, _)| async move {
                match order.steps.as_slice() {
                    [] => Ok(Preview::Accepted(Outcome::default())),
                    _ => api::preview_order(order).await,
                }
            }),
        }
    }

    /// Asks again, at once, what couldn't be answered.
    pub(super) fn again(self) {
        self.facts.again();
        self.far.again();
    }

    /// Those on which the browser decides about `order`; none where only the server can.
    pub(super) fn facts(self, order: &Order) -> Option<Arc<Facts>> {
        if is_far(&order.needs()) {
            return None;
        }
        let answer = self.facts.newest.read();
        let (_, facts) = answer.as_ref()?;
        facts.as_ref().ok().cloned()
    }

    pub(super) fn verdict(self, me: &Me, order: &Order) -> Verdict {
        if order.steps.is_empty() {
            return Verdict::Nothing;
        }
        let needs = order.needs();
        if is_far(&needs) {
            return match &*self.far.newest.read() {
                Some(((asked, _), answer)) if asked == order => answer
                    .clone()
                    .map_or_else(Verdict::Failed, Verdict::Decided),
                _ => Verdict::Checking,
            };
        }
        match &*self.facts.newest.read() {
            Some(((asked, _), Ok(facts))) if covers(asked, &needs) => {
                Verdict::Decided(Preview::of(&me.actor, order, facts))
            }
            Some(((asked, _), Err(error))) if covers(asked, &needs) => {
                Verdict::Failed(error.clone())
            }
            _ => Verdict::Checking,
        }
    }
}

/// Does only the server know enough to decide: too many users, or whoever holds something?
fn is_far(needs: &Needs) -> bool {
    needs.users.len() > NEAR || !needs.holders.is_empty() || !needs.buyers.is_empty()
}

fn covers(asked: &Needs, needs: &Needs) -> bool {
    needs
        .users
        .iter()
        .all(|user| asked.users.binary_search(user).is_ok())
        && needs
            .products
            .iter()
            .all(|product| asked.products.binary_search(product).is_ok())
        && needs
            .accounts
            .iter()
            .all(|user| asked.accounts.binary_search(user).is_ok())
        && needs
            .usernames
            .iter()
            .all(|username| asked.usernames.binary_search(username).is_ok())
}

/// Asks for what isn't known yet, and adds it to what is. After a change nothing is known.
async fn learn(
    known: StoredValue<(Seen, Arc<Facts>)>,
    needs: Needs,
    seen: Seen,
) -> Result<Arc<Facts>, Error> {
    if needs == Needs::default() {
        return Ok(Arc::default());
    }
    let (of, facts) = known.try_get_value().unwrap_or_default();
    let facts = if of == seen { facts } else { Arc::default() };
    let users = needs
        .users
        .iter()
        .filter(|id| !facts.people.contains_key(id));
    let users = users.copied().collect::<Vec<_>>();
    // What accounts are like is asked each time: who is new isn't among the facts.
    if users.is_empty()
        && needs.accounts.is_empty()
        && needs
            .products
            .iter()
            .all(|id| facts.products.contains_key(id))
    {
        return Ok(facts);
    }
    let Needs {
        products,
        accounts,
        usernames,
        ..
    } = needs;
    let more = api::facts_about(users, products, accounts, usernames).await?;
    // Who holds nothing is known without any product.
    let facts = if *facts == Facts::default() {
        Arc::new(more)
    } else {
        let mut all = (*facts).clone();
        all.merge(more);
        Arc::new(all)
    };
    // The pane may be closed meanwhile.
    known.try_update_value(|known| *known = (seen, facts.clone()));
    Ok(facts)
}
