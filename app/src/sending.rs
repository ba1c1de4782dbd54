//! Sending orders: one at a time, and with one end that somebody learns of, whatever becomes of the network or of the pane
//! that sent it.

use crate::{
    ask::Answered, error::Error, reach::Again, session::Changes, ui::Bulletin,
    words::order as words,
};
use domain::Receipt;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

/// What carrying out an order answers.
pub(crate) trait Carried {
    /// The proof.
    fn receipt(&self) -> &Receipt;
}

impl Carried for Receipt {
    fn receipt(&self) -> &Receipt {
        self
    }
}

/// How an order is sent. Its key is part of it, so that the same one takes effect once, however often it is sent.
pub(crate) type Carry<S, R> = fn(S) -> Pin<Box<dyn Future<Output = Result<R, Error>>>>;

/// What became of the last order.
#[derive(Clone, Debug, PartialEq)]
enum State<R> {
    /// Nothing was sent, or what came of it is over.
    Idle,
    /// It is on its way; perhaps once more, as an earlier try wasn't answered for this reason.
    Sending(Option<Error>),
    /// It wasn't answered for this reason: nobody knows yet whether it was carried out.
    Open(Error),
    /// It was carried out.
    Done(R),
    /// It was not.
    Failed(Error),
}

/// Orders of one kind, sent one at a time by a pane. One that isn't answered is sent again by itself, with the same key, as
/// long as the pane is there. Whoever leaves the pane meanwhile is told in the bulletin what came of it.
pub(crate) struct Sending<S: 'static, R: Send + Sync + 'static> {
    last: RwSignal<Option<S>>,
    state: RwSignal<State<R>>,
    done: Memo<Option<R>>,
    /// What shows its end was left, though it goes on itself: another part of the pane is looked at.
    left: StoredValue<bool>,
    carry: Carry<S, R>,
    again: Again,
    changes: Changes,
    bulletin: Bulletin,
}

impl<S: 'static, R: Send + Sync + 'static> Clone for Sending<S, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: 'static, R: Send + Sync + 'static> Copy for Sending<S, R> {}

impl<S, R> Sending<S, R>
where
    S: Clone + Send + Sync + 'static,
    R: Carried + Clone + PartialEq + Send + Sync + 'static,
{
    /// Lasts as long as whoever calls this is on the page.
    pub(crate) fn new(carry: Carry<S, R>) -> Self {
        let state = RwSignal::new(State::Idle);
        let sending = Self {
            last: RwSignal::new(None),
            state,
            done: Memo::new(move |_| match &*state.read() {
                State::Done(done) => Some(done.clone()),
                _ => None,
            }),
            left: StoredValue::new(false),
            carry,
            again: Again::new(),
            changes: Changes::here(),
            bulletin: Bulletin::here(),
        };
        // An effect because only the browser sends.
        Effect::new(move |before: Option<u32>| {
            let turn = sending.again.turn();
            if before.is_some_and(|before| before != turn) {
                sending.send_again();
            }
            turn
        });
        on_cleanup(move || sending.leave());
        sending
    }

    /// Whoever calls this shows what comes of the order; while that isn't on the page, the bulletin tells it.
    pub(crate) fn shown_here(self) {
        self.left.set_value(false);
        on_cleanup(move || self.leave());
    }

    /// Sends it, unless another one is under way; one that wasn't answered goes first, instead.
    pub(crate) fn send(self, order: S) {
        match self.state.get_untracked() {
            State::Sending(_) => {}
            State::Open(_) => self.again.now(),
            _ => {
                self.last.set(Some(order.clone()));
                self.go(order, None);
            }
        }
    }

    /// Sends the last one again, if it wasn't answered.
    fn send_again(self) {
        if let (State::Open(error), Some(order)) =
            (self.state.get_untracked(), self.last.get_untracked())
        {
            self.go(order, Some(error));
        }
    }

    fn go(self, order: S, before: Option<Error>) {
        let is_open = before.is_some();
        self.state.set(State::Sending(before));
        let Self {
            state,
            left,
            again,
            changes,
            bulletin,
            ..
        } = self;
        let answering = (self.carry)(order);
        spawn_local(async move {
            let seen = again.turn_so_far();
            let answer = answering.await;
            changes.ordered(answer.as_ref().map(|done| done.receipt()));
            again.heard(answer.as_ref().err());
            let line = match &answer {
                Ok(done) => words::was_done(done.receipt()),
                Err(error) if remains_open(error, is_open) => words::NOT_KNOWN.to_owned(),
                Err(error) => words::was_not_done(error),
            };
            let now = match answer {
                Ok(done) => State::Done(done),
                Err(error) if remains_open(&error, is_open) => State::Open(error),
                Err(error) => State::Failed(error),
            };
            // Whoever sent it may have left meanwhile.
            if state.try_set(now).is_some() || left.try_get_value() == Some(true) {
                bulletin.say(line);
            } else if again.turn_so_far() != seen {
                // It was to be sent again while it was on its way.
                again.now();
            }
        });
    }

    /// Whoever leaves learns that it isn't over, if it isn't: once.
    fn leave(self) {
        if self.left.try_get_value() != Some(false) {
            return;
        }
        self.left.set_value(true);
        match self.state.try_get_untracked() {
            Some(State::Sending(None)) => self.bulletin.say(words::STILL_UNDER_WAY.to_owned()),
            Some(State::Sending(Some(_)) | State::Open(_)) => {
                self.bulletin.say(words::NOT_KNOWN.to_owned());
            }
            _ => {}
        }
    }

    /// The answer to `question`, as `found` finds it, for a pane that sends what it shows: once it was sent it stays, as what
    /// that changes itself would speak against it. Why something was not done is forgotten with the question.
    pub(crate) fn answer<Q, A>(
        self,
        question: Memo<Q>,
        found: Answered<Q, Option<A>>,
    ) -> Memo<Option<Result<A, Error>>>
    where
        Q: PartialEq + Send + Sync + 'static,
        A: Clone + PartialEq + Send + Sync + 'static,
    {
        self.forget_failure_with(question);
        Memo::new(move |before: Option<&Option<Result<A, Error>>>| {
            if let Some(before) = before.filter(|_| self.is_pending()) {
                return before.clone();
            }
            let known = found.newest.read();
            let (about, answer) = known.as_ref()?;
            let answer = answer.clone().transpose();
            answer.filter(|_| *about == *question.read())
        })
    }

    /// Why something was not done says nothing of what is asked for later.
    pub(crate) fn forget_failure_with<Q>(self, question: Memo<Q>)
    where
        Q: Send + Sync + 'static,
    {
        // An effect because only what somebody does changes the question.
        Effect::new(move |before: Option<()>| {
            question.track();
            if before.is_some() {
                self.forget_failure();
            }
        });
    }

    /// Looks at the last one.
    pub(crate) fn with_last<T>(self, look: impl FnOnce(&S) -> T) -> Option<T> {
        self.last.with(|last| last.as_ref().map(look))
    }

    /// It is on its way.
    pub(crate) fn is_under_way(self) -> bool {
        matches!(&*self.state.read(), State::Sending(_))
    }

    /// Why it isn't known whether it was carried out, as long as it isn't.
    pub(crate) fn open(self) -> Option<Error> {
        match &*self.state.read() {
            State::Sending(Some(error)) | State::Open(error) => Some(error.clone()),
            _ => None,
        }
    }

    /// Is its end to come? Until then nothing else may be asked for.
    pub(crate) fn is_pending(self) -> bool {
        matches!(&*self.state.read(), State::Sending(_) | State::Open(_))
    }

    /// It was carried out.
    pub(crate) fn done(self) -> Option<R> {
        self.done.get()
    }

    /// It was not carried out.
    pub(crate) fn failure(self) -> Option<Error> {
        match &*self.state.read() {
            State::Failed(error) => Some(error.clone()),
            _ => None,
        }
    }

    /// Why it was not carried out is of no interest any more.
    fn forget_failure(self) {
        if matches!(&*self.state.read_untracked(), State::Failed(_)) {
            self.state.set(State::Idle);
        }
    }

    /// Begins again, after it was done.
    pub(crate) fn restart(self) {
        self.last.set(None);
        self.state.set(State::Idle);
    }
}

/// Is it still unknown whether an order was carried out, after this error, and perhaps tries that weren't answered?
fn remains_open(error: &Error, was_open: bool) -> bool {
    error.leaves_open() || was_open && !error.settles()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_about_the_order_itself_settles_what_became_of_an_earlier_try() {
        assert!(remains_open(&Error::Unreachable, false));
        for error in [Error::Busy, Error::SignedOut] {
            assert!(!remains_open(&error, false), "{error:?}");
            assert!(remains_open(&error, true), "{error:?}");
        }
        assert!(!remains_open(&Error::Refused(Vec::new()), true));
    }
}
