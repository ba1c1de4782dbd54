//! What the server functions that add many users do.

use super::{answer, drawn};
use crate::{
    api_many::{Added, FirstPasswords, RowResult},
    error::Error,
    words::tell,
};
use domain::{AddMany, Listed, Reasons, Receipt, UserId, Verb};
use std::collections::HashMap;
use store::{Asker, List, NewPassword, Store};

/// Reads a list, for whoever may add its users.
fn read<'l>(asker: &Asker, asked: &AddMany, list: &'l str) -> Result<List<'l>, Error> {
    let may = asker.actor.may(Verb::ManageUsers);
    answer(may.map_err(store::Error::NotAllowed))?;
    answer(List::read(list, asked.by_country))
}

pub(crate) async fn check(
    store: Store,
    asker: Asker,
    asked: &AddMany,
    list: &str,
) -> Result<Listed, Error> {
    let list = read(&asker, asked, list)?;
    answer(store.check_many(&asker, asked, &list).await)
}

pub(crate) async fn failed(
    store: Store,
    asker: Asker,
    asked: &AddMany,
    list: &str,
) -> Result<String, Error> {
    let list = read(&asker, asked, list)?;
    let reasons = answer(store.failed_of_many(&asker, asked, &list).await)?;
    answer(list.failed_file(&reasons, tell))
}

pub(crate) async fn add(
    store: Store,
    asker: Asker,
    asked: &AddMany,
    list: &str,
    terms: (Option<&str>, &str),
    passwords: Option<FirstPasswords>,
) -> Result<Added, Error> {
    let list = read(&asker, asked, list)?;
    let mut drawn_passwords = HashMap::new();
    let mut given = Vec::new();
    if let Some(FirstPasswords {
        secret,
        must_change,
    }) = passwords
    {
        let rows = list.newcomers().iter();
        let users: Vec<UserId> = rows.map(|row| asked.id(row.number)).collect();
        let drawn = drawn(secret, users.clone()).await?;
        for (user, (password, hash)) in users.into_iter().zip(drawn) {
            given.push(NewPassword {
                user,
                hash,
                must_change,
            });
            drawn_passwords.insert(user, password);
        }
    }
    let done = store.add_many(&asker, asked, &list, terms, given).await;
    let receipt = answer(done).map_err(short)?;
    let reasons = list.reasons(asked, &receipt.left_out);
    let password = |number: u32| drawn_passwords.get(&asked.id(number)).cloned();
    let first = list.results(&reasons).take(Listed::TOLD);
    let first = first.map(|(number, username, reasons)| RowResult {
        username: username.to_owned(),
        password: password(number).filter(|_| reasons.is_empty()),
        reasons: reasons.to_vec(),
    });
    Ok(Added {
        rows: list.len(),
        failures: reasons.len(),
        first: first.collect(),
        results: list.results_file(&reasons, password, tell),
        failed: failed_or_none(&list, &reasons)?,
        receipt: Receipt {
            line: Listed::line(receipt.line),
            left_out: Vec::new(),
            ..receipt
        },
    })
}

fn failed_or_none(list: &List<'_>, reasons: &Reasons) -> Result<String, Error> {
    match reasons.is_empty() {
        true => Ok(String::new()),
        false => answer(list.failed_file(reasons, tell)),
    }
}

/// No more reasons than a page can show: each row may have its own.
fn short(mut error: Error) -> Error {
    if let Error::Refused(reasons) = &mut error {
        reasons.truncate(Listed::TOLD);
    }
    error
}
