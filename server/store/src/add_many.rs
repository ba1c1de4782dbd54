//! Adding many users from a list: what would come of it, and doing it.

mod files;
mod list;

pub use files::{blank_list, sample_list};
pub use list::List;

use crate::{
    Asker, Error, NewPassword, Store,
    carry_out::{Beside, Shown, What, json},
};
use domain::{AddMany, Listed, Preview, Problem, Reasons, Receipt, Verb};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What the ledger keeps of a list: enough to know it by; the changes say who was added.
#[derive(Serialize)]
struct Asked<'a> {
    /// The SHA-256 of the file's text.
    list: String,
    rows: usize,
    #[serde(flatten)]
    many: &'a AddMany,
}

impl Store {
    /// What adding the users of a list would do.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without the role; [`Error::Input`] if the list can't be read at all.
    pub async fn check_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<Listed, Error> {
        let (preview, seal) = self.preview_many(asker, asked, list).await?;
        let added = match &preview {
            Preview::Accepted(outcome) => outcome.changed_users(),
            Preview::Refused(_) => 0,
        };
        let reasons = list.reasons(asked, problems(&preview));
        Ok(Listed {
            rows: list.len(),
            added,
            ignored: list.ignored.clone(),
            failed: list.failed(&reasons).take(Listed::TOLD).collect(),
            summary: Listed::summary(preview, list.newcomers().len(), seal),
        })
    }

    /// Why rows of a list would not be added.
    ///
    /// # Errors
    /// As [`check_many`](Self::check_many).
    pub async fn failed_of_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<Reasons, Error> {
        let (preview, _) = self.preview_many(asker, asked, list).await?;
        Ok(list.reasons(asked, problems(&preview)))
    }

    async fn preview_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<(Preview, String), Error> {
        may_add(asker)?;
        self.sealed_preview(asker, &asked.order(list.newcomers()))
            .await
    }

    /// Adds all of a list who can be, in one order, each with all that is asked or not at all; if it does what `seal` was
    /// given for. The receipt says who was left out. The same key with the same list takes effect once.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub async fn add_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
        (seal, key): (Option<&str>, &str),
        passwords: Vec<NewPassword>,
    ) -> Result<Receipt, Error> {
        may_add(asker)?;
        let order = asked.order(list.newcomers());
        let (digest, many) = (Sha256::digest(list.file), asked.canonical());
        let told = json(&Asked {
            list: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            rows: list.len(),
            many: &many,
        })?;
        let shown = seal.map_or(Shown::Nothing, |seal| Shown::Seal(seal.to_owned()));
        let what = What::Order(order, Beside::Passwords(passwords));
        self.give(asker, what, told, Some(key), shown).await
    }
}

/// Who is in the way, and why.
fn problems(preview: &Preview) -> &[Problem] {
    match preview {
        Preview::Accepted(outcome) => &outcome.left_out,
        Preview::Refused(refusal) => &refusal.problems,
    }
}

/// The rule says it of the order, too; but who may not need not have a whole list read.
fn may_add(asker: &Asker) -> Result<(), Error> {
    let may = asker.actor.may(Verb::ManageUsers);
    may.map_err(Error::NotAllowed)
}
