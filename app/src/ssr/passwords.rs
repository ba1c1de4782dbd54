//! How the app has passwords hashed: the server says how, a few at a time.

use super::answer;
use crate::{api_people::FirstPassword, error::Error, session::SHORTEST, words};
use domain::UserId;
use leptos::prelude::*;
use std::{future::Future, pin::Pin, sync::Arc};
use store::NewPassword;

/// So many passwords are given by one order.
const MOST: usize = 10;
/// The most bytes that are hashed: more is no password.
const LONGEST: usize = 1024;

/// A hash some time; none if too many wait for theirs.
type Hash = Pin<Box<dyn Future<Output = Option<String>> + Send>>;

/// Passwords drawn for users from a secret, each with its hash; none if too many wait for theirs.
pub type Drawn = Pin<Box<dyn Future<Output = Option<Vec<(String, String)>>> + Send>>;

/// Makes argon2id hashes. The server puts it into the context.
#[derive(Clone)]
pub struct Hasher {
    hash: Arc<dyn Fn(String) -> Hash + Send + Sync>,
    draw: Arc<dyn Fn(String, Vec<UserId>) -> Drawn + Send + Sync>,
}

impl Hasher {
    /// By these functions: of a password that somebody chose, and of passwords that are drawn.
    pub fn new(
        hash: impl Fn(String) -> Hash + Send + Sync + 'static,
        draw: impl Fn(String, Vec<UserId>) -> Drawn + Send + Sync + 'static,
    ) -> Self {
        Self {
            hash: Arc::new(hash),
            draw: Arc::new(draw),
        }
    }
}

/// The fewest characters of a secret: 128 random bits in hexadecimal.
const SECRET: usize = 32;

/// Says `why`, if nothing can be drawn from a secret: it is too short, or too long.
pub(super) fn checked(secret: &str, why: words::Text) -> Result<(), Error> {
    answer(match (SECRET..=LONGEST).contains(&secret.len()) {
        true => Ok(()),
        false => Err(store::Error::Input(why.into())),
    })
}

/// A password for each of `users`, with its hash: the same for the same secret.
pub(crate) async fn drawn(
    secret: String,
    users: Vec<UserId>,
) -> Result<Vec<(String, String)>, Error> {
    checked(&secret, words::many::SHORT_SECRET)?;
    let drawn = match use_context::<Hasher>() {
        Some(hasher) => (hasher.draw)(secret, users).await,
        None => None,
    };
    answer(drawn.ok_or(store::Error::Busy))
}

/// The passwords as the store keeps them.
pub(crate) async fn hashed(given: Vec<FirstPassword>) -> Result<Vec<NewPassword>, Error> {
    let input = |why: words::Text| answer::<()>(Err(store::Error::Input(why.into())));
    if given.len() > MOST {
        input(words::people::TOO_MANY_PASSWORDS)?;
    }
    let hasher = use_context::<Hasher>();
    let mut hashed = Vec::new();
    for one in given {
        if one.password.chars().count() < SHORTEST || one.password.len() > LONGEST {
            input(words::people::SHORT_PASSWORD)?;
        }
        let hash = match &hasher {
            Some(hasher) => (hasher.hash)(one.password).await,
            None => None,
        };
        hashed.push(NewPassword {
            user: one.user,
            hash: answer(hash.ok_or(store::Error::Busy))?,
            must_change: one.must_change,
        });
    }
    Ok(hashed)
}
