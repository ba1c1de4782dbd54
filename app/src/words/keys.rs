//! The sheet of the keyboard's shortcuts.

/// The sheet.
pub const TITLE: &str = "Keyboard shortcuts";
/// A group of them.
pub const EVERYWHERE: &str = "Everywhere";
/// A group of them.
pub const GO: &str = "Go to";
/// A group of them.
pub const ON_PRODUCT: &str = "On a product's page";
/// A group of them.
pub const IN_PANE: &str = "In a pane";
/// The keys that open the palette, with a blank in between.
pub const CTRL_K: &str = "Ctrl K";
/// What they do. (A Mac has another key for it.)
pub const PALETTE: &str = "Search or go to anything (on a Mac ⌘ K)";
/// The key that closes.
pub const ESCAPE: &str = "Esc";
/// What a key does.
pub const THIS: &str = "Show these shortcuts";
/// What a key does.
pub const SEARCH: &str = "Search in the page's list";
/// What a key does.
pub const ASSIGN: &str = "Assign licenses";
/// What a key does.
pub const CLOSE: &str = "Close without a change";
/// The switch.
pub const SINGLE: &str = "Single-key shortcuts";
/// What it is for.
pub const SINGLE_TEXT: &str = "Turn them off if you speak your input, or if your other tools use these keys. This browser remembers it.";
