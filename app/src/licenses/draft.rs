//! A draft of an order: what somebody asks for in a pane, what the rule says to it while they
//! still edit, and what came of sending it.

use super::answers::Answers;
use crate::{
    api,
    api_people::{self, FirstPassword},
    ask::kept_up,
    error::Error,
    holds::Holds,
    session::{Changes, Me},
    ui::Tone,
    words::{Text, order as words, tell},
};
use domain::{Facts, Fix, Named, Order, Outcome, Policy, Preview, Receipt, Refusal, UserId, Verb};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

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
        // An effect because what somebody chose by hand takes back for good what a fix had made of it.
        Effect::new(move |before: Option<Order>| {
            let now = asked.get();
            if let Some(before) = before.filter(|before| *before != now) {
                let still = untrack(|| still_applied(&applied.read(), &before, &now));
                if *applied.read_untracked() != still {
                    applied.set(still);
                }
            }
            now
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
        let facts = answers.facts(order);
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

    /// The facts on which the browser decides, once they are here; none where only the server can.
    pub(crate) fn facts(self) -> Option<Arc<Facts>> {
        self.facts.get()
    }

    /// What would come of the order with `fix` for `users`; none as long as that isn't known.
    pub(super) fn with_fix(
        self,
        fix: impl Fn() -> Option<(Fix, Vec<UserId>)> + Send + Sync + 'static,
    ) -> Signal<Option<Preview>> {
        let fixed = Memo::new(move |_| {
            let (fix, users) = fix()?;
            Some(self.order.read().fixed(&fix, &users))
        });
        let near = Memo::new(move |_| self.try_out(fixed.read().as_ref()?));
        let far = Memo::new(move |_| fixed.get().filter(|_| self.facts.read().is_none()));
        let told = kept_up(far, Changes::here(), |order: Option<Order>| async move {
            match order {
                Some(order) => api::preview_order(order).await.ok(),
                None => None,
            }
        });
        let told = move || {
            let (order, preview) = told.get()?;
            preview.filter(|_| order == far.get())
        };
        Signal::derive(move || near.get().or_else(told))
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

    /// Did what was sent last assign licenses?
    pub(crate) fn assigned(self) -> bool {
        let sent = self.sent.read_untracked();
        sent.as_ref().is_some_and(|sent| sent.order.assigns())
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
                    let troubled = self.troubled().len();
                    // Whoever holds something by a subscription isn't named by the order.
                    let all = self.order.read().needs().users.len().max(troubled);
                    (Tone::Bad, words::refused(troubled, all))
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

/// The fixes that stand, now that something else is asked for than before.
fn still_applied(applied: &[Applied], before: &Order, now: &Order) -> Vec<Applied> {
    let still = |one: &Applied| {
        let users: Vec<UserId> = one.users.iter().map(|user| user.id).collect();
        let users = now.still_fixed(before, &one.fix, &users)?;
        let named = one.users.iter().filter(|user| users.contains(&user.id));
        Some(Applied {
            fix: one.fix.clone(),
            users: named.cloned().collect(),
        })
    };
    applied.iter().filter_map(still).collect()
}

/// 128 random bits in hexadecimal.
pub(crate) fn new_key() -> String {
    random().simple().to_string()
}

/// 128 random bits.
pub(crate) fn random() -> Uuid {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        // Without randomness the key would still differ from the drafts of other people by the order.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    Uuid::from_bytes(bytes)
}
