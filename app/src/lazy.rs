//! The parts of the app whose code the browser loads when one of their screens is first opened, so that the first
//! page is light. The server has them all.

#![allow(
    unsafe_code,
    reason = "#[lazy] names the loader of a part of the wasm, which is a foreign function"
)]

use leptos::prelude::*;
use leptos_router::LazyRoute;

/// A part, what loads it (as `#[lazy]` names it), and its screens as routes.
macro_rules! part {
    ($part:ident, $preload:ident: $($screen:ident = $view:path),+ $(,)?) => {
        pub(crate) mod $part {
            use super::*;

            #[derive(Clone, Copy, Debug)]
            enum Screen {
                $($screen),+
            }

            #[lazy]
            fn $part(screen: Screen) -> AnyView {
                match screen {
                    $(Screen::$screen => $view().into_any()),+
                }
            }

            $(
                #[derive(Debug)]
                pub(crate) struct $screen;

                impl LazyRoute for $screen {
                    fn data() -> Self {
                        Self
                    }

                    async fn view(_: Self) -> AnyView {
                        $part(Screen::$screen).await
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

part!(home, __preload_home:
    Home = crate::home::HomePage,
);

part!(licenses, __preload_licenses:
    Product = crate::licenses::ProductPage,
    Assign = crate::licenses::AssignPane,
    Unassign = crate::licenses::UnassignPane,
    Services = crate::licenses::ServicesPane,
);

part!(users, __preload_users:
    Users = crate::users::UsersPage,
    Manage = crate::users::ManagePane,
    One = crate::users::UserPane,
    Add = crate::users::AddPane,
    Delete = crate::users::DeletePane,
    Block = crate::users::BlockPane,
    Allow = crate::users::AllowPane,
    Deleted = crate::users::DeletedPage,
    Restore = crate::users::RestorePane,
);

part!(guests, __preload_guests:
    Guests = crate::guests::GuestsPage,
    Invite = crate::guests::InvitePane,
    Guest = crate::guests::GuestPane,
    GuestLicenses = crate::guests::GuestLicensesPane,
);

part!(start, __preload_start:
    Start = crate::start::StartPage,
    OfGuest = crate::invitation::InvitationPage,
);
part!(products, __preload_products:
    Products = crate::products::ProductsPage,
    Buy = crate::products::BuyPane,
    Subscription = crate::products::OnePane,
    Deed = crate::products::DeedPane,
);

/// Telling people what they got: a part of what stands at the end of a pane.
pub(crate) mod share {
    use super::*;

    #[lazy]
    async fn share(entry: i64) -> AnyView {
        crate::share::show(entry).await
    }

    /// The message about an entry of the ledger.
    pub(crate) async fn show(entry: i64) -> AnyView {
        share(entry).await
    }
}

/// What opens over any page: no route, so that the page below stays as it is.
pub(crate) mod palette {
    use super::*;
    use crate::over::Which;

    /// The palette or the sheet of shortcuts, once their code is here.
    #[lazy]
    fn palette(which: Which) -> AnyView {
        crate::palette::show(which)
    }

    /// The one that is open.
    pub(crate) async fn show(which: Which) -> AnyView {
        palette(which).await
    }
}
part!(settings, __preload_settings:
    Settings = crate::settings::SettingsPage,
    Appearance = crate::settings::AppearancePage,
    Rules = crate::settings::RulesPage,
    Thresholds = crate::settings::ThresholdsPage,
    Admins = crate::settings::AdminsPage,
    Admin = crate::settings::AdminPane,
    Sessions = crate::settings::SessionsPage,
    OurOrganization = crate::settings::OrganizationPage,
);
