//! The command palette.

use super::Text;
/// The palette.
pub const TITLE: Text = Text("Search or go to");
/// The button that opens it.
pub const OPEN: Text = Text("Search or go to");
/// What to do in the box.
pub const BEGIN: Text = Text("A page, a product, a user, something to do");
/// A kind of what is found.
pub const PAGES: Text = Text("Pages");
/// A kind of what is found.
pub const COMMANDS: Text = Text("Commands");
/// A kind of what is found.
pub const PRODUCTS: Text = Text("Products");
/// A kind of what is found.
pub const USERS: Text = Text("Users");
/// A command.
pub const KEYS: Text = Text("Keyboard shortcuts");
/// A command.
pub const EXPORT_PRODUCTS: Text = Text("Export products");
/// What a command makes.
pub const AS_FILE: Text = Text("As a CSV file");
/// While users are on their way.
pub const LOOKING: Text = Text("Searching…");

/// A command.
pub fn assign(product: &str) -> String {
    say!("Assign {product}", product = product)
}

/// A command.
pub fn unassign(product: &str) -> String {
    say!("Unassign {product}", product = product)
}

/// A command.
pub fn services(product: &str) -> String {
    say!("Change apps and services of {product}", product = product)
}

/// A command.
pub fn buy(product: &str) -> String {
    say!("Buy licenses of {product}", product = product)
}

/// A command.
pub fn take_control(product: &str) -> String {
    say!("Take control of {product}", product = product)
}

/// How much was found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => say!(
            "Nothing matches “{typed}”. Try fewer letters, or a part number.",
            typed = typed
        ),
        _ => say!(number => "1 result." | "{n} results."),
    }
}
