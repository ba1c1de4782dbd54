use crate::{
    licenses::{
        draft::{Draft, Verdict},
        foot::{Act, Asked, Cancel, Done, Failure, Line, give},
        problems::Problems,
    },
    words::{Text, order, products as words},
};
use domain::Preview;
use leptos::prelude::*;

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
    let submit = move || give(draft, move || why_off(draft, idle.get()));
    let children = StoredValue::new(children);
    move || match draft.receipt() {
        Some(receipt) => match more {
            Some(more) => view! { <Done receipt=receipt close=close more=more /> }.into_any(),
            None => view! { <Done receipt=receipt close=close /> }.into_any(),
        },
        None => view! {
            <form on:submit=submit()>
                <div class="body">
                    <Asked draft=draft>
                        {children.with_value(|children| children())} <Failure draft=draft />
                        <Problems draft=draft stuck=words::stuck />
                    </Asked>
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
    let line = draft.line(idle);
    let reason = Signal::derive(move || why_off(draft, idle.get()));
    view! {
        <div class="foot">
            <Line draft=draft line=line />
            <div class="row">
                <Act draft=draft act=act reason=reason line=line danger=danger />
                <Cancel draft=draft close=close />
            </div>
        </div>
    }
}

/// Why the button is off; none when it can be pressed.
fn why_off(draft: Draft, idle: Text) -> Option<String> {
    // What wasn't answered can be tried again, whatever has become of it meanwhile.
    if draft.open().is_some() {
        return None;
    }
    if draft.sending() {
        return Some(order::UNDER_WAY.to_owned());
    }
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
