use super::{
    adding::AddingPane,
    denied::Denied,
    manage_pane::close,
    many_asked::{Asked, Asking, in_the_way},
    many_results::Results,
    many_review::Review,
    many_steps::{Licenses, List, STEP},
    steps::Steps,
};
use crate::{
    api_people::Start,
    error::Error,
    ui::{Button, ButtonLink, Look, Outcome, Tone, focus_if_lost, focus_on},
    words::{error as errors, many as words, order, people, tell},
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
    let denial = StoredValue::new(asking.denial());
    let why_not_on = Signal::derive(move || {
        let lacks = match (&*asking.asked.list.read(), &*asking.answer.read()) {
            (Some(Ok(_)), Some(Err(Error::Input(_)))) => Some(words::CHOOSE_ANOTHER),
            (Some(Ok(_)), _) => None,
            _ => Some(words::CHOOSE_FILE),
        };
        let lacks = lacks.filter(|_| step.get() == 0);
        denial.get_value().or(lacks.map(|lacks| lacks.to_owned()))
    });
    let is_sent = Memo::new(move |_| asking.is_pending());
    // An effect because focus is the browser's: what was sent from can't keep it.
    Effect::new(move || {
        if is_sent.get() {
            focus_if_lost(OUTCOME);
        }
    });
    let shown = move |one: usize| Signal::derive(move || step.get() == one);
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
                <Denied reason=denial.get_value() />
                <fieldset class="asked" disabled=move || is_sent.get()>
                    <fieldset
                        class="stack"
                        disabled=denial.with_value(Option::is_some)
                        hidden=move || step.get() == LAST
                    >
                        <List asking=asking shown=shown(0) />
                        <Licenses asked=asking.asked shown=shown(1) />
                    </fieldset>
                    <Review asking=asking shown=shown(LAST) />
                </fieldset>
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
            Some(Err(error)) => (Tone::Bad, errors::sentence(&error)),
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
    let is_open = Memo::new(move |_| asking.open().is_some());
    let part = Memo::new(move |_| asking.is_part());
    let reason = Signal::derive(move || asking.why_off());
    let told_by = Signal::derive(move || {
        let line = line.read();
        (reason.read().as_ref() == Some(&line.1)).then_some(OUTCOME)
    });
    // The one that was pressed says that it is under way.
    let busy = move |of_part: bool| {
        Signal::derive(move || {
            let part = part.get() && !is_open.get();
            asking.sending() && part == of_part
        })
    };
    let some = move || {
        let listed = asking.answer.get()?.ok()?;
        let shown = part.get() && !is_open.get() && asking.denial().is_none();
        shown.then(|| {
            view! {
                <Button on_press=move || asking.submit() busy=busy(true)>
                    {words::add_those(listed.added)}
                </Button>
            }
        })
    };
    let act = move || match is_open.get() {
        true => errors::AGAIN.say(),
        false => people::SAVE.say(),
    };
    let leave = move || match asking.is_pending() {
        true => order::CLOSE.say(),
        false => order::CANCEL.say(),
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
                    reason=reason
                    told_by=told_by
                    busy=busy(false)
                >
                    {act}
                </Button>
                {some}
                <ButtonLink href=close()>{leave}</ButtonLink>
            </div>
        </div>
    }
}
