//! The list of products owned.

use domain::{
    Attention, Seats,
    words::{count, digits},
};

/// The page.
pub const TITLE: &str = "Licenses";
/// What it is for.
pub const TEXT: &str = "Products that you own. Select one to assign or unassign it.";
/// The box above the list.
pub const FILTER: &str = "Filter products";
/// Saves the list as a file.
pub const EXPORT: &str = "Export";
/// The columns.
pub const PRODUCT: &str = "Product";
/// The columns.
pub const AVAILABLE: &str = "Available";
/// The columns.
pub const ASSIGNED: &str = "Assigned";
/// The columns.
pub const STATUS: &str = "Status";
/// After the number of seats available.
pub const LEFT: &str = "left";
/// No product at all.
pub const NONE: &str = "No products yet";
/// Why, and what to do.
pub const NONE_TEXT: &str = "Products that your organization buys are listed here. Buy seats with “usher buy --product ENTERPRISEPACK --seats 25”, or import the catalog first.";
/// No product of this name.
pub const NO_MATCH: &str = "No product matches";
/// The way back to all of them.
pub const SHOW_ALL: &str = "Show all products";

/// Why the narrowed list is empty.
pub fn no_match_text(filter: &str) -> String {
    format!("None of your products has “{filter}” in its name or part number.")
}

/// "2 subscriptions".
pub fn subscriptions(number: u32) -> String {
    count(number as usize, "subscription")
}

/// "120 of 134".
pub fn of(seats: Seats) -> String {
    format!(
        "{} of {}",
        digits(seats.assigned as usize),
        digits(seats.assignable as usize)
    )
}

/// The bar in words.
pub fn bar(seats: Seats) -> String {
    format!("{} seats assigned", of(seats))
}

/// What needs attention, in few words.
pub fn attention(attention: Attention) -> String {
    match attention {
        Attention::NoSeats => "No seats left".into(),
        Attention::Overdrawn(by) => format!("{} too many assigned", digits(by as usize)),
        Attention::Expires(0) => "Expires today".into(),
        Attention::Expires(days) => format!("Expires in {}", count(days as usize, "day")),
        Attention::Expired => "Expired".into(),
        Attention::Disabled => "Disabled".into(),
        Attention::SelfService => "Self-service".into(),
        Attention::LowStock(left) => format!("Only {} left", count(left as usize, "seat")),
    }
}
