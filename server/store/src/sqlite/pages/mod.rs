//! The pages' queries, by noun.

mod active_users;
mod attention;
mod cursor;
mod groups;
mod holders;
mod people;
mod products;
mod saved_views;
mod search;
mod user_places;

pub(crate) use active_users::UserPage;
pub(crate) use holders::HolderPage;

use crate::{Asker, Error};
use domain::Verb;

/// Whoever reads needs an admin role.
pub(crate) fn may_read(asker: &Asker) -> Result<(), Error> {
    asker.actor.may(Verb::Read).map_err(Error::NotAllowed)
}
