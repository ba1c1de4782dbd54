use crate::{
    licenses::tone_of,
    paths::{
        self,
        users::{UsersShown, list},
    },
    ui::{Disclosure, Outcome, Panel, Tag, Tone},
    words::{home as words, licenses},
};
use domain::{Attention as What, ProductRow, Troubled, UserFilter, UserQuery};
use leptos::prelude::*;

/// So many are shown at once.
const SHOWN: usize = 6;

/// What to look at first: products, the worst first, then users.
#[component]
pub(super) fn Attention(
    products: Vec<ProductRow>,
    standing: Option<Vec<Troubled>>,
) -> impl IntoView {
    let uncounted = standing.is_none();
    let mut found: Vec<_> = products
        .iter()
        .flat_map(|product| product.attention.iter().map(move |what| (*what, product)))
        .filter(|(what, _)| *what != What::SelfService)
        .collect();
    found.sort_by_key(|(what, _)| urgency(*what));
    let mut lines: Vec<_> = found
        .into_iter()
        .map(|(what, product)| view! { <Product what=what product=product.clone() /> }.into_any())
        .collect();
    let users = standing.into_iter().flatten();
    lines.extend(users.map(|trouble| view! { <Users trouble=trouble /> }.into_any()));
    let rest = lines.split_off(lines.len().min(SHOWN));
    let (none, number) = (lines.is_empty(), rest.len());
    let well = match uncounted {
        true => words::ALL_WELL_SO_FAR,
        false => words::ALL_WELL,
    };
    view! {
        <Panel id="attention" title=words::ATTENTION>
            {none.then(|| view! { <Outcome tone=Tone::Good text=well /> })}
            {(!none).then(|| view! { <ul class="lines">{lines}</ul> })}
            {(number > 0)
                .then(|| {
                    view! {
                        <Disclosure title=words::more(number)>
                            <ul class="lines">{rest}</ul>
                        </Disclosure>
                    }
                })}
            {uncounted.then(|| view! { <p class="quiet">{words::TOO_MANY}</p> })}
        </Panel>
    }
}

/// The smaller, the sooner.
fn urgency(what: What) -> (u8, u32) {
    match what {
        What::Overdrawn(seats) => (0, u32::MAX - seats),
        What::Disabled => (1, 0),
        What::NoSeats => (2, 0),
        What::Expired => (3, 0),
        What::PartlyDisabled => (3, 1),
        What::LowStock(left) => (4, left),
        What::Expires(days) => (5, days),
        What::SelfService => (6, 0),
    }
}

#[component]
fn Product(what: What, product: ProductRow) -> impl IntoView {
    view! {
        <li>
            <a href=paths::product(&product.slug, &Default::default())>{product.name.to_string()}</a>
            <Tag tone=tone_of(what) text=licenses::attention(what) />
        </li>
    }
}

#[component]
fn Users(trouble: Troubled) -> impl IntoView {
    let (sentence, others) = (words::troubled(&trouble), words::others(&trouble));
    let link = |user: domain::Named<domain::UserId>| {
        let href = paths::users::licenses_and_apps(&Default::default(), user.id);
        view! { <a href=href>{user.name.to_string()}</a> }
    };
    let others = others.map(|others| {
        let everybody = UserQuery {
            filter: UserFilter::WithErrors,
            ..UserQuery::default()
        };
        let href = list(&UsersShown::default().asking(everybody));
        view! { <a href=href>{others}</a> }
    });
    view! {
        <li class="whole">
            <span>{sentence}</span>
            <span class="row quiet">
                {trouble.some.into_iter().map(link).collect_view()} {others}
            </span>
        </li>
    }
}
