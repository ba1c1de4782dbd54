//! The page in the place of one that can't be had. The browser keeps it.

use super::Text;

/// The page.
pub const TITLE: Text = Text("Usher can't be reached");
/// What is so, and what to do.
pub const TEXT: Text = Text("Your device is offline, or the server is down. Nothing was changed, and nothing of your organization's is kept on this device.");
/// The way back.
pub const AGAIN: Text = Text("Try again");
