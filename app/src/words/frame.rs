//! Around every page.

/// The account menu.
pub const CHANGE_PASSWORD: &str = "Change password";
/// The product.
pub const USHER: &str = "Usher";
/// The link past the navigation, for the keyboard.
pub const SKIP: &str = "Skip to the page";
/// The navigation, for assistive technology, and its button on a phone.
pub const NAVIGATION: &str = "Navigation";
/// A group of the navigation.
pub const BILLING: &str = "Billing";
/// Ends this session.
pub const SIGN_OUT: &str = "Sign out";
/// Ends every session of this person.
pub const SIGN_OUT_EVERYWHERE: &str = "Sign out everywhere";
/// Nobody gave them a role.
pub const NO_ROLE: &str = "No admin role";

/// The button with the face.
pub fn account_of(name: &str) -> String {
    format!("Account of {name}")
}

/// A browser window's title.
pub fn window(page: &str) -> String {
    format!("{page} · {USHER}")
}
