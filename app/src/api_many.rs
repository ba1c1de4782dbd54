//! The server functions that add many users from a list. The browser holds the list and sends it with each question, so
//! that the server keeps nothing between them.

#![allow(
    missing_docs,
    reason = "#[server] makes a struct of each function's arguments, which can't be documented"
)]

use crate::{error::Error, here::Here, wire::Json};
use domain::{AddMany, Listed, Receipt, words::Sentence};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// That everybody who is added gets a first password. The server draws them from the secret: if the answer is lost, the
/// same question has the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPasswords {
    /// Random, and at least 32 characters long.
    pub secret: String,
    /// Must they choose another when they first sign in?
    pub must_change: bool,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowResult {
    /// The username in it.
    pub username: String,
    /// The first password, if the user was added with one.
    pub password: Option<String>,
    /// Why nobody was added, if so.
    pub reasons: Vec<Sentence>,
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Of the order; whom it left out stands in the files, and not in its line.
    pub receipt: Receipt,
    /// How many rows the list has.
    pub rows: usize,
    /// How many of them weren't added.
    pub failures: usize,
    /// The first rows.
    pub first: Vec<RowResult>,
    /// What became of every row, and the first passwords: CSV.
    pub results: String,
    /// The rows that weren't added, with the reasons, to be corrected and chosen again: CSV. Empty if there are none.
    pub failed: String,
}

/// What adding the users of a list would do.
#[server(prefix = "/api", endpoint = "preview-many", input = Json, output = Json, client = Here)]
pub async fn preview_many(asked: AddMany, list: String) -> Result<Listed, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::many::check(store, asker, &asked, &list).await
}

/// The rows that would not be added, with the reasons: CSV.
#[server(prefix = "/api", endpoint = "failed-of-many", input = Json, output = Json, client = Here)]
pub async fn failed_of_many(asked: AddMany, list: String) -> Result<String, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::many::failed(store, asker, &asked, &list).await
}

/// Adds all of a list who can be: once for each `key`, and only if it does what the `seal` was given for.
#[server(prefix = "/api", endpoint = "submit-many", input = Json, output = Json, client = Here)]
pub async fn submit_many(
    asked: AddMany,
    list: String,
    seal: Option<String>,
    key: String,
    passwords: Option<FirstPasswords>,
) -> Result<Added, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let terms = (seal.as_deref(), key.as_str());
    crate::ssr::many::add(store, asker, &asked, &list, terms, passwords).await
}
