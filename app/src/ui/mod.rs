//! The kit: components that know no domain words. They take plain values and callbacks; each has
//! a file of the same name in `style/`.

mod awake;
mod button;
mod check;
mod disclosure;
mod empty;
mod error;
mod face;
mod field;
mod focus;
mod icon;
mod menu;
mod meter;
mod modal;
mod outcome;
mod pane;
mod picker;
mod reading;
mod reason;
mod skeleton;
mod table;
mod tabs;
mod tag;
mod tone;

pub use awake::awake;
pub use button::{Button, ButtonLink, Look};
pub use check::{Check, Tick};
pub use disclosure::Disclosure;
pub use empty::Empty;
pub use error::ErrorState;
pub use face::{Face, Person};
pub use field::{Field, SearchField};
pub use focus::{focus_on, take_focus};
pub use icon::{Glyph, Icon};
pub use menu::{FaceButton, Menu, NavButton, close_popover};
pub use meter::Meter;
pub use outcome::Outcome;
pub use pane::Pane;
pub use picker::{Chip, Choice, Choices, Part, Picker, is_list};
pub use reading::Reading;
pub use reason::Reason;
pub use skeleton::Skeleton;
pub use table::{Column, Direction, Sort, Table};
pub use tabs::Tabs;
pub use tag::Tag;
pub use tone::Tone;
