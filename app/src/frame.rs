//! What stands around every page: the top bar, the navigation, the account menu.

use crate::{
    paths,
    session::{Me, Session},
    ui::{FaceButton, Menu, NavButton, close_popover},
    words::{frame as words, licenses, users},
};
use leptos::{html, prelude::*};
use leptos_router::{
    components::{A, Outlet},
    hooks::use_location,
};

const NAV: &str = "navigation";
const ACCOUNT: &str = "account";

/// The frame, if somebody is signed in; the server leads everybody else to the sign-in page.
#[component]
pub(crate) fn Frame() -> impl IntoView {
    let session = expect_context::<Session>();
    session.me.map(|me| {
        provide_context(me.clone());
        let main = NodeRef::<html::Main>::new();
        follow_with_focus(main);
        view! {
            <a class="skip-link unseen" href="#main">
                {words::SKIP}
            </a>
            <div class="frame">
                <Top me=me />
                <Navigation />
                <main id="main" tabindex="-1" node_ref=main>
                    <Outlet />
                </main>
            </div>
        }
    })
}

#[component]
fn Top(me: Me) -> impl IntoView {
    let name = me.actor.name.to_string();
    view! {
        <header class="top">
            <NavButton opens=NAV label=words::NAVIGATION />
            <a class="brand" href=paths::LICENSES>
                <img src="/favicon.svg" alt="" width="26" height="26" />
                {words::USHER}
            </a>
            <span class="organization quiet">{me.organization.to_string()}</span>
            <FaceButton opens=ACCOUNT name=name.clone() label=words::account_of(&name) />
            <AccountMenu me=me />
        </header>
    }
}

#[component]
fn AccountMenu(me: Me) -> impl IntoView {
    let roles = me
        .actor
        .roles
        .iter()
        .map(|role| role.name())
        .collect::<Vec<_>>()
        .join(", ");
    let roles = if roles.is_empty() {
        words::NO_ROLE.to_owned()
    } else {
        roles
    };
    view! {
        <Menu id=ACCOUNT>
            <p>
                <strong>{me.actor.name.to_string()}</strong>
                <br />
                <span class="quiet">{roles}</span>
            </p>
            <form method="post" action=paths::END_SESSION>
                <button class="button plain" type="submit">
                    {words::SIGN_OUT}
                </button>
            </form>
            <form method="post" action=paths::END_ALL_SESSIONS>
                <button class="button plain" type="submit">
                    {words::SIGN_OUT_EVERYWHERE}
                </button>
            </form>
        </Menu>
    }
}

#[component]
fn Navigation() -> impl IntoView {
    view! {
        <nav
            id=NAV
            class="nav"
            popover="auto"
            aria-label=words::NAVIGATION
            on:click=|_| close_popover(NAV)
        >
            <p class="group">{users::GROUP}</p>
            <A href=paths::users::USERS>{users::TITLE}</A>
            <p class="group">{words::BILLING}</p>
            <A href=paths::LICENSES>{licenses::TITLE}</A>
        </nav>
    }
}

/// After going to another page without a reload, the focus is at its beginning, as after a reload.
/// A pane is no other page: it takes and returns the focus itself.
fn follow_with_focus(main: NodeRef<html::Main>) {
    let path = use_location().pathname;
    let page = Memo::new(move |_| {
        let path = path.read();
        // What stands below the list of users is a pane over it.
        let parts = if path.starts_with(paths::users::USERS) {
            2
        } else {
            3
        };
        path.split('/').take(parts).collect::<Vec<_>>().join("/")
    });
    // An effect because focus is the browser's.
    Effect::new(move |before: Option<String>| {
        let now = page.get();
        if before.is_some_and(|before| before != now)
            && let Some(main) = main.get_untracked()
        {
            // Fails only where the element has left the page meanwhile.
            let _ = main.focus();
        }
        now
    });
}
