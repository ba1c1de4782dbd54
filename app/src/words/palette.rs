//! The command palette.

use domain::words::count;

/// The palette.
pub const TITLE: &str = "Search or go to";
/// The button that opens it.
pub const OPEN: &str = "Search or go to";
/// What to do in the box.
pub const BEGIN: &str = "A page, a product, a user, something to do";
/// A kind of what is found.
pub const PAGES: &str = "Pages";
/// A kind of what is found.
pub const COMMANDS: &str = "Commands";
/// A kind of what is found.
pub const PRODUCTS: &str = "Products";
/// A kind of what is found.
pub const USERS: &str = "Users";
/// A command.
pub const KEYS: &str = "Keyboard shortcuts";
/// A command.
pub const EXPORT_PRODUCTS: &str = "Export products";
/// What a command makes.
pub const AS_FILE: &str = "As a CSV file";
/// While users are on their way.
pub const LOOKING: &str = "Searching…";

/// A command.
pub fn assign(product: &str) -> String {
    format!("Assign {product}")
}

/// How much was found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => format!("Nothing matches “{typed}”. Try fewer letters, or a part number."),
        _ => format!("{}.", count(number, "result")),
    }
}
