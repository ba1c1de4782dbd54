use super::{buy_pane::no_number, foot::Form, shown};
use crate::{
    api,
    ask::answered,
    licenses::draft::Draft,
    session::Changes,
    ui::Field,
    words::{digits, products as words},
};
use domain::{Deed, Order, SubscriptionPage};
use leptos::prelude::*;

/// How many it has, kept up with what others buy and remove while the pane is open: the new number is meant as it is read.
fn seats_now(page: &SubscriptionPage) -> Memo<u32> {
    let (id, shown) = (page.item.subscription.id, page.item.subscription.seats);
    let changes = Some(Changes::here());
    let found = answered(Memo::new(move |_| id), changes, api::subscription);
    Memo::new(move |before: Option<&u32>| match &*found.newest.read() {
        Some((_, Ok(page))) => page.item.subscription.seats,
        _ => before.copied().unwrap_or(shown),
    })
}

/// Buys licenses, or removes some: the number now, and the new one.
#[component]
pub(super) fn Quantity(page: SubscriptionPage, more: bool) -> impl IntoView {
    let seats = seats_now(&page);
    let (product, one) = (page.item.product.id, page.item.subscription);
    let quantity = RwSignal::new(String::new());
    let asked = Memo::new(move |_| {
        let new: Option<u32> = quantity.read().trim().parse().ok();
        let by = new.and_then(|new| match more {
            true => new.checked_sub(seats.get()).map(Deed::Buy),
            false => seats.get().checked_sub(new).map(Deed::Remove),
        });
        match by {
            None | Some(Deed::Buy(0) | Deed::Remove(0)) => Order::default(),
            Some(deed) => Order::manage(product, one.id, deed),
        }
    });
    let draft = Draft::new(asked);
    let idle = move || match no_number(&quantity.read()) {
        Some(words::NO_NUMBER) => words::NO_NUMBER,
        _ if more => words::TYPE_MORE,
        _ => words::TYPE_FEWER,
    };
    let act = words::deed(if more { Deed::Buy(1) } else { Deed::Remove(1) });
    view! {
        <Form draft=draft act=act idle=Signal::derive(idle) close=shown::one(one.id)>
            <dl class="told">
                <dt>{words::NOW}</dt>
                <dd>{move || digits(seats.get() as usize)}</dd>
            </dl>
            <Field
                name="quantity"
                label=words::NEW_QUANTITY
                kind="number"
                text=quantity
                autofocus=true
            />
        </Form>
    }
}
