//! Usher's pages. Compiled twice: for the server (feature `ssr`) and for the browser (`hydrate`).

#![recursion_limit = "256"]
#![allow(
    unreachable_pub,
    reason = "#[component] makes a public function of its own beside each public component"
)]

pub mod api;
mod ask;
pub mod error;
mod frame;
mod lazy;
mod licenses;
pub mod paths;
pub mod session;
mod sign_in;
#[cfg(feature = "ssr")]
pub mod ssr;
mod trouble;
pub mod ui;
mod users;
pub mod words;

use frame::Frame;
use lazy::{
    licenses::{Assign, Product, Services, Unassign},
    users::{Manage, One, Users},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};
use licenses::LicensesPage;
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
                <ParentRoute path=path!("") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=|| view! { <Redirect path=paths::LICENSES /> } />
                    <Route path=path!("licenses") view=LicensesPage />
                    <ParentRoute path=path!("licenses/:slug") view={Lazy::<Product>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("assign") view={Lazy::<Assign>::new()} />
                        <Route path=path!("unassign") view={Lazy::<Unassign>::new()} />
                        <Route path=path!("services") view={Lazy::<Services>::new()} />
                    </ParentRoute>
                    <ParentRoute path=path!("users") view={Lazy::<Users>::new()}>
                        <Route path=path!("") view=|| () />
                        <Route path=path!("licenses") view={Lazy::<Manage>::new()} />
                        <Route path=path!(":user") view={Lazy::<One>::new()} />
                        <Route path=path!(":user/licenses") view={Lazy::<One>::new()} />
                    </ParentRoute>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
