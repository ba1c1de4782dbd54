//! What the kit's components say.

use super::Text;
/// The button that closes a pane.
pub const CLOSE: Text = Text("Close");
/// The list of chips, for assistive technology.
pub const CHOSEN: Text = Text("Chosen");
/// What stands in for a list that is on its way.
pub const LOADING: Text = Text("Loading");

/// Asked before a pane is closed.
pub const DISCARD_ENTERED: Text = Text("Discard what you entered?");
/// Why it is asked.
pub const NOT_SAVED: Text = Text("It isn't saved yet.");
/// The question before passwords are lost.
pub const LEAVE_PASSWORDS: Text = Text("Leave without the passwords?");
/// Why it is asked.
pub const SHOWN_ONCE: Text = Text("They are being given now, and are shown only here, once.");
/// The way back to them.
pub const STAY: Text = Text("Stay");
/// The way away from them.
pub const LEAVE: Text = Text("Leave");
/// The way back into the pane.
pub const GO_ON: Text = Text("Go on editing");
/// The way out of it.
pub const DISCARD: Text = Text("Discard");

/// The way to a list's next page.
pub const NEXT: Text = Text("Next page");
/// The way back to its first.
pub const FIRST: Text = Text("First page");
/// Said to whoever took it.
pub const NEXT_SHOWN: Text = Text("This is the next page.");
/// The same, of the first.
pub const FIRST_SHOWN: Text = Text("This is the first page.");

/// The button on a chip.
pub fn remove(name: &str) -> String {
    say!("Remove {name}", name = name)
}

/// After the last chip shown.
pub fn and_more(count: usize) -> String {
    say!("and {more} more", more = count)
}
