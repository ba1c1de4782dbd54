use crate::{
    paths::settings::SETTINGS,
    places,
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
        let tab = |(words, href): (Text, &str)| {
            let here = match href {
                // The others stand below it.
                SETTINGS => path.trim_end_matches('/') == href,
                _ => path.starts_with(href),
            };
            (href.to_owned(), words.say(), here)
        };
        let tabs = Vec::from(places::SETTINGS.map(tab));
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
