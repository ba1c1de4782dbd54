use leptos::prelude::*;

/// The pictures there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Three lines: opens the navigation.
    Menu,
    /// A cross: closes, removes.
    Close,
    /// A tick in a ring: this will go well.
    Good,
    /// An exclamation mark in a triangle: look.
    Warn,
    /// A bar in a ring: not like this.
    Bad,
    /// A dot in a ring: a plain statement.
    Plain,
    /// A magnifying glass.
    Search,
    /// An arrow down into a tray.
    Download,
    /// An angle that points down: more opens below.
    Down,
    /// A seat: the mark of the house, and of empty lists of licenses.
    Seat,
    /// A head and shoulders.
    Person,
    /// Three quarters of a ring, turning: under way.
    Wait,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Good => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM8 12.2l2.8 2.8 5.2-5.8",
            Self::Warn => "M12 4l9 16H3zM12 10v4.5M12 17.2v.1",
            Self::Bad => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM8 12h8",
            Self::Plain => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 11v5.5M12 7.8v.1",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
            Self::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15",
            Self::Down => "M6.5 9.5l5.5 5.5 5.5-5.5",
            Self::Seat => "M7 4v9h9a3 3 0 0 1 3 3v4M7 13v7M7 17h12",
            Self::Person => {
                "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20c.8-4 3.6-5.5 7.5-5.5s6.7 1.5 7.5 5.5"
            }
            Self::Wait => "M12 3a9 9 0 1 1-9 9",
        }
    }
}

/// A line icon in the color and size of its text. Always beside words or inside a labeled control,
/// so assistive technology skips it.
#[component]
pub fn Icon(
    /// Which picture.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.path()></path>
        </svg>
    }
}
