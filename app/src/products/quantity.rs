use super::{foot::Form, shown};
use crate::{
    licenses::draft::Draft,
    ui::Field,
    words::{digits, products as words},
};
use domain::{Deed, Order, SubscriptionPage};
use leptos::prelude::*;

/// Buys licenses, or removes some: the number now, and the new one.
#[component]
pub(super) fn Quantity(page: SubscriptionPage, more: bool) -> impl IntoView {
    let (product, one) = (page.item.product.id, page.item.subscription);
    let quantity = RwSignal::new(String::new());
    let asked = Memo::new(move |_| {
        let new: Option<u32> = quantity.read().trim().parse().ok();
        let by = new.and_then(|new| match more {
            true => new.checked_sub(one.seats).map(Deed::Buy),
            false => one.seats.checked_sub(new).map(Deed::Remove),
        });
        match by {
            None | Some(Deed::Buy(0) | Deed::Remove(0)) => Order::default(),
            Some(deed) => Order::manage(product, one.id, deed),
        }
    });
    let draft = Draft::new(asked);
    let idle = if more {
        words::TYPE_MORE
    } else {
        words::TYPE_FEWER
    };
    let act = words::deed(if more { Deed::Buy(1) } else { Deed::Remove(1) });
    let seats = one.seats;
    view! {
        <Form draft=draft act=act idle=idle close=shown::one(one.id)>
            <dl class="told">
                <dt>{words::NOW}</dt>
                <dd>{digits(seats as usize)}</dd>
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
