//! Every text that a person reads and that no rule of `domain` says, in one place: one module a screen. They are
//! written in English; what another language says instead stands in its file in `app/locales/`.

mod language;

pub use language::{LINK, Speaks, Text, and, arrive, digits, language, number, tell, told};

/// A sentence with places, in the reader's language: [`domain::say!`], told.
macro_rules! say {
    ($($sentence:tt)*) => {
        $crate::words::tell(&domain::say!($($sentence)*))
    };
}

pub mod actor;
pub mod assign;
pub mod cloud;
pub mod customers;
pub mod date;
pub mod error;
pub mod frame;
pub mod guests;
pub mod holds;
pub mod home;
pub mod invitation;
pub mod keys;
pub mod kit;
pub mod licenses;
pub mod live;
pub mod manage;
pub mod many;
pub mod offline;
pub mod order;
pub mod palette;
pub mod people;
pub mod place;
pub mod problem;
pub mod product;
pub mod products;
pub mod services;
pub mod settings;
pub mod share;
pub mod sign_in;
pub mod start;
pub mod unassign;
pub mod user;
pub mod users;
