//! What stands in the tables, and every statement that reads or writes it, for either engine.

pub(crate) mod accounts;
mod accounts_facts;
pub(crate) mod attempts;
pub(crate) mod bulk;
pub(crate) mod catalog;
pub(crate) mod chain;
pub(crate) mod codes;
pub(crate) mod facts;
pub(crate) mod holdings;
pub(crate) mod holds;
pub(crate) mod invitations;
pub(crate) mod ledger;
pub(crate) mod organization;
pub(crate) mod packed;
pub(crate) mod pages;
pub(crate) mod passwords;
pub(crate) mod people;
mod profiles;
mod roles;
pub(crate) mod seat_days;
pub(crate) mod sessions;
mod settings;
pub(crate) mod subscriptions;
pub(crate) mod verify;
mod words;
pub(crate) mod write;
mod write_users;
