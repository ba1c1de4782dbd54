//! The pages' queries, by noun.

mod active_users;
mod active_users_walk;
mod admins;
mod attention;
mod changes;
mod cursor;
mod deleted_users;
mod groups;
mod guests;
mod holders;
mod home;
mod people;
mod products;
mod quick_start;
mod saved_views;
mod search;
mod sessions;
mod standing;
mod user_places;
mod whom;
mod your_products;

pub(crate) use active_users::UserPage;
pub(crate) use active_users_walk::can_be_found;
pub(crate) use deleted_users::{DeletedPage, deleted_until};
pub(crate) use guests::GuestPage;
pub(crate) use holders::HolderPage;
pub(crate) use whom::address;
pub use whom::{Addressed, Who};
pub(crate) use your_products::sees_partner;

use crate::{Asker, Error};
use domain::Verb;

/// Whoever reads needs an admin role.
pub(crate) fn may_read(asker: &Asker) -> Result<(), Error> {
    asker.actor.may(Verb::Read).map_err(Error::NotAllowed)
}
