//! The settings.

use crate::{theme::Theme, words::date};
use domain::{
    AdminRow, Cloud, Role, RuleProfile, SessionRow, Threshold, Troubled,
    words::{count, digits},
};

/// The page, and the link to it.
pub const TITLE: &str = "Settings";
/// Its parts.
pub const APPEARANCE: &str = "Appearance";
/// Its parts.
pub const RULES: &str = "Rules";
/// Its parts.
pub const THRESHOLDS: &str = "Thresholds";
/// Its parts.
pub const ADMINS: &str = "Admins";
/// Its parts.
pub const SESSIONS: &str = "Sessions";
/// Its parts.
pub const ORGANIZATION: &str = "Organization";
/// Keeps what was chosen.
pub const SAVE: &str = "Save";
/// Why the button is off.
pub const UNCHANGED: &str = "Change something first.";

/// The choice of colors.
pub const THEME: &str = "Theme";
/// For whom the choices hold.
pub const APPEARANCE_TEXT: &str = "For you, in this browser.";

/// A theme, and what it does.
pub fn theme(theme: Theme) -> (&'static str, &'static str) {
    match theme {
        Theme::System => ("System", "Light or dark, as this device is set."),
        Theme::Light => ("Light", "Dark letters on a light page."),
        Theme::Dark => ("Dark", "Light letters on a dark page."),
    }
}

/// The choice of rules.
pub const PROFILE: &str = "Which services exclude each other";
/// What it does to what there is.
pub const PROFILE_TEXT: &str =
    "The rules decide new orders. What users hold already stays as it is.";

/// A rule profile, and what it does.
pub fn profile(profile: RuleProfile) -> (&'static str, &'static str) {
    match profile {
        RuleProfile::Documented => (
            "Documented",
            "As Microsoft documents it: of services of the same kind a user can have one. Office 365 E1 and E3 together are refused, with the fixes.",
        ),
        RuleProfile::Concurrent => (
            "Concurrent",
            "Several services of Exchange or of SharePoint can be on for a user at the same time, as Microsoft 365 has allowed since 2023. Office 365 E1 and E3 together are accepted.",
        ),
    }
}

/// How many users would have a conflict under a profile.
pub fn conflicts(troubled: Option<&[Troubled]>) -> String {
    match troubled {
        None => "There are too many licenses to look for conflicts here.".into(),
        Some([]) => "Nobody holds services that conflict under these rules.".into(),
        Some(some) => format!(
            "{} under these rules among the licenses that users hold now.",
            count(some.len(), "kind of conflict").replace("kind of conflicts", "kinds of conflict")
        ),
    }
}

/// When stock is low.
pub const LOW_STOCK: &str = "Low stock";
/// What that does.
pub const LOW_STOCK_TEXT: &str =
    "Home and Licenses say so when as many seats of a product are left, or fewer.";
/// A number in the form.
pub const LEFT: &str = "Seats left";
/// The unit of the number.
pub const UNIT: &str = "Unit";
/// A unit.
pub const PERCENT: &str = "percent of the seats";
/// A unit.
pub const SEATS: &str = "seats";
/// Products with another threshold.
pub const OVERRIDES: &str = "Products with a threshold of their own";
/// There are none.
pub const NO_OVERRIDES: &str = "None: all products follow the threshold above.";
/// A choice.
pub const PRODUCT: &str = "Product";
/// The choice before any.
pub const CHOOSE_PRODUCT: &str = "Choose a product";
/// Adds one.
pub const SET: &str = "Set";
/// Why the button is off.
pub const CHOOSE_FIRST: &str = "Choose a product first.";
/// Why the button is off.
pub const NO_NUMBER: &str = "Enter a whole number first.";

/// Takes a product's own threshold away.
pub fn remove(product: &str) -> String {
    format!("Let {product} follow the others")
}

/// "5 seats or fewer".
pub fn threshold(threshold: Threshold) -> String {
    match threshold {
        Threshold::Seats(0) => "never".into(),
        Threshold::Seats(seats) => format!("at {} or fewer", count(seats as usize, "seat")),
        Threshold::Percent(percent) => format!("at {percent} % or less"),
    }
}

/// What the list of admins is for.
pub const ADMINS_TEXT: &str = "Who may do what. A change counts from a person's next request on.";
/// The type-ahead.
pub const ADD_ADMIN: &str = "Add an admin";
/// In the empty box.
pub const BEGIN: &str = "Begin typing a name";
/// A column.
pub const NAME: &str = "Display name";
/// A column.
pub const USERNAME: &str = "Username";
/// A column.
pub const ROLES: &str = "Admin roles";
/// A column.
pub const SIGNED_IN: &str = "Signed in";
/// May not sign in.
pub const BLOCKED: &str = "Sign-in blocked";
/// The choice of roles.
pub const ROLES_OF: &str = "Admin roles";
/// Above the sessions of somebody.
pub const SESSIONS_OF: &str = "Where they are signed in";

/// What a role may do.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Global => "May do everything, also change settings and roles.",
        Role::License => "Assigns and unassigns licenses, sets usage locations.",
        Role::User => "Assigns licenses, sets usage locations, manages users.",
        Role::Billing => "Buys and cancels; can't assign licenses.",
        Role::Helpdesk => "Reads; helps users with their passwords.",
        Role::ServiceSupport => "Reads.",
        Role::Reader => "Reads.",
    }
}

/// All roles of an admin.
pub fn roles(admin: &AdminRow) -> String {
    match admin.roles.as_slice() {
        [] => "No admin role".into(),
        roles => roles
            .iter()
            .map(|role| role.name())
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// "in 2 places".
pub fn places(sessions: u32) -> String {
    match sessions {
        0 => "no".into(),
        some => format!("in {}", count(some as usize, "place")),
    }
}

/// How many the type-ahead found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => format!("Nobody is called “{typed}”."),
        _ => format!("{} found.", count(number, "user")),
    }
}

/// What the list of sessions is for.
pub const SESSIONS_TEXT: &str =
    "Where you are signed in. End what you don't recognize, and change your password then.";
/// A column.
pub const DEVICE: &str = "Browser";
/// A column.
pub const SINCE: &str = "Signed in since";
/// A column.
pub const USED: &str = "Last used";
/// The one in use.
pub const THIS: &str = "This one";
/// Ends one.
pub const END: &str = "Sign out";
/// Ends the others.
pub const END_OTHERS: &str = "Sign out everywhere else";
/// Ends all of somebody's.
pub const END_ALL: &str = "Sign out everywhere";
/// Why the button is off.
pub const NO_OTHERS: &str = "You're signed in nowhere else.";
/// Why the button is off.
pub const NOWHERE: &str = "They are signed in nowhere.";
/// After it was done.
pub const ENDED: &str = "Signed out.";

/// The button of one session, for assistive technology.
pub fn end(session: &SessionRow) -> String {
    format!(
        "{END} {}, signed in since {}",
        device(&session.agent),
        date::moment(session.created_at)
    )
}

/// What a browser calls itself, as people call it.
pub fn device(agent: &str) -> String {
    let known = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    // Most claim to be others too; the first that is found counts.
    let browser = known(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = known(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Another program".to_owned(),
    }
}

/// A field.
pub const ORGANIZATION_NAME: &str = "Name";
/// A field.
pub const DEFAULT_LOCATION: &str = "Default location";
/// What it is for.
pub const DEFAULT_LOCATION_TEXT: &str =
    "Offered for users without a usage location, and used for what they get from groups.";
/// The choice of none.
pub const NO_LOCATION: &str = "None";
/// The choice of a cloud.
pub const CLOUD: &str = "Cloud";
/// Links and endpoints.
pub const ENDPOINTS: &str = "Links and endpoints";
/// A link.
pub const CENTER: &str = "Admin center";
/// An endpoint.
pub const GRAPH: &str = "Microsoft Graph";
/// An endpoint.
pub const SIGN_IN: &str = "Sign-in";

/// A cloud's own name, and what it is.
pub fn cloud(cloud: Cloud) -> (&'static str, &'static str) {
    (cloud.name(), super::cloud::about(cloud))
}

/// What was saved.
pub fn saved(entry: i64, line: &str) -> String {
    let number = usize::try_from(entry).map_or_else(|_| entry.to_string(), digits);
    format!("Saved. {line} Entry {number} in the ledger.")
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
