//! What a page shows in the place of what it can't show.

use crate::{
    error::{Error, SetStatus},
    paths,
    ui::{Button, ButtonLink, Empty, ErrorState, Glyph, Look},
    words::{error as words, kit},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// An error in the place of what was asked for, with the way on: signing in, trying again. A page that the server draws has
/// its status.
#[component]
pub(crate) fn Trouble(
    /// What went wrong.
    error: Error,
    /// Asks again, where that may help.
    #[prop(optional, into)]
    again: Option<Callback<()>>,
    /// Where the list begins of which this was to be a later page: if it can't be found again, that is the way on.
    #[prop(optional_no_strip)]
    first: Option<String>,
) -> impl IntoView {
    // The server gave its own errors theirs already; that an address names nothing, pages find out by themselves.
    SetStatus::of(&error);
    let title = words::title(&error);
    let text = words::sentence(&error);
    let way = match (&error, first) {
        (Error::Input(_), Some(first)) => {
            view! { <ButtonLink href=first>{kit::FIRST}</ButtonLink> }.into_any()
        }
        _ => view! { <WayOn error=error again=again /> }.into_any(),
    };
    view! {
        <ErrorState title=title text=text>
            {way}
        </ErrorState>
    }
}

/// The way on after an error: signing in, or asking again.
#[component]
pub(crate) fn WayOn(
    /// What went wrong.
    error: Error,
    /// Asks again, where that may help.
    #[prop(optional_no_strip)]
    again: Option<Callback<()>>,
    /// In a tight place.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let (class, look) = match small {
        true => ("button small", Look::Small),
        false => ("button primary", Look::Normal),
    };
    match error {
        Error::SignedOut => {
            let here = use_location();
            let path = here.pathname.get_untracked() + &here.search.get_untracked();
            view! {
                <a class=class rel="external" href=paths::sign_in(&path)>
                    {words::SIGN_IN}
                </a>
            }
            .into_any()
        }
        Error::Missing(_) => view! {
            <ButtonLink look=look href=paths::HOME>
                {words::HOME}
            </ButtonLink>
        }
        .into_any(),
        error => again
            .filter(|_| error.may_pass())
            .map(|again| {
                view! {
                    <Button look=look on_press=again>
                        {words::AGAIN}
                    </Button>
                }
            })
            .into_any(),
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
