use crate::{
    licenses::{
        draft::{Draft, Verdict},
        foot::{Done, Failure, OUTCOME},
        problems::Problems,
    },
    ui::{Button, ButtonLink, Look, Outcome},
    words::{Text, order, products as words},
};
use domain::{Policy, Preview};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form that gives an order about subscriptions: what it asks, what stands in the way, what will happen, and the
/// button. After it is done, what was done.
#[component]
pub(super) fn Form(
    draft: Draft,
    /// The words on the button.
    #[prop(into)]
    act: Signal<Text>,
    /// Why the button is off, and the line, while nothing is asked for.
    #[prop(into)]
    idle: Signal<Text>,
    /// Where closing leads.
    close: Signal<String>,
    /// It takes something away.
    #[prop(optional)]
    danger: bool,
    /// Begins the next one: its words, and how.
    #[prop(optional)]
    more: Option<(Text, Callback<()>)>,
    /// What is asked.
    children: ChildrenFn,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| why_off(draft, idle.get()).is_none() && !draft.sending()) {
            draft.submit(Policy::AllOrNothing);
        }
    };
    let children = StoredValue::new(children);
    move || match draft.receipt() {
        Some(receipt) => match more {
            Some(more) => view! { <Done receipt=receipt close=close more=more /> }.into_any(),
            None => view! { <Done receipt=receipt close=close /> }.into_any(),
        },
        None => view! {
            <form on:submit=submit>
                <div class="body">
                    {children.with_value(|children| children())} <Failure draft=draft />
                    <Problems draft=draft stuck=words::stuck />
                </div>
                <Foot draft=draft act=act idle=idle close=close danger=danger />
            </form>
        }
        .into_any(),
    }
}

#[component]
fn Foot(
    draft: Draft,
    act: Signal<Text>,
    idle: Signal<Text>,
    close: Signal<String>,
    danger: bool,
) -> impl IntoView {
    let line = draft.line(Text(""));
    let text = move || match draft.verdict.get() {
        Verdict::Nothing => idle.get().to_owned(),
        _ => line.read().1.clone(),
    };
    let reason = Signal::derive(move || why_off(draft, idle.get()));
    let look = if danger { Look::Danger } else { Look::Primary };
    view! {
        <div class="foot">
            <Outcome
                id=OUTCOME
                tone=Signal::derive(move || line.read().0)
                text=Signal::derive(text)
            />
            <div class="row">
                <Button
                    look=look
                    submit=true
                    reason=reason
                    busy=Signal::derive(move || draft.sending())
                >
                    {move || act.get().say()}
                </Button>
                <ButtonLink href=close>{order::CANCEL}</ButtonLink>
            </div>
        </div>
    }
}

/// Why the button is off; none when it can be pressed.
fn why_off(draft: Draft, idle: Text) -> Option<String> {
    let steps = draft.order.get().steps;
    let mut denials = steps
        .iter()
        .filter_map(|step| draft.why_not(step.action.verb()));
    if let Some(denial) = denials.next() {
        return Some(denial);
    }
    match draft.verdict.get() {
        Verdict::Nothing => Some(idle.to_owned()),
        Verdict::Checking => Some(order::CHECKING.to_owned()),
        Verdict::Failed(error) => Some(crate::words::error::sentence(&error)),
        Verdict::Decided(Preview::Accepted(outcome)) => {
            let nothing = outcome.changed_users() == 0 && outcome.subscriptions.is_empty();
            nothing.then(|| words::AS_IT_IS.to_owned())
        }
        Verdict::Decided(Preview::Refused(_)) => Some(order::REFUSED.to_owned()),
    }
}
