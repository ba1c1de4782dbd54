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
);
