//! The organizations in which somebody of a partner may act.

use super::{Text, and, told};
use domain::Role;

/// The page, and the links to it.
pub const TITLE: Text = Text("Organizations");
/// What it is about.
pub const TEXT: Text = Text(
    "Your own, and those that gave yours access. You act in one at a time; what you do stands in its ledger, with your name.",
);
/// Narrows the list.
pub const SEARCH: Text = Text("Search organizations");
/// What was typed stands in no name.
pub const NOT_FOUND: Text = Text("No organization has that in its name.");
/// A column.
pub const NAME: Text = Text("Name");
/// A column.
pub const ROLES: Text = Text("Your roles there");
/// One's own organization.
pub const OWN: Text = Text("Your own");
/// Where one acts now.
pub const HERE: Text = Text("You are here");
/// The button.
pub const GO: Text = Text("Go there");

/// The same, told whole.
pub fn go_to(name: &str) -> String {
    say!("Go to {name}", name = name)
}

/// What stands above every page of another organization, for assistive technology.
pub const WHERE: Text = Text("Where you act");
/// The button that leads home.
pub fn back_to(name: &str) -> String {
    say!("Back to {name}", name = name)
}

/// Where one is, above every page.
pub fn acting(organization: &str, roles: &[Role]) -> String {
    let roles: Vec<_> = roles.iter().map(|role| told(role.name())).collect();
    say!(
        "You act in {organization}, as {roles}.",
        organization = organization,
        roles = and(&roles)
    )
}
