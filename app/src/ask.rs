//! Questions that a person's typing and ticking raises, answered by the server. What it couldn't answer is asked again.

use crate::{error::Error, reach::Again, session::Changes};
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, rc::Rc};

/// The newest answer to a question, with the question that it answers; none before the first.
pub(crate) type Newest<Q, A> = ReadSignal<Option<(Q, Result<A, Error>)>>;

/// A question that is answered again and again.
pub(crate) struct Answered<Q: 'static, A: 'static> {
    /// The newest answer.
    pub(crate) newest: Newest<Q, A>,
    again: Again,
}

impl<Q, A> Clone for Answered<Q, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q, A> Copy for Answered<Q, A> {}

impl<Q, A> Answered<Q, A> {
    /// Asks again, at once: for whoever doesn't want to wait until that happens by itself.
    pub(crate) fn again(self) {
        self.again.now();
    }
}

/// Asks whenever `question` is another one; with `changes` also after each of them, so that the answer is kept up with
/// them. What couldn't be answered is asked again by itself: see [`Again`].
///
/// One at a time of the same question, so that many changes in a row ask no more than the server can answer. The last answer
/// stays until the next one is here; one to a question that isn't asked any more is dropped.
///
/// Not a resource: one that is read below a `Suspense` takes the whole pane away while it loads, and these load at every
/// letter. An effect, because only the browser asks.
pub(crate) fn answered<Q, A, F>(
    question: Memo<Q>,
    changes: Option<Changes>,
    ask: impl Fn(Q) -> F + 'static,
) -> Answered<Q, A>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    A: Send + Sync + 'static,
    F: Future<Output = Result<A, Error>> + 'static,
{
    let (newest, set_newest) = signal(None);
    let again = Again::new();
    let turn = Memo::new(move |_| (changes.map(Changes::count), again.turn()));
    let under_way = StoredValue::new(None::<Q>);
    let ask = Rc::new(ask);
    Effect::new(move |before: Option<Q>| {
        let asked = question.get();
        turn.track();
        if before.as_ref() != Some(&asked) {
            again.start_over();
        }
        // Whoever asks this already asks again when the answer is here.
        if under_way.get_value().as_ref() == Some(&asked) {
            return asked;
        }
        under_way.set_value(Some(asked.clone()));
        let (ask, this) = (ask.clone(), asked.clone());
        spawn_local(async move {
            loop {
                let seen = turn.try_get_untracked();
                let answer = ask(this.clone()).await;
                // Another question may be asked meanwhile, or who asked be gone.
                if question.try_get_untracked().as_ref() != Some(&this) {
                    return;
                }
                again.heard(answer.as_ref().err());
                set_newest.try_set(Some((this.clone(), answer)));
                if turn.try_get_untracked() == seen {
                    under_way.try_set_value(None);
                    return;
                }
            }
        });
        asked
    });
    Answered { newest, again }
}
