//! What the server answers over HTTP.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod answers;
mod bad_requests;
mod deleted_users;
mod exports;
mod guests;
mod guests_foreseen;
mod install;
mod languages;
mod live;
mod many;
mod partners;
mod passwords;
mod plain_forms;
mod process;
mod products;
mod settings;
mod setup;
mod sign_in;
mod steady;
mod traces;
mod unreadable;
#[path = "../usher/mod.rs"]
mod usher;
#[path = "../web/mod.rs"]
mod web;

/// A Global admin of the demo.
const IDA: &str = "ida@northlight.example";
