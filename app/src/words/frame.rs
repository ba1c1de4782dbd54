//! Around every page.

use super::Text;

/// The account menu.
pub const CHANGE_PASSWORD: Text = Text("Change password");
/// Leads to one's customers, in the account menu.
pub const SWITCH: Text = Text("Switch organization");
/// The product.
pub const USHER: Text = Text("Usher");
/// The link past the navigation, for the keyboard.
pub const SKIP: Text = Text("Skip to the page");
/// The navigation, for assistive technology, and its button on a phone.
pub const NAVIGATION: Text = Text("Navigation");
/// A group of the navigation.
pub const BILLING: Text = Text("Billing");
/// The choice of a language, for assistive technology.
pub const LANGUAGE: Text = Text("Language");
/// Ends this session.
pub const SIGN_OUT: Text = Text("Sign out");
/// Ends every session of this person.
pub const SIGN_OUT_EVERYWHERE: Text = Text("Sign out everywhere");
/// Nobody gave them a role.
pub const NO_ROLE: Text = Text("No admin role");

/// The button with the face.
pub fn account_of(name: &str) -> String {
    say!("Account of {name}", name = name)
}

/// A browser window's title.
pub fn window(page: &str) -> String {
    say!("{page} · {usher}", page = page, usher = USHER.say())
}
