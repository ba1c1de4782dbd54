//! The store, as its callers see it: one program, so that it is built and linked once. On PostgreSQL too, where
//! `USHER_TEST_POSTGRES` names a cluster.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod active_users;
mod active_users_few;
mod add_many;
mod add_many_files;
mod attempts;
mod backup;
mod carry_out;
mod catalog;
mod conformance;
mod copy;
#[cfg(unix)]
mod crash;
mod deleted_users;
mod demo;
mod export;
mod guests;
mod holds;
mod home;
mod import_users;
mod ledger;
#[cfg(unix)]
mod lost_answers;
mod model;
mod news;
mod open;
mod pages;
mod partners;
mod quick_start;
mod races;
mod refusals;
mod scene;
mod seed;
mod servers;
mod set_up;
mod settings;
mod side_by_side;
mod statements;
mod subscriptions;
mod terms;
mod tick;
mod together;
mod typeahead;
mod users;
mod users_passwords;
mod whom;
#[allow(
    dead_code,
    reason = "the store needs but the worlds and orders of the laws"
)]
#[path = "../../../../domain/tests/world/mod.rs"]
mod world;
mod writer;
