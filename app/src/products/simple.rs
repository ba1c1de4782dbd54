use super::{foot::Form, shown};
use crate::{licenses::draft::Draft, words::products as words};
use domain::{Action, Deed, Order, SubscriptionPage};
use leptos::prelude::*;

/// What needs no more than a confirmation: cancel, reactivate, buy a trial.
#[component]
pub(super) fn Simple(page: SubscriptionPage, deed: Deed) -> impl IntoView {
    let (product, id) = (page.item.product.id, page.item.subscription.id);
    let draft = Draft::new(Memo::new(move |_| Order::manage(product, id, deed)));
    let text = match deed {
        Deed::Cancel => words::CANCEL_TEXT,
        Deed::Reactivate => words::REACTIVATE_TEXT,
        _ => words::CONVERT_TEXT,
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
            <p class="quiet">{text}</p>
        </Form>
    }
}
