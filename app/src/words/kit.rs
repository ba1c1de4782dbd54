//! What the kit's components say.

use super::Text;
/// The button that closes a pane.
pub const CLOSE: Text = Text("Close");
/// The list of chips, for assistive technology.
pub const CHOSEN: Text = Text("Chosen");
/// What stands in for a list that is on its way.
pub const LOADING: Text = Text("Loading");

/// The button on a chip.
pub fn remove(name: &str) -> String {
    say!("Remove {name}", name = name)
}

/// After the last chip shown.
pub fn and_more(count: usize) -> String {
    say!("and {more} more", more = count)
}
