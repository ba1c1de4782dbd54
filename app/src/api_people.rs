//! The server functions about people themselves: adding them with a first password, and passwords.

#![allow(
    missing_docs,
    reason = "#[server] makes a struct of each function's arguments, which can't be documented"
)]

use crate::error::Error;
use domain::{Order, Outcome, Receipt, UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;

/// The first password of somebody whom an order adds or restores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPassword {
    /// Whose.
    pub user: UserId,
    /// As it is typed.
    pub password: String,
    /// Must they choose another when they first sign in?
    pub must_change: bool,
}

/// Carries out an order as `submit` does, and gives users whom it adds or restores their first password.
#[server(prefix = "/api", endpoint = "submit-people", input = Json)]
pub async fn submit_people(
    order: Order,
    shown: Option<Outcome>,
    key: String,
    passwords: Vec<FirstPassword>,
) -> Result<Receipt, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let passwords = crate::ssr::hashed(passwords).await?;
    let terms = store::Terms {
        key: Some(&key),
        shown: shown.as_ref(),
    };
    let done = store.carry_out_with_passwords(&asker, &order, terms, passwords);
    crate::ssr::answer(done.await)
}

/// Gives a user another password, and signs them out everywhere.
#[server(prefix = "/api", endpoint = "reset-password", input = Json)]
pub async fn reset_password(
    user: UserId,
    password: String,
    must_change: bool,
) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(
        asker
            .actor
            .may(domain::Verb::ResetPasswords)
            .map_err(store::Error::NotAllowed),
    )?;
    let given = FirstPassword {
        user,
        password,
        must_change,
    };
    for password in crate::ssr::hashed(vec![given]).await? {
        crate::ssr::answer(store.reset_password(&asker, password).await)?;
    }
    Ok(())
}
