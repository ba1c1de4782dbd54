//! The first steps of somebody who got a license.

use super::Text;
/// The page.
pub const TITLE: Text = Text("Begin with your apps");
/// What it is about.
pub const TEXT: Text = Text("Your organization gave you a license. These are the first steps.");
/// The steps: what, and how.
pub const STEPS: [(Text, Text); 3] = [
    (
        Text("Sign in"),
        Text("Open Microsoft 365, and sign in with your work or school address."),
    ),
    (
        Text("Get the apps"),
        Text(
            "In the browser, your apps are ready at once. To install them on a computer, choose “Install apps” there.",
        ),
    ),
    (
        Text("Take them along"),
        Text("Install the same apps from your phone's store, and sign in with the same address."),
    ),
];
/// The way there.
pub const OPEN: Text = Text("Open Microsoft 365");
/// If it doesn't work.
pub const HELP: Text = Text(
    "A new license can take a few minutes to arrive. If an app is missing after an hour, ask whoever manages licenses in your organization.",
);
