use crate::{
    paths,
    ui::{Panel, rows},
    words::{date, home as words, tell},
};
use domain::{ProductRow, RecentChange};
use leptos::prelude::*;

/// So many products of a change are linked.
const LINKED: usize = 2;

/// The last changes.
#[component]
pub(super) fn Recent(changes: Vec<RecentChange>, products: Vec<ProductRow>) -> impl IntoView {
    let none = changes.is_empty();
    let lines = changes.into_iter().map(|change| {
        let links = links(&change, &products);
        (change, links)
    });
    let lines = rows(lines.collect(), |(change, links)| {
        view! { <Row change=change links=links /> }
    });
    view! {
        <Panel id="recent" title=words::RECENT>
            {none.then(|| view! { <p class="quiet">{words::NO_CHANGES}</p> })}
            {(!none).then(|| view! { <ul class="lines">{lines}</ul> })}
        </Panel>
    }
}

/// Where a change leads: words and address.
fn links(change: &RecentChange, products: &[ProductRow]) -> Vec<(String, String)> {
    let user = change.user.iter().map(|user| {
        let href = paths::users::licenses_and_apps(&Default::default(), user.id);
        (user.name.to_string(), href)
    });
    let product = |id: &domain::ProductId| products.iter().find(|product| product.id == *id);
    let known = change.products.iter().filter_map(product).take(LINKED);
    let settings = (change.settings).then(|| {
        (
            words::SETTINGS.to_owned(),
            paths::settings::SETTINGS.to_owned(),
        )
    });
    user.chain(known.map(|product| {
        let href = paths::product(&product.slug, &Default::default());
        (product.name.to_string(), href)
    }))
    .chain(settings)
    .collect()
}

#[component]
fn Row(change: RecentChange, links: Vec<(String, String)>) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|(words, href)| view! { <a href=href>{words}</a> })
        .collect_view();
    view! {
        <li class="whole">
            <span>{tell(&change.line)}</span>
            <span class="row quiet">
                <time datetime=date::machine(change.at)>{words::by(&change)}</time>
                {links}
            </span>
        </li>
    }
}
