//! After assigning: telling people what they got and how to begin.

mod message;
mod offer;

use domain::QuickStart;
pub(crate) use message::show;
pub(crate) use offer::Share;
use serde::{Deserialize, Serialize};

/// A QR code to draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// How many modules wide and high.
    pub size: usize,
    /// The dark ones, as the `d` of an SVG path.
    pub path: String,
}

/// Who got what, and where they begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// Who got what.
    pub start: QuickStart,
    /// The address of the page with the first steps.
    pub address: String,
    /// The same for a phone's camera.
    pub code: Option<Code>,
}
