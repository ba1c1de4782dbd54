//! What stands around every page: the top bar, the navigation, the account menu.

use crate::{
    customers::GoTo,
    holds::Holds,
    languages::Languages,
    live,
    over::{Over, Overlay, Which},
    paths,
    reach::Reach,
    session::{Landing, Me, Organization, Session},
    ui::{BulletinPlace, Button, FaceButton, FindButton, Look, Menu, NavButton, close_popover},
    words::{
        cloud, customers, frame as words, guests, home, keys, licenses, palette, people, settings,
        told, users,
    },
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
        Landing::provide();
        Over::provide();
        Holds::provide(&me);
        Reach::provide();
        live::follow();
        Organization::provide(&me);
        let main = NodeRef::<html::Main>::new();
        follow_with_focus(main);
        view! {
            <a class="skip-link unseen" href="#main">
                {words::SKIP}
            </a>
            <div class="frame">
                <Top me=me.clone() />
                <Acting me=me />
                <Navigation />
                <BulletinPlace />
                <main id="main" tabindex="-1" node_ref=main>
                    <Outlet />
                </main>
            </div>
            <Overlay />
        }
    })
}

#[component]
fn Top(me: Me) -> impl IntoView {
    let over = Over::here();
    let name = me.actor.name.to_string();
    let organization = Organization::here();
    view! {
        <header class="top">
            <NavButton opens=NAV label=words::NAVIGATION />
            <a class="brand" href=paths::HOME>
                <img src="/favicon.svg" alt="" width="26" height="26" />
                {words::USHER}
            </a>
            <span class="organization quiet">{move || organization.name()}</span>
            <FindButton
                label=palette::OPEN
                keys=keys::CTRL_K
                on_press=Callback::new(move |()| over.open(Which::Palette))
            />
            <FaceButton opens=ACCOUNT name=name.clone() label=words::account_of(&name) />
            <AccountMenu me=me />
        </header>
    }
}

/// Above every page of a customer's: where one is, and the way home.
#[component]
fn Acting(me: Me) -> impl IntoView {
    let organization = Organization::here();
    me.home.map(|home| {
        let (roles, back) = (me.actor.roles, customers::back_to(&home.name));
        view! {
            <aside class="acting" aria-label=customers::WHERE>
                <p>{move || customers::acting(&organization.name(), &roles)}</p>
                <GoTo organization=home.id text=back.clone() label=back />
            </aside>
        }
    })
}

#[component]
fn AccountMenu(me: Me) -> impl IntoView {
    let roles = me
        .actor
        .roles
        .iter()
        .map(|role| told(role.name()))
        .collect::<Vec<_>>()
        .join(", ");
    let roles = if roles.is_empty() {
        words::NO_ROLE.to_owned()
    } else {
        roles
    };
    let over = Over::here();
    let shortcuts = move || {
        close_popover(ACCOUNT);
        over.open(Which::Keys);
    };
    view! {
        <Menu id=ACCOUNT>
            <p>
                <strong>{me.actor.name.to_string()}</strong>
                <br />
                <span class="quiet">{roles}</span>
            </p>
            <Languages />
            {me.may_switch()
                .then(|| {
                    view! {
                        <a
                            class="button plain"
                            href=paths::CUSTOMERS
                            on:click=|_| close_popover(ACCOUNT)
                        >
                            {words::SWITCH}
                        </a>
                    }
                })}
            <a class="button plain" href=paths::PASSWORD>
                {words::CHANGE_PASSWORD}
            </a>
            <Button look=Look::Plain on_press=shortcuts>
                {keys::TITLE}
            </Button>
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
    let organization = Organization::here();
    view! {
        <nav
            id=NAV
            class="nav"
            popover="auto"
            aria-label=words::NAVIGATION
            on:click=|_| close_popover(NAV)
        >
            <A href=paths::HOME>{home::TITLE}</A>
            <p class="group">{users::GROUP}</p>
            <A href=paths::users::USERS>{users::TITLE}</A>
            <A href=paths::guests::GUESTS>{guests::TITLE}</A>
            <A href=paths::users::DELETED>{people::DELETED}</A>
            <p class="group">{words::BILLING}</p>
            <A href=paths::LICENSES>{licenses::TITLE}</A>
            <A href=paths::products::PRODUCTS>{move || cloud::your_products(organization.cloud()).say()}</A>
            <A href=paths::settings::SETTINGS attr:class="apart">
                {settings::TITLE}
            </A>
        </nav>
    }
}

/// After going to another page without a reload, the focus is at its beginning, as after a reload.
/// A pane is no other page: it takes and returns the focus itself.
fn follow_with_focus(main: NodeRef<html::Main>) {
    let path = use_location().pathname;
    let page = Memo::new(move |_| {
        let path = path.read();
        // What stands below a list of users is a pane over it, and what stands below the settings a part of them.
        let pages = [
            paths::users::USERS,
            paths::users::DELETED,
            paths::guests::GUESTS,
            paths::products::PRODUCTS,
            paths::settings::SETTINGS,
        ];
        let over_list = pages.iter().any(|page| path.starts_with(page));
        let parts = if over_list { 2 } else { 3 };
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
