//! An order as it is sent.

use crate::{
    api,
    api_people::{self, FirstPassword},
    error::Error,
};
use domain::{Order, Outcome, Receipt};
use std::{future::Future, pin::Pin};

/// An order on its way: sent again unchanged, it has the same key and takes effect once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sent {
    pub(super) order: Order,
    /// What was shown of what comes of it.
    pub(super) shown: Option<Outcome>,
    pub(super) key: String,
    pub(super) passwords: Vec<FirstPassword>,
}

/// Sends it.
pub(super) fn carry(sent: Sent) -> Pin<Box<dyn Future<Output = Result<Receipt, Error>>>> {
    let Sent {
        order,
        shown,
        key,
        passwords,
    } = sent;
    Box::pin(async move {
        match passwords.as_slice() {
            [] => api::submit(order, shown, key).await,
            _ => api_people::submit_people(order, shown, key, passwords).await,
        }
    })
}
