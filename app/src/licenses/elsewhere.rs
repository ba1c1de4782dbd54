//! Ways out that are taken in Your products: with the subscription that is in the way.

use super::draft::Draft;
use crate::{
    paths::products::{deed, list, one},
    session::{Me, Organization},
    ui::{ButtonLink, Look},
    words::{Text, cloud, problem as words, products},
};
use domain::{
    Cause, Channel, Deed, Facts, Named, Shown, SubscriptionId, SubscriptionQuery, Takeover, UserId,
    Verb, Via,
};
use leptos::prelude::*;

/// What a self-service purchase needs first.
const TAKE_CONTROL: Deed = Deed::TakeControl(Takeover::MoveUsers);

/// The way to the subscription that stands behind a problem, if one does.
#[component]
pub(super) fn Elsewhere(
    draft: Draft,
    cause: Cause,
    /// Whom it concerns.
    concerned: Signal<Vec<Named<UserId>>>,
) -> impl IntoView {
    match cause {
        Cause::NoSeats {
            disabled: Some(disabled),
            ..
        } => {
            let href = Signal::stored(one(&Default::default(), disabled.subscription));
            view! { <Way title=words::DISABLED href=href why_not=None /> }.into_any()
        }
        Cause::OnlySelfService(_) | Cause::HeldBySelfService(_) => {
            let why_not = draft.why_not(Verb::ManageSubscriptions);
            let href = Signal::derive(move || {
                let facts = draft.facts();
                let purchases = facts.map(|facts| purchases(&facts, &cause, &concerned.read()));
                control(&cause, purchases.as_deref().unwrap_or_default())
            });
            let title = products::deed(TAKE_CONTROL);
            view! { <Way title=title href=href why_not=why_not /> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// The way to take control of a self-service purchase.
#[component]
pub(super) fn TakeControl(purchase: SubscriptionId) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::ManageSubscriptions);
    let href = Signal::stored(deed(&Default::default(), purchase, TAKE_CONTROL));
    let title = products::deed(TAKE_CONTROL);
    view! {
        <ul class="fixes">
            <Way title=title href=href why_not=why_not />
        </ul>
    }
}

/// Where control of the purchase is taken; of several, or of one that isn't known, the list from which it is chosen.
fn control(cause: &Cause, purchases: &[SubscriptionId]) -> String {
    if let [only] = purchases {
        return deed(&Default::default(), *only, TAKE_CONTROL);
    }
    let search = match cause {
        Cause::OnlySelfService(product) | Cause::HeldBySelfService(product) => {
            product.name.to_string()
        }
        _ => String::new(),
    };
    list(&SubscriptionQuery {
        search,
        shown: Shown::SelfService,
    })
}

/// The self-service purchases that are in the way, each once.
fn purchases(facts: &Facts, cause: &Cause, concerned: &[Named<UserId>]) -> Vec<SubscriptionId> {
    let mut purchases: Vec<SubscriptionId> = match cause {
        Cause::OnlySelfService(product) => {
            let known = facts.products.get(&product.id).into_iter();
            let all = known.flat_map(|known| &known.subscriptions);
            let own = all.filter(|one| one.exists() && one.channel == Channel::SelfService);
            own.map(|one| one.id).collect()
        }
        Cause::HeldBySelfService(product) => {
            let people = concerned
                .iter()
                .filter_map(|user| facts.people.get(&user.id));
            let licenses = people.flat_map(|person| &person.licenses);
            let of_product = licenses.filter(|license| license.product == product.id);
            let by = of_product.filter_map(|license| match license.via {
                Via::SelfService(purchase) => Some(purchase),
                _ => None,
            });
            by.collect()
        }
        _ => Vec::new(),
    };
    purchases.sort_unstable();
    purchases.dedup();
    purchases
}

/// A way that leads to Your products.
#[component]
fn Way(
    title: Text,
    href: Signal<String>,
    /// Why somebody may not go it.
    why_not: Option<String>,
) -> impl IntoView {
    let organization = Organization::here();
    let where_to = move || words::in_page(&cloud::your_products(organization.cloud()));
    let text = match why_not.clone() {
        Some(denial) => view! { <span class="quiet">{denial}</span> }.into_any(),
        None => view! { <span class="quiet">{where_to}</span> }.into_any(),
    };
    view! {
        <li>
            <div>
                <strong>{title}</strong>
                {text}
            </div>
            <ButtonLink look=Look::Small href=href reason=Signal::stored(why_not)>
                {words::OPEN}
                <span class="unseen">": " {title}</span>
            </ButtonLink>
        </li>
    }
}
