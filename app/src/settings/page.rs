use crate::{
    paths::settings as paths,
    ui::Tabs,
    words::{Text, settings as words},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

/// The settings, each part at its address.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let path = use_location().pathname;
    let tabs = move || {
        let path = path.read();
        let tab = |href: &str, words: Text| (href.to_owned(), words.say(), path.starts_with(href));
        let tabs = vec![
            (
                paths::SETTINGS.to_owned(),
                words::APPEARANCE.say(),
                path.trim_end_matches('/') == paths::SETTINGS,
            ),
            tab(paths::RULES, words::RULES),
            tab(paths::THRESHOLDS, words::THRESHOLDS),
            tab(paths::ADMINS, words::ADMINS),
            tab(paths::PARTNERS, words::PARTNERS),
            tab(paths::SESSIONS, words::SESSIONS),
            tab(paths::ORGANIZATION, words::ORGANIZATION),
        ];
        view! { <Tabs label=words::TITLE tabs=tabs /> }
    };
    view! {
        <div class="head">
            <h1>{words::TITLE}</h1>
        </div>
        {tabs}
        <Outlet />
    }
}
