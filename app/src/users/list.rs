use super::{bar::Bars, chosen, chosen::Everybody, rows::Rows};
use crate::{
    api,
    licenses::chosen::Selection,
    loaded::Loaded,
    session::Changes,
    ui::{PageHead, Skeleton, keep_rows},
    words::users as words,
};
use domain::UserQuery;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

/// Active users. The panes lie over it.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let (shown, changes) = (chosen::shown(), Changes::here());
    let selection = Selection::provide();
    keep_rows();
    let asked = Memo::new(move |_| shown.get().query);
    let whom = Memo::new(move |_| asked.read().whom());
    let everybody = Everybody::provide(whom);
    // An effect because it undoes what a person did: who was selected isn't in another question's list.
    Effect::new(move |before: Option<UserQuery>| {
        let now = whom.get();
        if before.is_some_and(|before| before != now) {
            everybody.selected.set(false);
            selection.clear();
        }
        now
    });
    let list = Resource::new(
        move || (asked.get(), changes.count()),
        async |(query, _)| {
            let list = api::active_users(query.clone()).await;
            list.map(|list| (query, list))
        },
    );
    view! {
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=8 /></div> }>
            <Loaded from=list head=Head let:known>
                <Head />
                <Bars known=Memo::new(move |_| known.get().map(|(_, list)| list)) shown=shown />
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
        <PageHead title=words::TITLE text=words::TEXT />
    }
}
