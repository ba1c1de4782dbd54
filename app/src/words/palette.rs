//! The command palette.

use super::Text;
use domain::Deed;

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
/// A command.
pub const REPLACE: Text = Text("Replace product licenses");
/// A command.
pub const THEME: Text = Text("Light or dark appearance");
/// What licenses are called too, to be found by.
pub const SEATS: Text = Text("Seats");
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

/// What is done with a subscription of a product.
pub fn deed(deed: Deed, product: &str) -> String {
    match deed {
        Deed::Buy(_) => say!("Buy licenses of {product}", product = product),
        Deed::Remove(_) => say!("Remove licenses of {product}", product = product),
        Deed::SetRecurring(_) => say!("Edit recurring billing of {product}", product = product),
        Deed::Cancel => say!("Cancel subscription of {product}", product = product),
        Deed::Reactivate => say!("Reactivate {product}", product = product),
        Deed::Convert => say!("Buy the trial of {product}", product = product),
        Deed::TakeControl(_) => say!("Take control of {product}", product = product),
        Deed::Advance(_) => String::new(),
    }
}

/// What is done with one user.
pub fn replace_of(user: &str) -> String {
    say!("Replace licenses of {user}", user = user)
}

/// What is done with one user.
pub fn block(user: &str) -> String {
    say!("Block sign-in of {user}", user = user)
}

/// What is done with one user.
pub fn allow(user: &str) -> String {
    say!("Allow sign-in of {user}", user = user)
}

/// What is done with one user.
pub fn reset(user: &str) -> String {
    say!("Reset password of {user}", user = user)
}

/// What is done with one user.
pub fn delete(user: &str) -> String {
    say!("Delete {user}", user = user)
}

/// What is done with one user.
pub fn sign_out(user: &str) -> String {
    say!("Sign out {user}", user = user)
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
