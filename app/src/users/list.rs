use super::{
    bar::Bars,
    chosen,
    chosen::Everybody,
    rows::{Found, Rows},
};
use crate::{
    api,
    error::Error,
    licenses::chosen::Selection,
    loaded::Loaded,
    session::Changes,
    ui::{PageHead, Skeleton, keep_rows},
    words::users as words,
};
use domain::{UserList, UserQuery};
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
            // What is wrong with a list stands in its place, below the bars: they are the way to another one.
            Ok::<Found, Error>((query, list))
        },
    );
    let again = Callback::new(move |()| list.refetch());
    view! {
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=8 /></div> }>
            <Loaded from=list head=Head let:known>
                <Head />
                <Bars known=last(known) shown=shown />
                <div class="card">
                    <Rows known=known shown=shown again=again />
                </div>
            </Loaded>
        </Transition>
        <Outlet />
    }
}

/// The last list that could be shown: what the bars offer stays while there is none.
fn last(known: Memo<Option<Found>>) -> Memo<Option<UserList>> {
    Memo::new(move |before: Option<&Option<UserList>>| {
        let list = known.get().and_then(|(_, list)| list.ok());
        list.or_else(|| before.cloned().flatten())
    })
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <Title text=words::TITLE />
        <PageHead title=words::TITLE text=words::TEXT />
    }
}
