//! How pages look: as the system does, or always light or dark. A cookie says so, so that the server draws the page in
//! the right colors at once.

use serde::{Deserialize, Serialize};

/// The cookie's name.
pub const COOKIE: &str = "usher-theme";

/// Which colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// Those that the system is set to.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word for it in the form and in the cookie.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one with this [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// The document's `data-theme`; none if the system decides.
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then(|| self.code())
    }

    /// The schemes in which the document can be drawn.
    pub fn schemes(self) -> &'static str {
        match self {
            Self::System => "light dark",
            one => one.code(),
        }
    }
}
