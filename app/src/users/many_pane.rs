use super::{
    adding::AddingPane,
    manage_pane::close,
    many_asked::{Asked, Asking, in_the_way},
    many_results::Results,
    many_review::Review,
    many_steps::{Licenses, List, STEP},
    steps::Steps,
};
use crate::{
    api_people::Start,
    ui::{Button, ButtonLink, Look, Outcome, Tone, focus_on},
    words::{many as words, order, people, tell},
};
use leptos::{ev::SubmitEvent, prelude::*};

const LAST: usize = words::STEPS.len() - 1;

/// The pane that adds the users of a list, with licenses, in three steps and one order.
#[component]
pub(crate) fn ManyPane() -> impl IntoView {
    let begin = |start: &Start, products, more| {
        let asking = Asking::new(Asked::new(start, products));
        view! { <Whole asking=asking more=more /> }.into_any()
    };
    view! { <AddingPane title=words::TITLE begin=begin /> }
}

#[component]
fn Whole(asking: Asking, more: Callback<()>) -> impl IntoView {
    move || match asking.added() {
        Some(added) => {
            let share = asking.assigned();
            view! { <Results added=added share=share more=more /> }.into_any()
        }
        None => view! { <Form asking=asking /> }.into_any(),
    }
}

#[component]
fn Form(asking: Asking) -> impl IntoView {
    let step = asking.asked.step;
    let go = move |to: usize| {
        step.set(to);
        focus_on(STEP[to]);
    };
    let why_not_on = Signal::derive(move || {
        let lacks = !matches!(*asking.asked.list.read(), Some(Ok(_)));
        (step.get() == 0 && lacks).then(|| words::CHOOSE_FILE.to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let now = step.get_untracked();
        if now == LAST {
            if untrack(|| asking.why_off()).is_none() {
                asking.submit();
            }
        } else if why_not_on.get_untracked().is_none() {
            go(now + 1);
        }
    };
    let foot = move || match step.get() {
        LAST => view! { <Foot asking=asking /> }.into_any(),
        _ => view! {
            <div class="foot">
                <div class="row">
                    <Button look=Look::Primary submit=true reason=why_not_on>
                        {people::NEXT}
                    </Button>
                </div>
            </div>
        }
        .into_any(),
    };
    view! {
        <form on:submit=submit novalidate=true>
            <div class="body">
                <Steps titles=&words::STEPS step=step go=Callback::new(go) />
                <List asking=asking shown=Signal::derive(move || step.get() == 0) />
                <Licenses asked=asking.asked shown=Signal::derive(move || step.get() == 1) />
                <Review asking=asking shown=Signal::derive(move || step.get() == LAST) />
            </div>
            {foot}
        </form>
    }
}

/// The id of the outcome line: the focus goes there when a fix is applied.
pub(super) const OUTCOME: &str = "outcome";

/// What will happen, and the buttons that do it.
#[component]
fn Foot(asking: Asking) -> impl IntoView {
    let line = Memo::new(move |before: Option<&(Tone, String)>| {
        if !matches!(*asking.asked.list.read(), Some(Ok(_))) {
            return (Tone::Plain, words::CHOOSE_FILE.to_owned());
        }
        match asking.answer.get() {
            // The last line stays meanwhile, or it would flicker with every fix.
            None => before
                .cloned()
                .unwrap_or_else(|| (Tone::Plain, order::CHECKING.to_owned())),
            Some(Err(error)) => (Tone::Bad, crate::words::error::sentence(&error)),
            Some(Ok(listed)) => match (listed.added, in_the_way(&listed)) {
                (0, why) => (
                    Tone::Bad,
                    why.map_or_else(String::new, |why| why.to_owned()),
                ),
                (_, None) => (Tone::Good, tell(&listed.summary.line)),
                (_, Some(_)) => (Tone::Warn, tell(&listed.summary.line)),
            },
        }
    });
    // There is always the cross; three buttons are too many for a phone.
    let other = move || {
        let listed = asking.answer.get().and_then(Result::ok);
        match listed {
            Some(listed) if listed.added > 0 && listed.failures() > 0 => view! {
                <Button on_press=move || asking.submit()>{words::add_those(listed.added)}</Button>
            }
            .into_any(),
            _ => view! { <ButtonLink href=close()>{order::CANCEL}</ButtonLink> }.into_any(),
        }
    };
    view! {
        <div class="foot">
            <Outcome
                id=OUTCOME
                tone=Signal::derive(move || line.read().0)
                text=Signal::derive(move || line.read().1.clone())
            />
            <div class="row">
                <Button
                    look=Look::Primary
                    submit=true
                    reason=Signal::derive(move || asking.why_off())
                    busy=Signal::derive(move || asking.sending())
                >
                    {people::SAVE}
                </Button>
                {other}
            </div>
        </div>
    }
}
