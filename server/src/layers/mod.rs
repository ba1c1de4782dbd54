//! What every request passes on its way in, and every answer on its way out. One file a layer.

mod body;
mod headers;
mod lead;
mod room;
mod same_site;
mod shelter;
mod signed_in;
mod trace;
mod words;

pub(crate) use body::limit_body;
pub(crate) use headers::secure;
pub(crate) use lead::lead;
pub(crate) use room::make_room;
pub(crate) use same_site::same_site;
pub(crate) use shelter::shelter;
pub(crate) use signed_in::{Secret, functions_know_who_asks, must_be_signed_in, who_asks};
pub(crate) use trace::{Logged, Reference, refer, spans};
pub(crate) use words::{put_in_words, words};
