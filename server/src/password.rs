//! Passwords: argon2id, at most two at once, and no difference between "wrong" and "unknown".

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};
use tokio::sync::Semaphore;

/// The fewest characters that a new password has.
pub(crate) const SHORTEST: usize = app::session::SHORTEST;
/// The most bytes that are hashed: more is no password.
pub(crate) const LONGEST: usize = 1024;
/// How many hashes run at once: each takes 19 MiB and a processor for a moment.
const AT_ONCE: usize = 2;
/// How many may wait for their turn before the next is told to come back later.
const WAITING: usize = 64;
/// What an unknown user's password is compared with, so that the answer takes as long. Of the default parameters; no
/// password has it, for it was drawn and not computed.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$YW5lbXB0eWNoYWlyMTIzNA$Tm9ib2R5IHNpdHMgaW4gdGhpcyBjaGFpciwgZXZlci4";

/// Too many are waiting for their password to be checked.
#[derive(Debug)]
pub(crate) struct Crowded;

/// Checks and makes password hashes, a few at a time.
pub(crate) struct Passwords {
    turn: Semaphore,
    queue: Semaphore,
}

impl Passwords {
    pub(crate) const fn new() -> Self {
        Self {
            turn: Semaphore::const_new(AT_ONCE),
            queue: Semaphore::const_new(AT_ONCE + WAITING),
        }
    }

    /// Is `password` the one that `hash` was made of? Without a hash it is not, after the same time.
    pub(crate) async fn is(&self, password: &str, hash: Option<&str>) -> Result<bool, Crowded> {
        let hash = hash.unwrap_or(NOBODY).to_owned();
        let password = password.to_owned();
        self.in_turn(move || {
            let parsed = PasswordHash::new(&hash);
            parsed.is_ok_and(|known| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &known)
                    .is_ok()
            })
        })
        .await
    }

    /// The hash to keep, in PHC format.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Crowded> {
        let password = password.to_owned();
        self.in_turn(move || hash(&password)).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Crowded> {
        let _place = self.queue.try_acquire().map_err(|_| Crowded)?;
        let _turn = self.turn.acquire().await.map_err(|_| Crowded)?;
        let done = tokio::task::spawn_blocking(work).await;
        Ok(done.expect("hashing does not panic"))
    }
}

fn hash(password: &str) -> String {
    let salt = SaltString::encode_b64(&crate::token::random::<16>());
    let salt = salt.expect("16 bytes are a salt");
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.expect("the default parameters are valid").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_only_its_own() {
        let passwords = Passwords::new();
        let hash = passwords.hash("correct horse battery").await.unwrap();
        assert!(
            passwords
                .is("correct horse battery", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .is("correct horse batterz", Some(&hash))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn nobody_has_a_password() {
        let passwords = Passwords::new();
        assert!(!passwords.is("", None).await.unwrap());
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let real = hash("x");
        let somebody = PasswordHash::new(&real).unwrap();
        assert_eq!(nobody.algorithm, somebody.algorithm);
        assert_eq!(nobody.params, somebody.params);
        assert_eq!(nobody.hash.unwrap().len(), somebody.hash.unwrap().len());
    }
}
