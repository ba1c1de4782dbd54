use super::{
    fates::{Fates, People},
    manage::{Chosen, First, Second},
    manage_pane::close,
    offer::Offer,
};
use crate::{
    licenses::{
        chosen::Selection,
        draft::Draft,
        foot::{Asked, Done, Failure, Foot, Says, give, why_off},
        problems::Problems,
    },
    words::manage as words,
};
use domain::{Match, Order, ProductRow};
use leptos::prelude::*;

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: words::those_who_can,
    nothing: words::CHOOSE,
    idle: words::CHOOSE,
};

/// The licenses of users whom the address names: the rule in the browser says what comes of it.
#[component]
pub(super) fn Named(products: Vec<ProductRow>, people: Vec<Match>) -> impl IntoView {
    let chosen = Chosen::among(products.into_iter().map(Offer::of).collect());
    let people = People::all(people);
    let asked = {
        let chosen = chosen.clone();
        Memo::new(move |_| match chosen.action() {
            Some(action) => Order::new(action, people.within.read().iter().map(|user| user.id)),
            None => Order::default(),
        })
    };
    let draft = Draft::new(asked);
    let selection = Selection::here();
    let second = chosen.second;
    move || match draft.receipt() {
        Some(receipt) => {
            selection.clear();
            let share = draft.assigned();
            view! { <Done receipt=receipt close=close() share=share /> }.into_any()
        }
        None if second.get() => {
            view! { <Form draft=draft chosen=chosen.clone() people=people /> }.into_any()
        }
        None => view! { <First chosen=chosen.clone() /> }.into_any(),
    }
}

#[component]
fn Form(draft: Draft, chosen: Chosen, people: People) -> impl IntoView {
    let submit = give(draft, move || why_off(draft, SAYS.nothing));
    view! {
        <form on:submit=submit>
            <div class="body">
                <Failure draft=draft />
                <Asked draft=draft>
                    <Second chosen=chosen />
                    <Problems draft=draft stuck=words::stuck />
                    <Fates draft=draft people=people />
                </Asked>
            </div>
            <Foot draft=draft says=SAYS close=close() />
        </form>
    }
}
