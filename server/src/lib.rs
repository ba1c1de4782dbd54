//! Plugs in: the web server, sessions, configuration and the `usher` command line.
//!
//! A library beside the program, so that tests open the same doors that `usher serve` opens.

// A page's type is as deep as its elements.
#![recursion_limit = "512"]

mod attempts;
pub mod cli;
pub mod config;
mod export;
mod health;
mod layers;
mod listen;
mod password;
pub mod router;
mod session;
mod setup;
mod site;
mod token;
pub mod web;

pub use session::Address;
