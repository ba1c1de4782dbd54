//! The server functions about people themselves: adding them with a first password, and passwords.

#![allow(
    missing_docs,
    reason = "#[server] makes a struct of each function's arguments, which can't be documented"
)]

use crate::{error::Error, guests::Foreseen, here::Here, wire::Json};
use domain::{DeletedQuery, DeletedUser, Facts, Location, Order, Outcome, Page, Receipt, UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

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
#[server(prefix = "/api", endpoint = "submit-people", input = Json, output = Json, client = Here)]
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

/// With what somebody begins who adds a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// What usernames end with; empty if that isn't known.
    pub domain: String,
    /// Where the organization is.
    pub location: Option<Location>,
}

/// With what to begin adding a user.
#[server(prefix = "/api", endpoint = "start-adding", input = GetUrl, output = Json, client = Here)]
pub async fn start_adding() -> Result<Start, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let facts = crate::ssr::answer(store.facts(&asker, &domain::Needs::default()).await)?;
    Ok(Start {
        domain: crate::ssr::answer(store.domain(&asker).await)?,
        location: facts.default_location,
    })
}

/// Deleted users, the last one first.
#[server(prefix = "/api", endpoint = "deleted-users", input = GetUrl, output = Json, client = Here)]
pub async fn deleted_users(query: DeletedQuery) -> Result<Page<DeletedUser>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.deleted_users(&asker, &query).await)
}

/// The facts about one deleted user: what they held, and what is left of it.
#[server(prefix = "/api", endpoint = "deleted-user", input = GetUrl, output = Json, client = Here)]
pub async fn one_deleted_user(user: UserId) -> Result<Facts, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let needs = domain::Needs {
        accounts: vec![user],
        ..domain::Needs::default()
    };
    crate::ssr::answer(store.facts(&asker, &needs).await)
}

/// Gives a user another password, and signs them out everywhere.
#[server(prefix = "/api", endpoint = "reset-password", input = Json, output = Json, client = Here)]
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

/// What would come of inviting this address as a guest.
#[server(prefix = "/api", endpoint = "preview-guest", input = Json, output = Json, client = Here)]
pub async fn preview_guest(mail: String) -> Result<Foreseen, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::foresee(store, asker, &mail).await
}
