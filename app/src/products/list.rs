use super::{bar::Bar, rows::Rows, shown};
use crate::{
    api,
    error::Error,
    session::{Changes, Me, Organization},
    trouble::Trouble,
    ui::{Skeleton, keep_rows},
    words::{cloud, products as words},
};
use domain::{SubscriptionList, SubscriptionQuery, Verb};
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
            <Whole list=list query=query />
        </Transition>
        <Outlet />
    }
}

/// The page, or what is wrong with it. Its parts read what they show, so that typing on in the search changes the
/// rows in their place, and nothing else.
#[component]
fn Whole(
    list: Resource<Result<SubscriptionList, Error>>,
    query: Memo<SubscriptionQuery>,
) -> impl IntoView {
    let state = Memo::new(move |_| list.get().map(|list| list.err()));
    let known = Memo::new(move |_| list.get().and_then(Result::ok));
    move || match state.get() {
        None => ().into_any(),
        Some(Some(error)) => view! {
            <Head />
            <Trouble error=error again=move || list.refetch() />
        }
        .into_any(),
        Some(None) => view! {
            <Head />
            <Bar query=query />
            <div class="card">
                <Rows known=known query=query />
            </div>
            <Unseen />
        }
        .into_any(),
    }
}

#[component]
fn Head() -> impl IntoView {
    let organization = Organization::here();
    let title = move || cloud::your_products(organization.cloud()).say();
    view! {
        <Title text=title />
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
