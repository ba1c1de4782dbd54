//! A draft of an order: what somebody asks for in a pane, what the rule says to it while they
//! still edit, and what came of sending it.

use super::{
    answers::Answers,
    sent::{Sent, carry},
};
use crate::{
    api,
    api_people::FirstPassword,
    ask::answered,
    error::Error,
    holds::Holds,
    sending::Sending,
    session::{Changes, Me},
    ui::{Loss, Tone, Unsaved},
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
    answers: Answers,
    facts: Memo<Option<Arc<Facts>>>,
    me: StoredValue<Me>,
    /// What is about to be done, as long as nothing is asked for.
    verb: Verb,
    sending: Sending<Sent, Receipt>,
}

impl Draft {
    /// A draft of what `asked` says; an order without steps is none.
    pub(crate) fn new(asked: Memo<Order>) -> Self {
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
        let sending = Sending::<Sent, Receipt>::new(carry);
        sending.forget_failure_with(order);
        // A pane that asks for something from the beginning has nothing to lose by that.
        let first = asked.get_untracked();
        Unsaved::watch(Loss::Entered, move || {
            let is_over = sending.is_pending() || sending.done().is_some();
            !is_over && (*asked.read() != first || !applied.read().is_empty())
        });
        let answers = Answers::new(order, Changes::here(), Holds::here());
        // What is sent is judged as it was then: what it changes itself would speak against it.
        let facts = Memo::new(move |before: Option<&Option<Arc<Facts>>>| {
            let kept = before.filter(|_| sending.is_pending());
            kept.cloned()
                .unwrap_or_else(|| answers.facts(&order.read()))
        });
        let verdict = Memo::new(move |before: Option<&Verdict>| {
            let judged = || answers.verdict(&me.get_value(), &order.read());
            let kept = before.filter(|_| sending.is_pending());
            kept.cloned().unwrap_or_else(judged)
        });
        Self {
            order,
            verdict,
            applied,
            passwords: RwSignal::new(Vec::new()),
            answers,
            facts,
            me,
            verb: Verb::AssignLicenses,
            sending,
        }
    }

    /// The same, to do this: whoever may not is told so before anything is asked for.
    #[must_use]
    pub(crate) fn to(self, verb: Verb) -> Self {
        Self { verb, ..self }
    }

    /// Sends it. What is on its way already, or wasn't answered yet, goes first, instead.
    pub(crate) fn submit(self) {
        let order = self.order.get_untracked();
        let shown = match untrack(|| self.try_out(&order)) {
            Some(Preview::Accepted(outcome)) => Some(outcome),
            _ => None,
        };
        self.send(order, shown);
    }

    /// Sends it for those who can: this was shown of what comes of that.
    pub(crate) fn submit_for_some(self, shown: Outcome) {
        let order = self.order.get_untracked();
        self.send(order.with_policy(Policy::EveryoneWhoCan), Some(shown));
    }

    fn send(self, order: Order, shown: Option<Outcome>) {
        let same = |sent: &Sent| (sent.order == order).then(|| sent.key.clone());
        let key = untrack(|| self.sending.with_last(same)).flatten();
        self.sending.send(Sent {
            order,
            shown,
            key: key.unwrap_or_else(new_key),
            passwords: self.passwords.get_untracked(),
        });
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
        self.foretold(Memo::new(move |_| {
            let (fix, users) = fix()?;
            Some(self.order.read().fixed(&fix, &users))
        }))
    }

    /// What would come of the order for those who can, if not everybody can; none as long as that isn't known.
    pub(crate) fn those_who_can(self) -> Signal<Option<Outcome>> {
        let order = Memo::new(move |_| {
            let order = || self.order.get().with_policy(Policy::EveryoneWhoCan);
            (self.who_can() > 0).then(order)
        });
        let foretold = self.foretold(order);
        Signal::derive(move || match foretold.get()? {
            Preview::Accepted(outcome) => Some(outcome),
            Preview::Refused(_) => None,
        })
    }

    /// What would come of another order; none as long as that isn't known.
    fn foretold(self, order: Memo<Option<Order>>) -> Signal<Option<Preview>> {
        let near = Memo::new(move |_| self.try_out(order.read().as_ref()?));
        let far = Memo::new(move |_| order.get().filter(|_| self.facts.read().is_none()));
        let changes = Some(Changes::here());
        let told = answered(far, changes, |order: Option<Order>| async move {
            match order {
                Some(order) => api::preview_order(order).await.map(Some),
                None => Ok(None),
            }
        });
        let told = move || {
            let (order, preview) = told.newest.get()?;
            preview.ok().flatten().filter(|_| order == far.get())
        };
        Signal::derive(move || near.get().or_else(told))
    }

    /// Why the person may not; none if they may.
    pub(crate) fn why_not(self, verb: Verb) -> Option<String> {
        self.me.with_value(|me| me.why_not(verb))
    }

    /// Why the person may not do what is asked for; none if they may.
    pub(crate) fn denial(self) -> Option<String> {
        let order = self.order.read();
        match order.steps.as_slice() {
            [] => self.why_not(self.verb),
            steps => steps
                .iter()
                .find_map(|step| self.why_not(step.action.verb())),
        }
    }

    /// Is it on its way?
    pub(crate) fn sending(self) -> bool {
        self.sending.is_under_way()
    }

    /// Is it on its way, under this policy?
    pub(crate) fn sending_for(self, policy: Policy) -> bool {
        let is_it = |sent: &Sent| sent.order.policy == policy;
        self.sending() && self.sending.with_last(is_it) == Some(true)
    }

    /// Whoever calls this shows what comes of it, as long as it is on the page.
    pub(crate) fn shown_here(self) {
        self.sending.shown_here();
    }

    /// Was it sent, and its end is to come? Until then it stays as it is.
    pub(crate) fn is_pending(self) -> bool {
        self.sending.is_pending()
    }

    /// Why it isn't known whether what was sent was done, as long as it isn't.
    pub(crate) fn open(self) -> Option<Error> {
        self.sending.open()
    }

    /// What was shown of what was sent last.
    pub(crate) fn shown(self) -> Option<Outcome> {
        let shown = self.sending.with_last(|sent| sent.shown.clone());
        shown.flatten()
    }

    /// Did what was sent last assign licenses?
    pub(crate) fn assigned(self) -> bool {
        let assigns = untrack(|| self.sending.with_last(|sent| sent.order.assigns()));
        assigns.unwrap_or_default()
    }

    /// It was done.
    pub(crate) fn receipt(self) -> Option<Receipt> {
        self.sending.done()
    }

    /// It was not done.
    pub(crate) fn failure(self) -> Option<Error> {
        self.sending.failure()
    }

    /// Asks again what would come of it, if that couldn't be answered.
    pub(crate) fn again(self) {
        self.answers.again();
    }

    /// The refusal, if the rule says no.
    pub(crate) fn refusal(self) -> Option<Refusal> {
        match self.verdict.get() {
            Verdict::Decided(Preview::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    /// How many could get what is asked, if not everybody can and the others were left out.
    pub(crate) fn who_can(self) -> usize {
        match &*self.verdict.read() {
            Verdict::Decided(Preview::Refused(refusal)) => refusal.who_can,
            _ => 0,
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
    pub(crate) fn line(self, idle: Signal<Text>) -> Memo<(Tone, String)> {
        Memo::new(
            move |before: Option<&(Tone, String)>| match self.verdict.get() {
                Verdict::Nothing => (Tone::Plain, idle.get().to_owned()),
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
        self.sending.restart();
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
