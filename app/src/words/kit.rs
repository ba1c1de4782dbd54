//! What the kit's components say.

/// The button that closes a pane.
pub const CLOSE: &str = "Close";
/// The list of chips, for assistive technology.
pub const CHOSEN: &str = "Chosen";
/// What stands in for a list that is on its way.
pub const LOADING: &str = "Loading";

/// The button on a chip.
pub fn remove(name: &str) -> String {
    format!("Remove {name}")
}

/// After the last chip shown.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}
