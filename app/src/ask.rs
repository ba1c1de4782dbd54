//! Questions that a person's typing and ticking raises, answered by the server.

use leptos::{prelude::*, task::spawn_local};
use std::future::Future;

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
