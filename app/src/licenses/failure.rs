use super::draft::Draft;
use crate::{
    error::Error,
    trouble::{Trouble, WayOn},
    ui::{ErrorState, Reason, Tone},
    words::{order as words, tell},
};
use domain::words::Sentence;
use leptos::prelude::*;

/// Why the last try didn't succeed: the difference, if something changed meanwhile. Or that this isn't known yet.
#[component]
pub(crate) fn Failure(draft: Draft) -> impl IntoView {
    let open = Memo::new(move |_| draft.open());
    let failure = Memo::new(move |_| draft.failure());
    // The rule in the browser says the same as soon as it has the new facts.
    let is_told = Memo::new(move |_| draft.refusal().is_some());
    move || match (open.get(), failure.get()) {
        (Some(error), _) => view! { <Open error=error /> }.into_any(),
        (None, None) => ().into_any(),
        (None, Some(Error::Changed(now))) => view! { <Changed draft=draft now=now /> }.into_any(),
        (None, Some(Error::Refused(_))) if is_told.get() => view! {
            <Reason title=words::CHANGED tone=Tone::Warn>
                <p>{words::NOW_REFUSED}</p>
            </Reason>
        }
        .into_any(),
        (None, Some(error)) => view! { <Trouble error=error /> }.into_any(),
    }
}

/// What was shown, and what would come of it now.
#[component]
fn Changed(draft: Draft, now: Sentence) -> impl IntoView {
    let before = untrack(|| draft.shown()).map(|shown| {
        view! {
            <dt>{words::BEFORE}</dt>
            <dd>{tell(&shown.sentence())}</dd>
        }
    });
    view! {
        <Reason title=words::CHANGED tone=Tone::Warn>
            <p>{words::CHANGED_TEXT}</p>
            <dl class="difference">
                {before}
                <dt>{words::NOW}</dt>
                <dd>{tell(&now)}</dd>
            </dl>
        </Reason>
    }
}

/// An order wasn't answered, for this reason.
#[component]
pub(crate) fn Open(error: Error) -> impl IntoView {
    let text = words::open(&error);
    match error {
        Error::SignedOut => view! {
            <ErrorState title=words::OPEN text=text>
                <WayOn error=Error::SignedOut />
            </ErrorState>
        }
        .into_any(),
        _ => view! { <ErrorState title=words::OPEN text=text /> }.into_any(),
    }
}
