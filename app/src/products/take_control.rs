use super::{foot::Form, shown};
use crate::{
    licenses::draft::Draft,
    words::{Text, kit, products as words},
};
use domain::{Deed, Order, SubscriptionPage, Takeover};
use leptos::prelude::*;

/// So many users are named.
const NAMED: usize = 12;

/// Takes control of a self-service purchase: its users are moved, or lose the product.
#[component]
pub(super) fn TakeControl(page: SubscriptionPage) -> impl IntoView {
    let (product, id) = (page.item.product.id, page.item.subscription.id);
    let chosen = RwSignal::new(None::<Takeover>);
    let asked = Memo::new(move |_| match chosen.get() {
        None => Order::default(),
        Some(takeover) => Order::manage(product, id, Deed::TakeControl(takeover)),
    });
    let draft = Draft::new(asked);
    let page = StoredValue::new(page);
    view! {
        <Form
            draft=draft
            act=words::SAVE
            idle=words::CHOOSE
            close=shown::one(id)
            danger=true
        >
            <Users page=page.get_value() />
            <fieldset class="stack tight">
                <legend class="unseen">{words::WHAT_BECOMES}</legend>
                <Choice
                    chosen=chosen
                    is=Takeover::MoveUsers
                    label=words::MOVE_USERS
                    text=words::MOVE_USERS_TEXT
                />
                <Choice
                    chosen=chosen
                    is=Takeover::Cancel
                    label=words::CANCEL_OWN
                    text=words::CANCEL_OWN_TEXT
                />
            </fieldset>
        </Form>
    }
}

/// Who bought it, and who uses it.
#[component]
fn Users(page: SubscriptionPage) -> impl IntoView {
    let all = page.item.users as usize;
    let more = all.saturating_sub(NAMED.min(page.users.len()));
    let named = page.users.into_iter().take(NAMED);
    let named = named.map(|user| view! { <li>{user.name.to_string()}</li> });
    let named = named.collect_view();
    view! {
        <section class="stack tight">
            <p>{words::taking_from(page.item.purchaser.as_deref())}</p>
            <h3>{words::USERS}</h3>
            {match all {
                0 => view! { <p class="quiet">{words::NO_USERS}</p> }.into_any(),
                _ => {
                    view! {
                        <ul class="people">
                            {named}
                            {(more > 0)
                                .then(|| view! { <li class="quiet">{kit::and_more(more)}</li> })}
                        </ul>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Choice(
    chosen: RwSignal<Option<Takeover>>,
    is: Takeover,
    label: Text,
    text: Text,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name="takeover"
                prop:checked=move || chosen.get() == Some(is)
                on:change=move |_| chosen.set(Some(is))
            />
            <span>
                {label} <span class="quiet">{text}</span>
            </span>
        </label>
    }
}
