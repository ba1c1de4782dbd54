use super::{attention::Attention, recent::Recent, seats::SeatsByProduct, trend::SeatsOverTime};
use crate::{
    api,
    licenses::NoProducts,
    loaded::drawn_anew,
    session::Changes,
    ui::{Skeleton, keep_rows},
    words::home as words,
};
use domain::{Home, Range};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// How things stand: where everybody begins.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let changes = Changes::here();
    keep_rows();
    let query = use_query_map();
    let word = move |name: &str| query.read().get(name).unwrap_or_default();
    let product = Memo::new(move |_| word("product"));
    let range = Memo::new(move |_| Range::from_days(&word("days")).unwrap_or_default());
    let home = Resource::new(
        move || (product.get(), range.get(), changes.count()),
        |(product, range, _)| api::home_now(product, range),
    );
    let content = drawn_anew(home, |home| view! { <Content home=home /> });
    view! {
        <Title text=words::TITLE />
        <div class="head">
            <h1>{words::TITLE}</h1>
        </div>
        <Transition fallback=|| {
            view! { <div class="card"><Skeleton rows=8 /></div> }
        }>{content}</Transition>
    }
}

#[component]
fn Content(home: Home) -> impl IntoView {
    let Home {
        products,
        standing,
        recent,
        trend,
    } = home;
    if products.is_empty() {
        return view! {
            <div class="stack">
                <div class="card">
                    <NoProducts text=words::NONE_TEXT />
                </div>
                <Recent changes=recent products=products />
            </div>
        }
        .into_any();
    }
    view! {
        <div class="panels">
            <div class="stack">
                <Attention products=products.clone() standing=standing />
                <SeatsByProduct products=products.clone() />
            </div>
            <div class="stack">
                <SeatsOverTime trend=trend products=products.clone() />
                <Recent changes=recent products=products />
            </div>
        </div>
    }
    .into_any()
}
