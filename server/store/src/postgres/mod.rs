//! PostgreSQL, for many servers on one database. What is its own: opening, migrating, locks.

pub(crate) mod faults;
mod locks;
mod open;
