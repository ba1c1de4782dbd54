//! Ids that follow from words, so that a command that is sent again names the same users again.

use crate::{Asker, fold::username_key, tables::pages::address};
use domain::UserId;
use sha2::{Digest, Sha256};
use uuid::Builder;

impl Asker {
    /// The id of whom a command adds under this idempotency key. No other key of any organization gives it.
    pub fn newcomer(&self, key: &str) -> UserId {
        self.derived("newcomer", key)
    }

    /// The id by which an order names whoever has the address in `line`, though nobody here has it: so the rule says of
    /// them, as of any id that nobody has, that there is no such user.
    pub fn stranger(&self, line: &str) -> UserId {
        self.derived("stranger", &username_key(address(line)))
    }

    fn derived(&self, kind: &str, words: &str) -> UserId {
        let digest = Sha256::new()
            .chain_update(kind)
            .chain_update(self.organization.0.to_be_bytes())
            .chain_update(words)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        UserId(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::OrganizationId;

    #[test]
    fn the_same_words_give_the_same_id_and_others_another() {
        let [here, there] = [1, 2].map(|number| Asker::operator(OrganizationId(number)));
        assert_eq!(here.newcomer("monday"), here.newcomer("monday"));
        assert_ne!(here.newcomer("monday"), here.newcomer("Monday"));
        assert_ne!(here.newcomer("monday"), there.newcomer("monday"));
        assert_ne!(
            here.newcomer("ida@a.example"),
            here.stranger("ida@a.example")
        );
    }

    #[test]
    fn a_stranger_is_known_by_the_address_however_it_is_written() {
        let asker = Asker::operator(OrganizationId(1));
        let written = ["ida@a.example", " IDA@A.example ", "Ida <ida@a.example>"];
        let [one, other, third] = written.map(|line| asker.stranger(line));
        assert_eq!((one, one), (other, third));
        assert_ne!(one, asker.stranger("bo@a.example"));
    }
}
