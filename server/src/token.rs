//! Secrets from the operating system's randomness, and what is kept of them.

use domain::UserId;
use sha2::{Digest, Sha256};

/// How many bytes: 256 bits, nothing to guess.
const BYTES: usize = 32;

/// A session's secret, as its cookie holds it. Only its [`hash`] is kept.
pub(crate) fn fresh() -> String {
    hex(&random::<BYTES>())
}

/// A token drawn from a secret of 128 random bits, for one user: always the same.
pub(crate) fn drawn(secret: &str, user: UserId) -> String {
    let digest = Sha256::new()
        .chain_update(secret)
        .chain_update(user.0.as_bytes())
        .finalize();
    hex(&digest)
}

/// What the database knows of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A token, and what the database knows of it.
pub(crate) fn with_hash(token: String) -> (String, [u8; 32]) {
    let hash = hash(&token);
    (token, hash)
}

/// A one-time code for people to type: ten letters and digits that don't look alike, in two groups.
pub(crate) fn code() -> String {
    const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte % 32)]);
    let letters: String = random::<10>().iter().map(letter).collect();
    format!("{}-{}", &letters[..5], &letters[5..])
}

/// Bytes that nobody can foresee.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    bytes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_token_has_256_bits_and_is_never_the_same() {
        assert_eq!(super::fresh().len(), 64);
        assert_ne!(super::fresh(), super::fresh());
    }

    #[test]
    fn a_drawn_token_is_the_same_for_the_same_secret_and_user() {
        let [one, two] = [1, 2].map(|number| domain::UserId(uuid::Uuid::from_u128(number)));
        let token = super::drawn("a", one);
        assert_eq!(token.len(), 64);
        assert_eq!(super::drawn("a", one), token);
        assert_ne!(super::drawn("a", two), token);
        assert_ne!(super::drawn("b", one), token);
    }

    #[test]
    fn a_code_is_two_groups_of_five_that_people_can_read() {
        let code = super::code();
        assert_eq!(code.len(), 11);
        assert_eq!(&code[5..6], "-");
        assert!(!code.contains(['0', 'O', '1', 'I']));
    }
}
