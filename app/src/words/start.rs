//! The first steps of somebody who got a license.

/// The page.
pub const TITLE: &str = "Begin with your apps";
/// What it is about.
pub const TEXT: &str = "Your organization gave you a license. These are the first steps.";
/// The steps: what, and how.
pub const STEPS: [(&str, &str); 3] = [
    (
        "Sign in",
        "Open Microsoft 365, and sign in with your work or school address.",
    ),
    (
        "Get the apps",
        "In the browser, your apps are ready at once. To install them on a computer, choose “Install apps” there.",
    ),
    (
        "Take them along",
        "Install the same apps from your phone's store, and sign in with the same address.",
    ),
];
/// The way there.
pub const OPEN: &str = "Open Microsoft 365";
/// Where that is.
pub const PORTAL: &str = "https://www.microsoft365.com/";
/// If it doesn't work.
pub const HELP: &str = "A new license can take a few minutes to arrive. If an app is missing after an hour, ask whoever manages licenses in your organization.";
