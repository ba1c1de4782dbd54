//! The addresses of the settings.

use domain::{OrganizationId, UserId};

/// How the pages look: the first of the settings.
pub const SETTINGS: &str = "/settings";
/// Which rules are in force.
pub const RULES: &str = "/settings/rules";
/// When seats run low.
pub const THRESHOLDS: &str = "/settings/thresholds";
/// Admins and their roles.
pub const ADMINS: &str = "/settings/admins";
/// The list of admins as a file.
pub const EXPORT_ADMINS: &str = "/export/admins.csv";
/// The organizations whose admins may act in this one.
pub const PARTNERS: &str = "/settings/partners";
/// Where somebody is signed in.
pub const SESSIONS: &str = "/settings/sessions";
/// The organization's name, location and cloud.
pub const ORGANIZATION: &str = "/settings/organization";
/// Where the form about looks posts to.
pub const PREFERENCES: &str = "/preferences";

/// One user's admin roles, over the list of admins.
pub fn admin(user: UserId) -> String {
    format!("{ADMINS}/{user}")
}

/// One partner's roles, over the list of partners.
pub fn partner(partner: OrganizationId) -> String {
    format!("{PARTNERS}/{}", partner.0)
}
