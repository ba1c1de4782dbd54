//! Questions that a person's typing and ticking raises, answered by the server.

use crate::session::Changes;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, rc::Rc};

/// The newest answer, with the question that it answers; asked again whenever `question` changes.
/// An answer to a question that isn't asked any more is dropped.
///
/// Not a resource: one that is read below a `Suspense` takes the whole pane away while it loads,
/// and these load at every letter. An effect, because only the browser asks.
pub(crate) fn answered<Q, A, F>(
    question: Memo<Q>,
    ask: impl Fn(Q) -> F + 'static,
) -> ReadSignal<Option<(Q, A)>>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    A: Send + Sync + 'static,
    F: Future<Output = A> + 'static,
{
    let (answer, set_answer) = signal(None);
    Effect::new(move || {
        let asked = question.get();
        let answering = ask(asked.clone());
        spawn_local(async move {
            let answer = answering.await;
            // Who asked may be gone meanwhile.
            if question.try_get_untracked().as_ref() == Some(&asked) {
                set_answer.try_set(Some((asked, answer)));
            }
        });
    });
    answer
}

/// The same, asked again after each change as well: one at a time of the same question, so that many changes in a row ask
/// no more than the server can answer. The last answer stays until the next one is here.
pub(crate) fn kept_up<Q, A, F>(
    question: Memo<Q>,
    changes: Changes,
    ask: impl Fn(Q) -> F + 'static,
) -> ReadSignal<Option<(Q, A)>>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    A: Send + Sync + 'static,
    F: Future<Output = A> + 'static,
{
    let (answer, set_answer) = signal(None);
    let count = Memo::new(move |_| changes.count());
    let under_way = StoredValue::new(None::<Q>);
    let ask = Rc::new(ask);
    Effect::new(move || {
        let asked = question.get();
        _ = count.get();
        // Whoever asks this already asks again when the answer is here.
        if under_way.get_value().as_ref() == Some(&asked) {
            return;
        }
        under_way.set_value(Some(asked.clone()));
        let ask = ask.clone();
        spawn_local(async move {
            loop {
                let seen = count.try_get_untracked();
                let answer = ask(asked.clone()).await;
                // Another question may be asked meanwhile, or who asked be gone.
                if question.try_get_untracked().as_ref() != Some(&asked) {
                    return;
                }
                set_answer.try_set(Some((asked.clone(), answer)));
                if count.try_get_untracked() == seen {
                    under_way.try_set_value(None);
                    return;
                }
            }
        });
    });
    answer
}
