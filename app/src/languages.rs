use crate::{
    paths,
    session::Session,
    ui::{Glyph, Icon},
    words::frame as words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The choice of a language: a plain form, so it works without JavaScript; the page comes anew in the language.
#[component]
pub(crate) fn Languages() -> impl IntoView {
    let Session {
        language,
        languages,
        ..
    } = expect_context();
    let here = use_location();
    let next = move || match here.search.get() {
        search if search.is_empty() => here.pathname.get(),
        search => format!("{}?{search}", here.pathname.read()),
    };
    let button = move |(code, name): (String, String)| {
        let chosen = code == language;
        view! {
            <button
                class="button plain"
                type="submit"
                name="language"
                value=code.clone()
                lang=code
                aria-current=chosen.then_some("true")
            >
                {name}
                {chosen.then(|| view! { <Icon glyph=Glyph::Good /> })}
            </button>
        }
    };
    view! {
        <form method="post" action=paths::LANGUAGE aria-label=words::LANGUAGE>
            <input type="hidden" name="next" value=next />
            {languages.into_iter().map(button).collect_view()}
        </form>
    }
}
