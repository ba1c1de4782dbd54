//! Passwords: argon2id, at most two at once, and no difference between "wrong" and "unknown".

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use domain::UserId;
use sha2::{Digest, Sha256};
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
            let is = matches(&password, &hash);
            if is_light(&hash) {
                // A drawn password takes as long as any other.
                matches(&password, NOBODY);
            }
            is
        })
        .await
    }

    /// A password for each of `users`, drawn from `secret`, and its hash. The same secret gives the same passwords.
    pub(crate) async fn draw(
        &self,
        secret: String,
        users: Vec<UserId>,
    ) -> Result<Vec<(String, String)>, Crowded> {
        self.in_turn(move || {
            let light = Argon2::new(Algorithm::Argon2id, Version::V0x13, light());
            let draw = |user: &UserId| {
                let password = drawn(&secret, *user);
                let hash = hash_by(&light, &password);
                (password, hash)
            };
            users.iter().map(draw).collect()
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
    hash_by(&Argon2::default(), password)
}

fn hash_by(argon2: &Argon2<'_>, password: &str) -> String {
    let salt = SaltString::encode_b64(&crate::token::random::<16>());
    let salt = salt.expect("16 bytes are a salt");
    let hash = argon2.hash_password(password.as_bytes(), &salt);
    hash.expect("the parameters are valid").to_string()
}

fn matches(password: &str, hash: &str) -> bool {
    let parsed = PasswordHash::new(hash);
    parsed.is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.as_bytes(), &known)
            .is_ok()
    })
}

/// What the hash of a drawn password costs: 64 KiB and one round. Nobody guesses 79 random bits, whatever a guess
/// costs; and so whoever adds a hundred thousand users gets their passwords while they wait.
fn light() -> Params {
    Params::new(64, 1, 1, None).expect("more than the least")
}

fn is_light(hash: &str) -> bool {
    let parsed = PasswordHash::new(hash).and_then(|known| Params::try_from(&known));
    parsed.is_ok_and(|params| params.m_cost() < Params::DEFAULT_M_COST)
}

/// Letters and digits that nobody takes for others.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// 16 letters in four groups: 79 random bits, as far as `secret` has as many.
fn drawn(secret: &str, user: UserId) -> String {
    let mut digest = Sha256::new();
    digest.update(secret);
    digest.update(user.0.as_bytes());
    let mut password = String::with_capacity(19);
    for (index, bytes) in digest.finalize().chunks(2).enumerate() {
        if index > 0 && index % 4 == 0 {
            password.push('-');
        }
        // Of 65,536 values all but two are spread evenly.
        let random = usize::from(bytes[0]) * 256 + usize::from(bytes[1]);
        password.push(char::from(LETTERS[random % LETTERS.len()]));
    }
    password
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
    async fn a_drawn_password_is_the_users_own_and_the_same_for_the_same_secret() {
        let passwords = Passwords::new();
        let users = [1, 2].map(|number| UserId(uuid::Uuid::from_u128(number)));
        let draw = async |secret: &str| {
            let drawn = passwords.draw(secret.into(), users.to_vec()).await;
            drawn.unwrap()
        };
        let (first, again, other) = (draw("a").await, draw("a").await, draw("b").await);
        let (password, hash) = &first[0];
        assert_eq!(password.len(), 19, "{password}");
        assert!(*password != first[1].0 && *password != other[0].0);
        assert_eq!(*password, again[0].0);
        assert!(is_light(hash) && !is_light(NOBODY));
        assert!(passwords.is(password, Some(hash)).await.unwrap());
        assert!(!passwords.is(&first[1].0, Some(hash)).await.unwrap());
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
