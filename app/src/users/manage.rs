use super::{
    denied::Denied,
    offer::{Offer, Offers, choices},
};
use crate::{
    session::Me,
    ui::{Button, Look, focus_on},
    words::{Text, manage as words},
};
use domain::{Action, ProductId, Verb};
use leptos::{html, prelude::*};

/// What shall become of the licenses that the users have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// They keep them and get more.
    More,
    /// They are swapped.
    Replace,
    /// They are taken back.
    Unassign,
}

/// What is chosen in the pane: the source of truth of its order.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) way: RwSignal<Way>,
    /// What is replaced; all, if nothing is chosen.
    from: RwSignal<Option<ProductId>>,
    /// The second step is shown.
    pub(super) second: RwSignal<bool>,
    pub(super) offers: StoredValue<Vec<Offer>>,
}

impl Chosen {
    pub(super) fn among(offers: Vec<Offer>) -> Self {
        Self {
            way: RwSignal::new(Way::More),
            from: RwSignal::new(None),
            second: RwSignal::new(false),
            offers: StoredValue::new(offers),
        }
    }

    /// What the order does for each user; none while nothing is chosen.
    pub(super) fn action(&self) -> Option<Action> {
        if !self.second.get() {
            return None;
        }
        let to = self.offers.with_value(|offers| choices(offers));
        match self.way.get() {
            Way::Unassign => Some(Action::Replace {
                from: None,
                to: Vec::new(),
            }),
            _ if to.is_empty() => None,
            Way::More => Some(Action::Assign(to)),
            Way::Replace => Some(Action::Replace {
                from: self.from.get().map(|from| vec![from]),
                to,
            }),
        }
    }
}

const SECOND: &str = "licenses-to-choose";

/// The first step: what to do.
#[component]
pub(super) fn First(chosen: Chosen) -> impl IntoView {
    let Chosen { way, second, .. } = chosen;
    let denial = expect_context::<Me>().why_not(Verb::AssignLicenses);
    let is_denied = denial.is_some();
    let radio = move |one: Way, label: Text, text: Text| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="way"
                    checked=way.get_untracked() == one
                    prop:checked=move || way.get() == one
                    on:change=move |_| way.set(one)
                />
                <span>
                    {label} <span class="quiet">{text}</span>
                </span>
            </label>
        }
    };
    let next = move || {
        second.set(true);
        focus_on(SECOND);
    };
    view! {
        <div class="body">
            <Denied reason=denial.clone() />
            <fieldset class="stack tight" disabled=is_denied>
                <legend class="unseen">{words::WHAT}</legend>
                {radio(Way::More, words::MORE, words::MORE_TEXT)}
                {radio(Way::Replace, words::REPLACE, words::REPLACE_TEXT)}
                {radio(Way::Unassign, words::UNASSIGN, words::UNASSIGN_TEXT)}
            </fieldset>
        </div>
        <div class="foot">
            <div class="row">
                <Button look=Look::Primary on_press=next reason=denial>
                    {words::NEXT}
                </Button>
            </div>
        </div>
    }
}

/// The second step: which licenses, with their services.
#[component]
pub(super) fn Second(chosen: Chosen) -> impl IntoView {
    let Chosen {
        way,
        second,
        offers,
        from,
    } = chosen;
    let heading = NodeRef::<html::H3>::new();
    let title = move || match way.get() {
        Way::More => words::MORE.say(),
        Way::Replace => words::REPLACE.say(),
        Way::Unassign => words::UNASSIGN.say(),
    };
    let what =
        move || (way.get() == Way::Replace).then(|| view! { <From from=from offers=offers /> });
    let list = move || match way.get() {
        Way::Unassign => view! { <p>{words::UNASSIGN_TEXT}</p> }.into_any(),
        _ => view! { <Offers offers=offers.get_value() /> }.into_any(),
    };
    view! {
        <section class="stack tight">
            <div class="row">
                <h3 id=SECOND tabindex="-1" node_ref=heading>
                    {title}
                </h3>
                <Button look=Look::Small on_press=move || second.set(false)>
                    {words::BACK}
                </Button>
            </div>
            {what}
            {list}
        </section>
    }
}

/// What is replaced: all, or one product.
#[component]
fn From(from: RwSignal<Option<ProductId>>, offers: StoredValue<Vec<Offer>>) -> impl IntoView {
    let option = |offer: &Offer| {
        let (id, name) = (offer.product(), offer.name().to_owned());
        view! {
            <option value=id.to_string() selected=move || from.get() == Some(id)>
                {name}
            </option>
        }
    };
    view! {
        <label class="labeled">
            <strong>{words::FROM}</strong>
            <select
                class="field"
                on:change=move |event| from.set(event_target_value(&event).parse().ok())
            >
                <option value="">{words::FROM_ALL}</option>
                {offers.with_value(|offers| offers.iter().map(option).collect_view())}
            </select>
        </label>
    }
}
