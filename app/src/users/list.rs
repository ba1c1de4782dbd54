use super::{bar::Bars, chosen, chosen::Everybody, rows::Rows};
use crate::{
    api,
    licenses::chosen::Selection,
    loaded::Loaded,
    session::Changes,
    ui::{Skeleton, keep_rows},
    words::users as words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

/// Active users. The panes lie over it.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let (shown, changes) = (chosen::shown(), Changes::here());
    let selection = Selection::provide();
    keep_rows();
    let everybody = Everybody::provide();
    let asked = Memo::new(move |_| shown.get().query);
    let whom = Memo::new(move |_| asked.read().whom());
    // An effect because it undoes what a person did: who was selected isn't in another question's list.
    Effect::new(move |before: Option<()>| {
        whom.track();
        if before.is_some() {
            everybody.0.set(false);
            selection.clear();
        }
    });
    let list = Resource::new(
        move || (asked.get(), changes.count()),
        |(query, _)| api::active_users(query),
    );
    view! {
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=8 /></div> }>
            <Loaded from=list head=Head let:known>
                <Head />
                <Bars known=known shown=shown />
                <div class="card">
                    <Rows known=known shown=shown />
                </div>
            </Loaded>
        </Transition>
        <Outlet />
    }
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <Title text=words::TITLE />
        <div class="head">
            <div>
                <h1>{words::TITLE}</h1>
                <p class="quiet">{words::TEXT}</p>
            </div>
        </div>
    }
}
