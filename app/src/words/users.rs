//! The page of active users.

use super::{Text, and, told};
use domain::{Location, Matches, UserColumn, UserFilter};
use std::sync::Arc;

/// The group of the navigation.
pub const GROUP: Text = Text("Users");
/// The page.
pub const TITLE: Text = Text("Active users");
/// What it is for.
pub const TEXT: Text = Text("Everybody who can hold licenses: members and guests.");
/// The commands.
pub const EXPORT: Text = Text("Export users");
/// Why a command is off.
pub const SELECT_FIRST: Text = Text("Select at least one user in the list first.");
/// Why a command is off while all who match are selected.
pub const ONLY_NAMED: Text = Text(
    "This can't be done for all users that match at once. Clear the selection, and select them in the list.",
);
/// Opens the less common commands.
pub const MORE: Text = Text("More");
/// The box above the list.
pub const SEARCH: Text = Text("Search users");
/// The choices above the list, for assistive technology.
pub const FILTER: Text = Text("Filter");
/// The choices above the list.
pub const PRODUCT: Text = Text("Product");
/// The choices above the list.
pub const LOCATION: Text = Text("Usage location");
/// A filter that is off, and why.
pub const ERRORS_NOT_FOUND: Text =
    Text("Users with errors: not looked for among more than 100,000 licenses");
/// No filter by product.
pub const ANY_PRODUCT: Text = Text("Any product");
/// No filter by location.
pub const ANY_LOCATION: Text = Text("Any location");
/// Sends the form without JavaScript, and the columns.
pub const APPLY: Text = Text("Apply");
/// What is chosen from.
pub const COLUMNS: Text = Text("Columns");
/// The saved views.
pub const VIEWS: Text = Text("Views");
/// There are none.
pub const NO_VIEWS: Text =
    Text("Nothing saved yet. Narrow the list, choose columns, and save it as a view.");
/// The name of a new one.
pub const VIEW_NAME: Text = Text("Name of the view");
/// Saves it.
pub const SAVE_VIEW: Text = Text("Save this view");
/// The column of names, and its heading.
pub const NAME: Text = Text("Display name");
/// The circle above the list.
pub const SELECT_ALL: Text = Text("Select all users on this page");
/// In the place of how many are selected.
pub const NOBODY_SELECTED: Text = Text("Nobody selected");
/// Clears the selection.
pub const CLEAR: Text = Text("Clear selection");
/// Nobody.
pub const NO_USERS: Text = Text("There are no users yet");
/// What to do.
pub const NO_USERS_TEXT: Text = Text("Add one, or many at once from a CSV file.");
/// Nobody matches.
pub const NO_MATCH: Text = Text("No user matches");
/// What to do.
pub const NO_MATCH_TEXT: Text = Text(
    "The search looks at the words of name, username and mail address. Try fewer letters or another filter.",
);
/// The way back to all.
pub const SHOW_ALL: Text = Text("Show all users");
/// Holds nothing.
pub const UNLICENSED: Text = Text("Unlicensed");
/// A user's mark.
pub const GUEST: Text = Text("Guest");
/// The opposite.
pub const MEMBER: Text = Text("Member");
/// May sign in.
pub const ALLOWED: Text = Text("Allowed");
/// May not.
pub const BLOCKED: Text = Text("Blocked");
/// No usage location.
pub const NO_LOCATION: Text = Text("Not set");

/// The circle beside a row.
pub fn select(name: &str) -> String {
    say!("Select {name}", name = name)
}

/// "2 users selected".
pub fn selected(number: usize) -> String {
    say!(number => "1 user selected" | "{n} users selected")
}

/// Beyond the page: all of them, as soon as they are counted with their number.
pub fn select_matching(number: Option<Matches>) -> String {
    match number {
        None => say!("Select all users that match"),
        Some(Matches::Exactly(number)) => {
            say!(number => "Select the 1 user that matches" | "Select all {n} users that match")
        }
        Some(Matches::MoreThan(number)) => say!(
            "Select all users that match: more than {number}",
            number = number
        ),
    }
}

/// They are.
pub fn all_selected(number: Option<Matches>) -> String {
    match number {
        None | Some(Matches::Exactly(0)) => say!("All users that match are selected"),
        Some(Matches::Exactly(number)) => say!(
            number => "The 1 user that matches is selected" | "All {n} users that match are selected"
        ),
        Some(Matches::MoreThan(number)) => say!(
            "All users that match are selected: more than {number}",
            number = number
        ),
    }
}

/// Deletes a saved view.
pub fn delete_view(name: &str) -> String {
    say!("Delete the view {name}", name = name)
}

/// Where somebody works.
pub fn location(location: Option<Location>) -> String {
    location.map_or_else(|| NO_LOCATION.into(), |one| told(one.name()))
}

/// "Microsoft 365 E3, Visio Plan 2 and Power BI Pro".
pub fn all_licenses(names: &[Arc<str>]) -> String {
    match names {
        [] => UNLICENSED.into(),
        names => and(names),
    }
}

/// "Microsoft 365 E3, Visio Plan 2 and 1 more".
pub fn licenses(names: &[Arc<str>]) -> String {
    match names {
        [] => UNLICENSED.into(),
        [one, other, more @ ..] if !more.is_empty() => {
            let names = domain::words::commas(&[one, other]);
            say!("{names} and {more} more", names = names, more = more.len())
        }
        few => and(few),
    }
}

/// A filter.
pub fn filter(filter: UserFilter) -> Text {
    Text(match filter {
        UserFilter::All => "All users",
        UserFilter::Licensed => "Licensed users",
        UserFilter::Unlicensed => "Unlicensed users",
        UserFilter::Guests => "Guest users",
        UserFilter::Allowed => "Sign-in allowed",
        UserFilter::Blocked => "Sign-in blocked",
        UserFilter::WithErrors => "Users with errors",
        UserFilter::Admins => "Admins",
        UserFilter::GlobalAdmins => "Global admins",
        UserFilter::LicenseAdmins => "License admins",
        UserFilter::UserAdmins => "User admins",
        UserFilter::BillingAdmins => "Billing admins",
        UserFilter::HelpdeskAdmins => "Helpdesk admins",
        UserFilter::ServiceSupportAdmins => "Service support admins",
        UserFilter::GlobalReaders => "Global readers",
    })
}

/// A column.
pub fn column(column: UserColumn) -> Text {
    Text(match column {
        UserColumn::Username => "Username",
        UserColumn::Licenses => "Licenses",
        UserColumn::Location => "Usage location",
        UserColumn::SignIn => "Sign-in",
        UserColumn::Kind => "User type",
        UserColumn::Department => "Department",
        UserColumn::JobTitle => "Job title",
        UserColumn::Office => "Office",
        UserColumn::City => "City",
        UserColumn::Mail => "Mail",
    })
}
