//! Plugs in: the web server, sessions, configuration and the `usher` command line.
//!
//! A library beside the program, so that tests open the same doors that `usher serve` opens.

// A page's type is as deep as its elements.
#![recursion_limit = "512"]

mod attempts;
pub mod cli;
mod clock;
pub mod config;
mod export;
mod extract;
mod health;
mod install;
mod invitation;
mod language;
mod layers;
mod listen;
mod live;
mod mail;
mod metrics;
mod outage;
mod own_password;
mod password;
mod preferences;
pub mod router;
mod session;
mod setup;
mod site;
mod token;
mod traces;
pub mod web;

pub use live::keep as keep_live;
pub use session::Address;
