use super::session_list::{Ending, EndingSaid, SessionList};
use crate::{
    api,
    loaded::drawn_anew,
    session::Changes,
    ui::{Panel, Skeleton},
    words::settings as words,
};
use domain::SessionRow;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where whoever looks is signed in.
#[component]
pub(crate) fn SessionsPage() -> impl IntoView {
    let (changes, ending) = (Changes::here(), Ending::of(None));
    let sessions = Resource::new(move || changes.count(), |_| api::sessions(None));
    let content = drawn_anew(sessions, move |rows: Vec<SessionRow>| {
        let alone = rows.iter().all(|session| session.current);
        let reason = alone.then(|| words::NO_OTHERS.to_owned());
        let end_all = (words::END_OTHERS, reason);
        view! { <SessionList rows=rows ending=ending end_all=end_all /> }
    });
    view! {
        <Title text=words::SESSIONS />
        <Panel id="sessions" title=words::SESSIONS>
            <p class="quiet">{words::SESSIONS_TEXT}</p>
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>{content}</Transition>
            <EndingSaid ending=ending />
        </Panel>
    }
}
