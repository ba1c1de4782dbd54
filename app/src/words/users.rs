//! The page of active users.

use domain::{
    UserColumn, UserFilter,
    words::{and, count},
};
use std::sync::Arc;

/// The group of the navigation.
pub const GROUP: &str = "Users";
/// The page.
pub const TITLE: &str = "Active users";
/// What it is for.
pub const TEXT: &str = "Everybody who can hold licenses: members and guests.";
/// The commands.
pub const MANAGE: &str = "Manage product licenses";
/// The commands.
pub const EXPORT: &str = "Export users";
/// Why a command is off.
pub const SELECT_FIRST: &str = "Select at least one user in the list first.";
/// The box above the list.
pub const SEARCH: &str = "Search users";
/// The choices above the list, for assistive technology.
pub const FILTER: &str = "Filter";
/// The choices above the list.
pub const PRODUCT: &str = "Product";
/// The choices above the list.
pub const LOCATION: &str = "Usage location";
/// No filter by product.
pub const ANY_PRODUCT: &str = "Any product";
/// No filter by location.
pub const ANY_LOCATION: &str = "Any location";
/// Sends the form without JavaScript, and the columns.
pub const APPLY: &str = "Apply";
/// What is chosen from.
pub const COLUMNS: &str = "Columns";
/// The saved views.
pub const VIEWS: &str = "Views";
/// There are none.
pub const NO_VIEWS: &str =
    "Nothing saved yet. Narrow the list, choose columns, and save it as a view.";
/// The name of a new one.
pub const VIEW_NAME: &str = "Name of the view";
/// Saves it.
pub const SAVE_VIEW: &str = "Save this view";
/// The column of names, and its heading.
pub const NAME: &str = "Display name";
/// The circle above the list.
pub const SELECT_ALL: &str = "Select all users on this page";
/// Beyond the page.
pub const SELECT_MATCHING: &str = "Select all users that match";
/// They are.
pub const ALL_SELECTED: &str = "All users that match are selected";
/// Clears the selection.
pub const CLEAR: &str = "Clear selection";
/// The next page of the list.
pub const NEXT: &str = "Next page";
/// The first page of the list.
pub const FIRST: &str = "First page";
/// Nobody.
pub const NO_USERS: &str = "There are no users yet";
/// What to do.
pub const NO_USERS_TEXT: &str = "Import them from a file with: usher users import FILE";
/// Nobody matches.
pub const NO_MATCH: &str = "No user matches";
/// What to do.
pub const NO_MATCH_TEXT: &str = "The search looks at the words of name, username and mail address. Try fewer letters or another filter.";
/// The way back to all.
pub const SHOW_ALL: &str = "Show all users";
/// Holds nothing.
pub const UNLICENSED: &str = "Unlicensed";
/// A user's mark.
pub const GUEST: &str = "Guest";
/// The opposite.
pub const MEMBER: &str = "Member";
/// May sign in.
pub const ALLOWED: &str = "Allowed";
/// May not.
pub const BLOCKED: &str = "Blocked";
/// No usage location.
pub const NO_LOCATION: &str = "Not set";

/// The circle beside a row.
pub fn select(name: &str) -> String {
    format!("Select {name}")
}

/// "2 users selected".
pub fn selected(number: usize) -> String {
    format!("{} selected", count(number, "user"))
}

/// Deletes a saved view.
pub fn delete_view(name: &str) -> String {
    format!("Delete the view {name}")
}

/// "Microsoft 365 E3, Visio Plan 2 and 1 more".
pub fn licenses(names: &[Arc<str>]) -> String {
    match names {
        [] => UNLICENSED.into(),
        [one, other, more @ ..] if !more.is_empty() => {
            format!("{one}, {other} and {} more", more.len())
        }
        few => and(few),
    }
}

/// A filter.
pub fn filter(filter: UserFilter) -> &'static str {
    match filter {
        UserFilter::All => "All users",
        UserFilter::Licensed => "Licensed users",
        UserFilter::Unlicensed => "Unlicensed users",
        UserFilter::Guests => "Guest users",
        UserFilter::Allowed => "Sign-in allowed",
        UserFilter::Blocked => "Sign-in blocked",
    }
}

/// A column.
pub fn column(column: UserColumn) -> &'static str {
    match column {
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
    }
}
