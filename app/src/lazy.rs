//! The parts of the app whose code the browser loads when one of their screens is first opened, so that the first
//! page is light. The server has them all.
//!
//! Few parts, by what people do in one go: the splitter makes a file for every set of parts that share code, and each
//! further part would double them.

#![allow(
    unsafe_code,
    reason = "#[lazy] names the loader of a part of the wasm, which is a foreign function"
)]

use leptos::prelude::*;
use leptos_router::LazyRoute;

/// A part, what loads it (as `#[lazy]` names it), its screens as routes, and then what opens over a page that stays as
/// it is: a function of one argument, which [`show`](office::show) calls when the part is here.
macro_rules! part {
    (
        $part:ident, $preload:ident:
        $($screen:ident = $view:path),+ $(,)?
        $(; $over:ident($about:ty) = $open:path)*
    ) => {
        pub(crate) mod $part {
            use super::*;

            /// What it shows.
            #[derive(Clone, Copy, Debug)]
            pub(crate) enum Screen {
                $($screen,)+
                $($over($about),)*
            }

            #[lazy]
            async fn $part(screen: Screen) -> AnyView {
                match screen {
                    $(Screen::$screen => $view().into_any(),)+
                    $(Screen::$over(about) => $open(about).await,)*
                }
            }

            /// One of them, once the part is here.
            pub(crate) async fn show(screen: Screen) -> AnyView {
                $part(screen).await
            }

            $(
                #[derive(Debug)]
                pub(crate) struct $screen;

                impl LazyRoute for $screen {
                    fn data() -> Self {
                        Self
                    }

                    async fn view(_: Self) -> AnyView {
                        show(Screen::$screen).await
                    }

                    // Before the page is woken: a screen that comes later than that would be drawn twice.
                    async fn preload() {
                        #[cfg(target_arch = "wasm32")]
                        $preload().await;
                    }
                }
            )+
        }
    };
}

part!(licenses, __preload_licenses:
    Product = crate::licenses::ProductPage,
    Assign = crate::licenses::AssignPane,
    Unassign = crate::licenses::UnassignPane,
    Services = crate::licenses::ServicesPane,
);

part!(people, __preload_people:
    Users = crate::users::UsersPage,
    Manage = crate::users::ManagePane,
    One = crate::users::UserPane,
    Add = crate::users::AddPane,
    AddMany = crate::users::ManyPane,
    Delete = crate::users::DeletePane,
    Block = crate::users::BlockPane,
    Allow = crate::users::AllowPane,
    Deleted = crate::users::DeletedPage,
    Restore = crate::users::RestorePane,
    Guests = crate::guests::GuestsPage,
    Invite = crate::guests::InvitePane,
    Guest = crate::guests::GuestPane,
    GuestLicenses = crate::guests::GuestLicensesPane,
    OfGuest = crate::invitation::InvitationPage,
);

part!(office, __preload_office:
    Home = crate::home::HomePage,
    Products = crate::products::ProductsPage,
    Buy = crate::products::BuyPane,
    Subscription = crate::products::OnePane,
    Deed = crate::products::DeedPane,
    Settings = crate::settings::SettingsPage,
    Appearance = crate::settings::AppearancePage,
    Rules = crate::settings::RulesPage,
    Thresholds = crate::settings::ThresholdsPage,
    Admins = crate::settings::AdminsPage,
    Admin = crate::settings::AdminPane,
    Partners = crate::settings::PartnersPage,
    Partner = crate::settings::PartnerPane,
    Sessions = crate::settings::SessionsPage,
    Customers = crate::customers::CustomersPage,
    OurOrganization = crate::settings::OrganizationPage,
    Start = crate::start::StartPage,
    ; Over(crate::over::Which) = crate::palette::show
    ; Share(i64) = crate::share::show
);
