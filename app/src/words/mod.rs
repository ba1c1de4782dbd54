//! Every text that a person reads and that no rule of `domain` says, in one place: one module a
//! screen. Another language is another copy of this folder.

pub mod assign;
pub mod date;
pub mod error;
pub mod frame;
pub mod kit;
pub mod licenses;
pub mod manage;
pub mod order;
pub mod problem;
pub mod product;
pub mod services;
pub mod sign_in;
pub mod unassign;
pub mod user;
pub mod users;
