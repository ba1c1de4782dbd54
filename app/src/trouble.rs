//! What a page shows in the place of what it can't show.

use crate::{
    error::Error,
    paths,
    ui::{Button, ButtonLink, Empty, ErrorState, Glyph},
    words::error as words,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// An error in the place of what was asked for, with the way on: signing in, trying again.
#[component]
pub(crate) fn Trouble(
    /// What went wrong.
    error: Error,
    /// Asks again, where that may help.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
) -> impl IntoView {
    let title = words::title(&error);
    let text = words::sentence(&error);
    let way = match error {
        Error::SignedOut => {
            let here = use_location();
            let path = here.pathname.get_untracked() + &here.search.get_untracked();
            view! {
                <a class="button primary" rel="external" href=paths::sign_in(&path)>
                    {words::SIGN_IN}
                </a>
            }
            .into_any()
        }
        Error::Missing(_) => {
            view! { <ButtonLink href=paths::HOME>{words::HOME}</ButtonLink> }.into_any()
        }
        _ => again
            .map(|again| view! { <Button on_press=again>{words::AGAIN}</Button> })
            .into_any(),
    };
    view! {
        <ErrorState title=title text=text>
            {way}
        </ErrorState>
    }
}

/// No route has this address.
#[component]
pub(crate) fn NoPage() -> impl IntoView {
    view! {
        <Title text=words::NO_PAGE />
        <main class="alone">
            <h1>{crate::words::frame::USHER}</h1>
            <div class="card">
                <Empty glyph=Glyph::Search title=words::NO_PAGE text=words::NO_PAGE_TEXT>
                    <ButtonLink href=paths::HOME>{words::HOME}</ButtonLink>
                </Empty>
            </div>
        </main>
    }
}
