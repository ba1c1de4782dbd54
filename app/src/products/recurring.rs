use super::{foot::Form, shown};
use crate::{
    licenses::draft::Draft,
    words::{Text, products as words},
};
use domain::{Deed, Order, SubscriptionPage};
use leptos::prelude::*;

/// Recurring billing on or off.
#[component]
pub(super) fn Recurring(page: SubscriptionPage) -> impl IntoView {
    let (product, one) = (page.item.product.id, page.item.subscription);
    let on = RwSignal::new(one.term.recurring);
    let asked = Memo::new(move |_| match on.get() {
        now if now == one.term.recurring => Order::default(),
        now => Order::manage(product, one.id, Deed::SetRecurring(now)),
    });
    let draft = Draft::new(asked);
    let next = words::next(&one);
    view! {
        <Form draft=draft act=words::SAVE idle=words::AS_IT_IS close=shown::one(one.id)>
            <p class="quiet">{next.clone()}</p>
            <fieldset class="stack tight">
                <legend class="unseen">{words::RECURRING}</legend>
                <Choice on=on is=true label=words::ON text=words::ON_TEXT />
                <Choice on=on is=false label=words::OFF text=words::OFF_TEXT />
            </fieldset>
        </Form>
    }
}

#[component]
fn Choice(on: RwSignal<bool>, is: bool, label: Text, text: Text) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name="recurring"
                checked=on.get_untracked() == is
                prop:checked=move || on.get() == is
                on:change=move |_| on.set(is)
            />
            <span>
                {label} <span class="quiet">{text}</span>
            </span>
        </label>
    }
}
