//! What the pages show.

mod home;
mod products;
mod purchases;
mod search;
mod users;

pub use home::{Troubles, recent};
