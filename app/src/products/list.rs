use super::{bar::Bar, rows::Rows, shown};
use crate::{
    api,
    loaded::Loaded,
    session::{Changes, Me, Organization},
    ui::{Skeleton, keep_rows},
    words::{cloud, products as words},
};
use domain::Verb;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

/// Your products. The panes lie over it.
#[component]
pub(crate) fn ProductsPage() -> impl IntoView {
    let (query, changes) = (shown::query(), Changes::here());
    keep_rows();
    let list = Resource::new(
        move || (query.get(), changes.count()),
        |(query, _)| api::subscriptions(query),
    );
    view! {
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=8 /></div> }>
            <Loaded from=list head=Head let:known>
                <Head />
                <Bar query=query />
                <div class="card">
                    <Rows known=known query=query />
                </div>
                <Unseen />
            </Loaded>
        </Transition>
        <Outlet />
    }
}

#[component]
fn Head() -> impl IntoView {
    let organization = Organization::here();
    let title = move || cloud::your_products(organization.cloud()).say();
    view! {
        // A text, no signal: it is asked for when the page is done, and so are the signals.
        <Title text=untrack(title) />
        <div class="head">
            <div>
                <h1>{title}</h1>
                <p class="quiet">{words::TEXT}</p>
            </div>
        </div>
    }
}

/// That there may be more than this person sees.
#[component]
fn Unseen() -> impl IntoView {
    let me = expect_context::<Me>();
    me.why_not(Verb::SeePartnerSubscriptions)
        .map(|_| view! { <p class="quiet">{words::NO_PARTNERS}</p> })
}
