//! The settings.

use super::{Text, date, told};
use crate::theme::Theme;
use domain::{AdminRow, Cloud, Partner, Role, RuleProfile, SessionRow, Threshold, Troubled};

/// The page, and the link to it.
pub const TITLE: Text = Text("Settings");
/// Its parts.
pub const APPEARANCE: Text = Text("Appearance");
/// Its parts.
pub const RULES: Text = Text("Rules");
/// Its parts.
pub const THRESHOLDS: Text = Text("Thresholds");
/// Its parts.
pub const ADMINS: Text = Text("Admins");
/// Its parts.
pub const PARTNERS: Text = Text("Partners");
/// Its parts.
pub const SESSIONS: Text = Text("Sessions");
/// Its parts.
pub const ORGANIZATION: Text = Text("Organization");
/// Keeps what was chosen.
pub const SAVE: Text = Text("Save");
/// Why the button is off.
pub const UNCHANGED: Text = Text("Change something first.");

/// The choice of colors.
pub const THEME: Text = Text("Theme");
/// For whom the choices hold.
pub const APPEARANCE_TEXT: Text = Text("For you, in this browser.");

/// A theme, and what it does.
pub fn theme(theme: Theme) -> (Text, Text) {
    match theme {
        Theme::System => (
            Text("System"),
            Text("Light or dark, as this device is set."),
        ),
        Theme::Light => (Text("Light"), Text("Dark letters on a light page.")),
        Theme::Dark => (Text("Dark"), Text("Light letters on a dark page.")),
    }
}

/// The choice of rules.
pub const PROFILE: Text = Text("Which services exclude each other");
/// What it does to what there is.
pub const PROFILE_TEXT: Text =
    Text("The rules decide new orders. What users hold already stays as it is.");

/// A rule profile, and what it does.
pub fn profile(profile: RuleProfile) -> (Text, Text) {
    match profile {
        RuleProfile::Documented => (
            Text("Documented"),
            Text(
                "As Microsoft documents it: of services of the same kind a user can have one. Office 365 E1 and E3 together are refused, with the fixes.",
            ),
        ),
        RuleProfile::Concurrent => (
            Text("Concurrent"),
            Text(
                "Several services of Exchange or of SharePoint can be on for a user at the same time, as Microsoft 365 has allowed since 2023. Office 365 E1 and E3 together are accepted.",
            ),
        ),
    }
}

/// How many users would have a conflict under a profile.
pub fn conflicts(troubled: Option<&[Troubled]>) -> String {
    match troubled {
        None => say!("There are too many licenses to look for conflicts here."),
        Some([]) => say!("Nobody holds services that conflict under these rules."),
        Some(some) => say!(
            some.len() =>
                "1 kind of conflict under these rules among the licenses that users hold now."
                | "{n} kinds of conflict under these rules among the licenses that users hold now."
        ),
    }
}

/// When stock is low.
pub const LOW_STOCK: Text = Text("Low stock");
/// What that does.
pub const LOW_STOCK_TEXT: Text =
    Text("Home and Licenses say so when as many seats of a product are left, or fewer.");
/// A number in the form.
pub const LEFT: Text = Text("Seats left");
/// The unit of the number.
pub const UNIT: Text = Text("Unit");
/// A unit.
pub const PERCENT: Text = Text("percent of the seats");
/// A unit.
pub const SEATS: Text = Text("seats");
/// Products with another threshold.
pub const OVERRIDES: Text = Text("Products with a threshold of their own");
/// There are none.
pub const NO_OVERRIDES: Text = Text("None: all products follow the threshold above.");
/// A choice.
pub const PRODUCT: Text = Text("Product");
/// The choice before any.
pub const CHOOSE_PRODUCT: Text = Text("Choose a product");
/// Adds one.
pub const SET: Text = Text("Set");
/// Why the button is off.
pub const CHOOSE_FIRST: Text = Text("Choose a product first.");
/// Why the button is off.
pub const NO_NUMBER: Text = Text("Enter a whole number first.");

/// Takes a product's own threshold away.
pub fn remove(product: &str) -> String {
    say!("Let {product} follow the others", product = product)
}

/// "5 seats or fewer".
pub fn threshold(threshold: Threshold) -> String {
    match threshold {
        Threshold::Seats(0) => say!("never"),
        Threshold::Seats(seats) => say!(seats => "at 1 seat or fewer" | "at {n} seats or fewer"),
        Threshold::Percent(percent) => {
            say!("at {percent} % or less", percent = percent.to_string())
        }
    }
}

/// What the list of admins is for.
pub const ADMINS_TEXT: Text =
    Text("Who may do what. A change counts from a person's next request on.");
/// The command that saves the list.
pub const EXPORT_ADMINS: Text = Text("Export admins");
/// The type-ahead.
pub const ADD_ADMIN: Text = Text("Add an admin");
/// In the empty box.
pub const BEGIN: Text = Text("Begin typing a name");
/// A column.
pub const NAME: Text = Text("Display name");
/// A column.
pub const USERNAME: Text = Text("Username");
/// A column.
pub const ROLES: Text = Text("Admin roles");
/// A column.
pub const SIGNED_IN: Text = Text("Signed in");
/// May not sign in.
pub const BLOCKED: Text = Text("Sign-in blocked");
/// The choice of roles.
pub const ROLES_OF: Text = Text("Admin roles");
/// Above the sessions of somebody.
pub const SESSIONS_OF: Text = Text("Where they are signed in");

/// What a role may do.
pub fn role(role: Role) -> Text {
    Text(match role {
        Role::Global => "May do everything, also change settings and roles.",
        Role::License => "Assigns and unassigns licenses, sets usage locations.",
        Role::User => "Assigns licenses, sets usage locations, manages users.",
        Role::Billing => "Buys and cancels; can't assign licenses.",
        Role::Helpdesk => "Reads; helps users with their passwords.",
        Role::ServiceSupport => "Reads.",
        Role::Reader => "Reads.",
    })
}

/// All roles of an admin.
pub fn roles(admin: &AdminRow) -> String {
    match admin.roles.as_slice() {
        [] => say!("No admin role"),
        roles => {
            let names = roles.iter().map(|role| told(role.name()));
            domain::words::commas(&names.collect::<Vec<_>>())
        }
    }
}

/// "in 2 places".
pub fn places(sessions: u32) -> String {
    match sessions {
        0 => say!("no"),
        some => say!(some => "in 1 place" | "in {n} places"),
    }
}

/// How many the type-ahead found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => say!("Nobody is called “{typed}”.", typed = typed),
        _ => say!(number => "1 user found." | "{n} users found."),
    }
}

/// What the list of sessions is for.
pub const SESSIONS_TEXT: Text =
    Text("Where you are signed in. End what you don't recognize, and change your password then.");
/// A column.
pub const DEVICE: Text = Text("Browser");
/// A column.
pub const SINCE: Text = Text("Signed in since");
/// A column.
pub const USED: Text = Text("Last used");
/// The one in use.
pub const THIS: Text = Text("This one");
/// Ends one.
pub const END: Text = Text("Sign out");
/// Ends the others.
pub const END_OTHERS: Text = Text("Sign out everywhere else");
/// Ends all of somebody's.
pub const END_ALL: Text = Text("Sign out everywhere");
/// Why the button is off.
pub const NO_OTHERS: Text = Text("You're signed in nowhere else.");
/// Why the button is off.
pub const NOWHERE: Text = Text("They are signed in nowhere.");
/// After it was done.
pub const ENDED: Text = Text("Signed out.");

/// The button of one session, for assistive technology.
pub fn end(session: &SessionRow) -> String {
    say!(
        "Sign out {device}, signed in since {moment}",
        device = device(&session.agent),
        moment = date::moment(session.created_at)
    )
}

/// What a browser calls itself, as people call it.
pub fn device(agent: &str) -> String {
    let (browser, system) = crate::settings::named(agent);
    match (browser, system) {
        (Some(browser), Some(system)) => {
            say!("{browser} on {system}", browser = browser, system = system)
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => say!("Another program"),
    }
}

/// A field.
pub const ORGANIZATION_NAME: Text = Text("Name");
/// A field.
pub const DEFAULT_LOCATION: Text = Text("Default location");
/// What it is for.
pub const DEFAULT_LOCATION_TEXT: Text =
    Text("Offered for users without a usage location, and used for what they get from groups.");
/// The choice of none.
pub const NO_LOCATION: Text = Text("None");
/// The choice of a cloud.
pub const CLOUD: Text = Text("Cloud");
/// Links and endpoints.
pub const ENDPOINTS: Text = Text("Links and endpoints");
/// A link.
pub const CENTER: Text = Text("Admin center");
/// An endpoint.
pub const GRAPH: Text = Text("Microsoft Graph");
/// An endpoint.
pub const SIGN_IN: Text = Text("Sign-in");

/// A cloud's own name, and what it is.
pub fn cloud(cloud: Cloud) -> (Text, Text) {
    (Text(cloud.name()), super::cloud::about(cloud))
}

/// What was saved.
pub fn saved(entry: i64, line: &str) -> String {
    let entry = usize::try_from(entry).unwrap_or_default();
    say!(
        "Saved. {line} Entry {entry} in the ledger.",
        line = line,
        entry = entry
    )
}

/// What partners are.
pub const PARTNERS_TEXT: Text = Text(
    "Organizations whose admins may act in yours. Each has the roles that you give its organization and that they hold at home.",
);
/// The column.
pub const ROLES_HERE: Text = Text("May act here as");
/// The list is empty.
pub const NO_PARTNERS: Text = Text("No partner has access");
/// Why, and what to do.
pub const NO_PARTNERS_TEXT: Text = Text(
    "Whoever operates this Usher introduces a partner: usher organization grant. From then on you give and take its roles here.",
);
/// Below a partner's name.
pub const PARTNER_ABOUT: Text = Text("Without any role it has no access.");

/// "License admin, User admin".
pub fn roles_here(partner: &Partner) -> String {
    let roles: Vec<_> = partner.roles.iter().map(|role| told(role.name())).collect();
    match roles.is_empty() {
        true => say!("No access"),
        false => roles.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn browsers_are_named_as_people_do() {
        let agents = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            ("curl/8.5.0", "curl"),
            ("", "Another program"),
        ];
        for (agent, name) in agents {
            assert_eq!(device(agent), name);
        }
    }
}
