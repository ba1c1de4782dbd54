//! The sheet of the keyboard's shortcuts.

use super::Text;

/// The sheet.
pub const TITLE: Text = Text("Keyboard shortcuts");
/// A group of them.
pub const EVERYWHERE: Text = Text("Everywhere");
/// A group of them.
pub const GO: Text = Text("Go to");
/// A group of them.
pub const ON_PRODUCT: Text = Text("On a product's page");
/// A group of them.
pub const IN_PANE: Text = Text("In a pane");
/// The keys that open the palette, with a blank in between.
pub const CTRL_K: Text = Text("Ctrl K");
/// What they do. (A Mac has another key for it.)
pub const PALETTE: Text = Text("Search or go to anything (on a Mac ⌘ K)");
/// The key that closes.
pub const ESCAPE: Text = Text("Esc");
/// What a key does.
pub const THIS: Text = Text("Show these shortcuts");
/// What a key does.
pub const SEARCH: Text = Text("Search in the page's list");
/// What a key does.
pub const ASSIGN: Text = Text("Assign licenses");
/// What a key does.
pub const CLOSE: Text = Text("Close without a change");
/// The switch.
pub const SINGLE: Text = Text("Single-key shortcuts");
/// What it is for.
pub const SINGLE_TEXT: Text = Text("Turn them off if you speak your input, or if your other tools use these keys. This browser remembers it.");
