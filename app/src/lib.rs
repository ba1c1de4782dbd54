//! Usher's pages. Compiled twice: for the server (feature `ssr`) and for the browser (`hydrate`).

#![recursion_limit = "256"]
#![allow(
    unreachable_pub,
    reason = "#[component] makes a public function of its own beside each public component"
)]

pub mod api;
pub mod api_many;
pub mod api_people;
mod ask;
mod calendar;
mod customers;
pub mod error;
mod frame;
pub mod guests;
pub mod here;
mod holds;
mod home;
mod invitation;
mod keys;
mod languages;
mod lazy;
mod licenses;
mod live;
mod loaded;
mod loaded_pane;
mod over;
mod palette;
mod password_page;
pub mod paths;
mod places;
mod products;
mod reach;
mod sending;
pub mod session;
mod settings;
pub mod share;
mod sign_in;
#[cfg(feature = "ssr")]
pub mod ssr;
mod start;
pub mod theme;
mod trouble;
pub mod ui;
mod users;
pub mod wire;
pub mod words;

use frame::Frame;
use lazy::{
    licenses::{Assign, Product, Services, Unassign},
    office::{
        Admin, Admins, Appearance, Buy, Customers, Deed, Home, OurOrganization, Partner, Partners,
        Products, Rules, Sessions, Settings, Start, Subscription, Thresholds,
    },
    people::{
        Add, AddMany, Allow, Block, Delete, Deleted, Guest, GuestLicenses, Guests, Invite, Manage,
        OfGuest, One, Restore, Users,
    },
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};
use licenses::LicensesPage;
use password_page::PasswordPage;
use session::{Changes, Session};
use sign_in::{SetupPage, SignInPage};
use trouble::NoPage;
use words::frame as words_of_frame;

/// Every page.
///
/// All are rendered completely before they are sent (`SsrMode::Async`): so each has its true HTTP
/// status, and works without JavaScript.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Session::of_page());
    Changes::provide();
    view! {
        <Title formatter=|page: String| words_of_frame::window(&page) />
        <Router>
            <Routes fallback=NoPage>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/setup") view=SetupPage ssr=SsrMode::Async />
                <Route path=path!("/password") view=PasswordPage ssr=SsrMode::Async />
                <Route path=path!("/invitation") view={Lazy::<OfGuest>::new()} ssr=SsrMode::Async />
                <Route path=path!("/start") view={Lazy::<Start>::new()} ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=|| view! { <Redirect path=paths::HOME /> } />
                    <Route path=path!("home") view={Lazy::<Home>::new()} />
                    <Route path=path!("customers") view={Lazy::<Customers>::new()} />
                    <Route path=path!("licenses") view=LicensesPage />
                    <ParentRoute path=path!("licenses/:slug") view={Lazy::<Product>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("assign") view={Lazy::<Assign>::new()} />
                        <Route path=path!("unassign") view={Lazy::<Unassign>::new()} />
                        <Route path=path!("services") view={Lazy::<Services>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("guest-users") view={Lazy::<Guests>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("invite") view={Lazy::<Invite>::new()} />
                        <Route path=path!(":guest") view={Lazy::<Guest>::new()} />
                        <Route path=path!(":guest/licenses") view={Lazy::<GuestLicenses>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("products") view={Lazy::<Products>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("buy") view={Lazy::<Buy>::new()} />
                        <Route path=path!(":subscription") view={Lazy::<Subscription>::new()} />
                        <Route path=path!(":subscription/:deed") view={Lazy::<Deed>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("users") view={Lazy::<Users>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("licenses") view={Lazy::<Manage>::new()} />
                        <Route path=path!("add") view={Lazy::<Add>::new()} />
                        <Route path=path!("add-multiple") view={Lazy::<AddMany>::new()} />
                        <Route path=path!("delete") view={Lazy::<Delete>::new()} />
                        <Route path=path!("block") view={Lazy::<Block>::new()} />
                        <Route path=path!("allow") view={Lazy::<Allow>::new()} />
                        // One route, so that the pane stays while its parts are looked at.
                        <Route path=path!(":user/:part?") view={Lazy::<One>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("deleted-users") view={Lazy::<Deleted>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!(":user") view={Lazy::<Restore>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("settings") view={Lazy::<Settings>::new()}>
                        <Route path=path!("") view={Lazy::<Appearance>::new()} />
                        <Route path=path!("rules") view={Lazy::<Rules>::new()} />
                        <Route path=path!("thresholds") view={Lazy::<Thresholds>::new()} />
                        <ParentRoute path=path!("admins") view={Lazy::<Admins>::new()}>
                            <Route path=path!("") view=|| () />
                            <Route path=path!(":user") view={Lazy::<Admin>::new()} />
                        </ParentRoute>
                        <ParentRoute path=path!("partners") view={Lazy::<Partners>::new()}>
                            <Route path=path!("") view=|| () />
                            <Route path=path!(":partner") view={Lazy::<Partner>::new()} />
                        </ParentRoute>
                        <Route path=path!("sessions") view={Lazy::<Sessions>::new()} />
                        <Route path=path!("organization") view={Lazy::<OurOrganization>::new()} />
                    </ParentRoute>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
