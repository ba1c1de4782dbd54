//! A draft of an order: what somebody asks for in a pane, what the rule says to it while they
//! still edit, and what came of sending it.

use crate::{
    api,
    api_people::{self, FirstPassword},
    ask::answered,
    error::Error,
    holds::Holds,
    session::{Changes, Me},
    ui::Tone,
    words::{Text, order as words, tell},
};
use domain::{
    Facts, Fix, Named, Needs, Order, Outcome, Policy, Preview, Receipt, Refusal, UserId, Verb,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// For so many users the browser knows the facts and decides itself; for more, the server does.
const NEAR: usize = 200;

/// What would come of the draft.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Nothing is asked for yet.
    Nothing,
    /// The answer is on its way.
    Checking,
    /// The answer can't be had.
    Failed(Error),
    /// This.
    Decided(Preview),
}

/// A fix that was applied to the draft, for these users.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Applied {
    pub(crate) fix: Fix,
    pub(crate) users: Vec<Named<UserId>>,
}

/// An order on its way: sent again unchanged, it has the same key and takes effect once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sent {
    order: Order,
    pub(crate) shown: Option<Outcome>,
    key: String,
    passwords: Vec<FirstPassword>,
}

/// What a pane asks for. The source of truth is what the person chose (`asked`) and the fixes
/// applied to it; order, facts and verdict follow from them.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    /// The order, with the fixes.
    pub(crate) order: Memo<Order>,
    /// What would come of it.
    pub(crate) verdict: Memo<Verdict>,
    /// The fixes.
    pub(crate) applied: RwSignal<Vec<Applied>>,
    /// The first passwords of whom it adds or restores.
    pub(crate) passwords: RwSignal<Vec<FirstPassword>>,
    facts: Memo<Option<Arc<Facts>>>,
    me: StoredValue<Me>,
    sent: RwSignal<Option<Sent>>,
    send: Action<Sent, Result<Receipt, Error>>,
}

impl Draft {
    /// A draft of what `asked` says; an order without steps is none.
    pub(crate) fn new(asked: Memo<Order>) -> Self {
        let changes = Changes::here();
        let me = StoredValue::new(expect_context::<Me>());
        let applied = RwSignal::new(Vec::<Applied>::new());
        let order = Memo::new(move |_| {
            applied
                .read()
                .iter()
                .fold(asked.get(), |order, Applied { fix, users }| {
                    let users = users.iter().map(|user| user.id).collect::<Vec<_>>();
                    order.fixed(fix, &users)
                })
        });
        let answers = Answers::new(order, changes, Holds::here());
        let verdict = Memo::new(move |_| answers.verdict(&me.get_value(), &order.read()));
        let send = Action::new(move |sent: &Sent| {
            let Sent {
                order,
                shown,
                key,
                passwords,
            } = sent.clone();
            async move {
                let done = match passwords.as_slice() {
                    [] => api::submit(order, shown, key).await,
                    _ => api_people::submit_people(order, shown, key, passwords).await,
                };
                changes.ordered(&done);
                done
            }
        });
        let facts = answers.facts();
        Self {
            order,
            verdict,
            applied,
            passwords: RwSignal::new(Vec::new()),
            facts,
            me,
            sent: RwSignal::new(None),
            send,
        }
    }

    /// Sends it, for everybody or for those who can.
    pub(crate) fn submit(self, policy: Policy) {
        let order = self.order.get_untracked().with_policy(policy);
        let shown = match untrack(|| self.try_out(&order)) {
            Some(Preview::Accepted(outcome)) => Some(outcome),
            _ => None,
        };
        let key = self.sent.with_untracked(|sent| {
            sent.as_ref()
                .filter(|sent| sent.order == order)
                .map(|sent| sent.key.clone())
        });
        let sent = Sent {
            order,
            shown,
            key: key.unwrap_or_else(new_key),
            passwords: self.passwords.get_untracked(),
        };
        self.sent.set(Some(sent.clone()));
        self.send.dispatch(sent);
    }

    /// What would come of another order for the same users; none where only the server can tell.
    pub(crate) fn try_out(self, order: &Order) -> Option<Preview> {
        if let (true, Verdict::Decided(preview)) =
            (*order == *self.order.read(), self.verdict.get())
        {
            return Some(preview);
        }
        let facts = self.facts.get()?;
        Some(
            self.me
                .with_value(|me| Preview::of(&me.actor, order, &facts)),
        )
    }

    /// The facts on which the browser decides, once they are here.
    pub(crate) fn facts(self) -> Option<Arc<Facts>> {
        self.facts.get()
    }

    /// Why the person may not; none if they may.
    pub(crate) fn why_not(self, verb: Verb) -> Option<String> {
        self.me.with_value(|me| me.why_not(verb))
    }

    /// It is on its way.
    pub(crate) fn sending(self) -> bool {
        self.send.pending().get()
    }

    /// What was sent last.
    pub(crate) fn sent(self) -> Option<Sent> {
        self.sent.get()
    }

    /// It was done.
    pub(crate) fn receipt(self) -> Option<Receipt> {
        self.send.value().get().and_then(Result::ok)
    }

    /// It was not done.
    pub(crate) fn failure(self) -> Option<Error> {
        self.send.value().get().and_then(Result::err)
    }

    /// The refusal, if the rule says no.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        match self.verdict.get() {
            Verdict::Decided(Preview::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// Who has a problem, and whether it stops the order.
    pub(crate) fn troubled(self) -> BTreeMap<UserId, Tone> {
        let (problems, tone) = match self.verdict.get() {
            Verdict::Decided(Preview::Refused(refusal)) => (refusal.problems, Tone::Bad),
            Verdict::Decided(Preview::Accepted(outcome)) => (outcome.left_out, Tone::Warn),
            _ => return BTreeMap::new(),
        };
        problems
            .into_iter()
            .flat_map(|problem| problem.users)
            .map(|user| (user.id, tone))
            .collect()
    }

    /// The outcome line, with how it is meant; `idle` while nothing is asked for.
    pub(crate) fn line(self, idle: Text) -> Memo<(Tone, String)> {
        Memo::new(
            move |before: Option<&(Tone, String)>| match self.verdict.get() {
                Verdict::Nothing => (Tone::Plain, idle.to_owned()),
                // The last line stays meanwhile, or it would flicker with every letter typed.
                Verdict::Checking => before
                    .cloned()
                    .unwrap_or_else(|| (Tone::Plain, words::CHECKING.to_owned())),
                Verdict::Failed(error) => (Tone::Bad, crate::words::error::sentence(&error)),
                Verdict::Decided(Preview::Accepted(outcome)) => {
                    let tone = match (outcome.changed_users(), outcome.left_out.is_empty()) {
                        (0, _) => Tone::Plain,
                        (_, true) => Tone::Good,
                        (_, false) => Tone::Warn,
                    };
                    (tone, tell(&outcome.sentence()))
                }
                Verdict::Decided(Preview::Refused(_)) => {
                    let all = self.order.read().needs().users.len();
                    (Tone::Bad, words::refused(self.troubled().len(), all))
                }
            },
        )
    }

    /// Begins again, after it was done.
    pub(crate) fn restart(self) {
        self.applied.set(Vec::new());
        self.sent.set(None);
        self.send.clear();
    }
}

/// How things stood when something was asked: the number of changes seen, and the seats that others held of its products.
type Seen = (u32, Vec<u32>);

/// What was asked (with what was seen then), and what came back; none before the first.
type Answer<Q, A> = Option<((Q, Seen), Result<A, Error>)>;

/// The answers to "what would come of it?": the facts for few users, the server's word for many.
/// Both are asked anew after a change, and when others hold more or less.
#[derive(Clone, Copy)]
struct Answers {
    facts: ReadSignal<Answer<Needs, Arc<Facts>>>,
    far: ReadSignal<Answer<Order, Preview>>,
}

impl Answers {
    fn new(order: Memo<Order>, changes: Changes, holds: Holds) -> Self {
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
            facts: answered(near, move |(needs, seen)| learn(known, needs, seen)),
            far: answered(far, |(order, _)| async move {
                match order.steps.as_slice() {
                    [] => Ok(Preview::Accepted(Outcome::default())),
                    _ => api::preview_order(order).await,
                }
            }),
        }
    }

    fn facts(self) -> Memo<Option<Arc<Facts>>> {
        Memo::new(move |_| {
            let answer = self.facts.read();
            let (_, facts) = answer.as_ref()?;
            facts.as_ref().ok().cloned()
        })
    }

    fn verdict(self, me: &Me, order: &Order) -> Verdict {
        if order.steps.is_empty() {
            return Verdict::Nothing;
        }
        let needs = order.needs();
        if is_far(&needs) {
            return match &*self.far.read() {
                Some(((asked, _), answer)) if asked == order => answer
                    .clone()
                    .map_or_else(Verdict::Failed, Verdict::Decided),
                _ => Verdict::Checking,
            };
        }
        match &*self.facts.read() {
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

/// 128 random bits in hexadecimal.
pub(crate) fn new_key() -> String {
    random().simple().to_string()
}

/// 128 random bits.
pub(super) fn random() -> Uuid {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        // Without randomness the key would still differ from the drafts of other people by the order.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    Uuid::from_bytes(bytes)
}
