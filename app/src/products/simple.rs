use super::{foot::Form, shown};
use crate::{licenses::draft::Draft, session::Me, words::products as words};
use domain::{Action, Deed, Order, SubscriptionPage};
use leptos::prelude::*;

/// What needs no more than a confirmation: cancel, reactivate, buy a trial.
#[component]
pub(super) fn Simple(page: SubscriptionPage, deed: Deed) -> impl IntoView {
    let one = &page.item.subscription;
    let (product, id) = (page.item.product.id, one.id);
    let draft = Draft::new(Memo::new(move |_| Order::manage(product, id, deed)));
    // What can't be done means nothing, and the rule says why.
    let me = expect_context::<Me>();
    let text = match (deed, deed.done(&me.actor, one, page.now)) {
        (Deed::Cancel, Ok(_)) => Some(words::CANCEL_TEXT.to_owned()),
        (Deed::Reactivate, Ok(after)) => Some(words::reactivated(one, &after)),
        (_, Ok(after)) => Some(words::converted(&after)),
        (_, Err(_)) => None,
    };
    // A fix may have made something else of it.
    let is_itself =
        move |action: &Action| matches!(action, Action::Manage { deed: now, .. } if *now == deed);
    let act = Signal::derive(move || {
        let order = draft.order.read();
        match order.steps.iter().any(|step| is_itself(&step.action)) {
            true => words::deed(deed),
            false => words::SAVE,
        }
    });
    view! {
        <Form
            draft=draft
            act=act
            idle=words::AS_IT_IS
            close=shown::one(id)
            danger=deed == Deed::Cancel
        >
            {text.clone().map(|text| view! { <p class="quiet">{text}</p> })}
        </Form>
    }
}
