//! The list of products owned.

use super::Text;
use domain::{Attention, Seats};

/// The page.
pub const TITLE: Text = Text("Licenses");
/// What it is for.
pub const TEXT: Text = Text("Products that you own. Select one to assign or unassign it.");
/// The box above the list.
pub const FILTER: Text = Text("Filter products");
/// Saves the list as a file.
pub const EXPORT: Text = Text("Export");
/// The columns.
pub const PRODUCT: Text = Text("Product");
/// The columns.
pub const AVAILABLE: Text = Text("Available");
/// The columns.
pub const ASSIGNED: Text = Text("Assigned");
/// The columns.
pub const STATUS: Text = Text("Status");
/// After the number of seats available.
pub const LEFT: Text = Text("left");
/// No product at all.
pub const NONE: Text = Text("No products yet");
/// Why, and what to do.
pub const NONE_TEXT: Text = Text(
    "Products that your organization buys are listed here. Buy a product to begin. If the catalog is still empty, whoever operates this Usher imports it first: usher catalog import FILE.",
);
/// No product of this name.
pub const NO_MATCH: Text = Text("No product matches");
/// The way back to all of them.
pub const SHOW_ALL: Text = Text("Show all products");

/// Why the narrowed list is empty.
pub fn no_match_text(filter: &str) -> String {
    say!(
        "None of your products has “{filter}” in its name or part number.",
        filter = filter
    )
}

/// "2 subscriptions".
pub fn subscriptions(number: u32) -> String {
    say!(number => "1 subscription" | "{n} subscriptions")
}

/// "120 of 134".
pub fn of(seats: Seats) -> String {
    say!(
        "{assigned} of {all}",
        assigned = seats.assigned,
        all = seats.assignable
    )
}

/// The bar in words.
pub fn bar(seats: Seats) -> String {
    say!(
        "{assigned} of {all} seats assigned",
        assigned = seats.assigned,
        all = seats.assignable
    )
}

/// What needs attention, in few words.
pub fn attention(attention: Attention) -> String {
    match attention {
        Attention::NoSeats => say!("No seats left"),
        Attention::Overdrawn(by) => say!("{number} too many assigned", number = by),
        Attention::Expires(0) => say!("Expires today"),
        Attention::Expires(days) => say!(days => "Expires in 1 day" | "Expires in {n} days"),
        Attention::Expired => say!("Expired"),
        Attention::Disabled => say!("Disabled"),
        Attention::PartlyDisabled => say!("Partly disabled"),
        Attention::SelfService => say!("Self-service"),
        Attention::LowStock(left) => say!(left => "Only 1 seat left" | "Only {n} seats left"),
    }
}
