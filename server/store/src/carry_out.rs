//! The one door: every change in the system goes through `carry_out`.

mod asked;
mod known;

pub(crate) use asked::{Asked, Beside, Done, Due, Group, Shown, What, together};

use crate::{
    Answered, Asker, Error, Store,
    sql::Conn,
    tables::{
        facts,
        invitations::may_invite,
        pages::{UserPage, sees_partner},
        passwords::NewPassword,
    },
};
use domain::{
    Facts, MOST_USERS, Matching, Needs, Order, Outcome, Preview, Receipt, Summary, Term, UserId,
    Verb, say,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use tracing::Instrument;

/// So long may an idempotency key be.
const LONGEST_KEY: usize = 200;

/// Under which terms an order is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'t> {
    /// The same key with the same order takes effect once; in whichever sequence it lists users and products.
    pub key: Option<&'t str>,
    /// What the asker was shown. If the plan now does something else to anybody, nothing is done.
    pub shown: Option<&'t Outcome>,
}

impl Store {
    /// Carries out `order`: begin, load the facts, decide, write, tell the ledger, commit, seal.
    /// The same key with the same order answers the first receipt and changes nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] with every reason, [`Error::Changed`] if it is not what was shown,
    /// [`Error::KeyReused`], [`Error::Input`] for an order or a key that is too long, [`Error::Busy`], ...
    /// Nothing was changed then, but for [`Error::Unsure`].
    pub async fn carry_out(
        &self,
        asker: &Asker,
        order: &Order,
        terms: Terms<'_>,
    ) -> Result<Receipt, Error> {
        self.carry_out_with_passwords(asker, order, terms, Vec::new())
            .await
    }

    /// The same, and gives users whom the order adds or restores their first password. The ledger says nothing of it.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub async fn carry_out_with_passwords(
        &self,
        asker: &Asker,
        order: &Order,
        terms: Terms<'_>,
        passwords: Vec<NewPassword>,
    ) -> Result<Receipt, Error> {
        self.carry_out_beside(asker, order, terms, Beside::Passwords(passwords))
            .await
    }

    /// The same, and invites the guest whom the order adds, from the receipt's time on for [`INVITATION_LIFE`].
    /// `token_hash` is the SHA-256 of the invitation's secret.
    ///
    /// [`INVITATION_LIFE`]: domain::INVITATION_LIFE
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out); [`Error::NotAllowed`] for whoever may not invite, though it was carried out before:
    /// who is answered its receipt goes on and mails the link.
    pub async fn carry_out_with_invitation(
        &self,
        asker: &Asker,
        order: &Order,
        terms: Terms<'_>,
        token_hash: [u8; 32],
    ) -> Result<Receipt, Error> {
        may_invite(asker)?;
        self.carry_out_beside(asker, order, terms, Beside::Invitation(token_hash))
            .await
    }

    async fn carry_out_beside(
        &self,
        asker: &Asker,
        order: &Order,
        terms: Terms<'_>,
        beside: Beside,
    ) -> Result<Receipt, Error> {
        may_read(asker, order.steps.iter().map(|step| step.users.len()).sum())?;
        let shown = terms.shown.cloned().map_or(Shown::Nothing, Shown::Outcome);
        let what = What::Order(order.clone(), beside);
        self.give(asker, what, json(&order.canonical())?, terms.key, shown)
            .await
    }

    /// Carries out an order for everybody whom its question finds by then, if it does what `seal` was given for:
    /// see [`summary`](Self::summary). Who is found is part of what was shown.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub async fn carry_out_matching(
        &self,
        asker: &Asker,
        matching: &Matching,
        seal: &str,
        key: Option<&str>,
    ) -> Result<Receipt, Error> {
        may_read(asker, 0)?;
        let (what, asked) = (
            What::Matching(matching.clone()),
            json(&matching.canonical())?,
        );
        self.give(asker, what, asked, key, Shown::Seal(seal.to_owned()))
            .await
    }

    /// Carries out what the clock asks for now: whom it is for is found where it is carried out.
    pub(crate) async fn carry_out_due(&self, asker: &Asker, due: Due) -> Result<Receipt, Error> {
        let asked = json(&due)?;
        self.give(asker, What::Due(due), asked, None, Shown::Nothing)
            .await
    }

    pub(crate) async fn give(
        &self,
        asker: &Asker,
        what: What,
        order_asked: String,
        key: Option<&str>,
        shown: Shown,
    ) -> Result<Receipt, Error> {
        let asked = Asked {
            asker: asker.clone(),
            what,
            order_digest: Sha256::digest(&order_asked).to_vec(),
            order_asked,
            key: key.map(checked).transpose()?,
            shown,
            sources: self.sources.clone(),
        };
        let (action, begun) = (asked.what.action(), Instant::now());
        let span = tracing::info_span!("order", action, outcome = tracing::field::Empty);
        let done = self.engine.carry_out(asked).instrument(span.clone()).await;
        span.record("outcome", Answered::outcome(&done));
        if let Some(hear) = self.watch.get() {
            hear(&Answered {
                action,
                outcome: Answered::outcome(&done),
                took: begun.elapsed(),
            });
        }
        done
    }

    /// What an order for everybody whom its question finds would do, in numbers.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role; [`Error::Input`] if it finds too many.
    pub async fn summary(&self, asker: &Asker, matching: &Matching) -> Result<Summary, Error> {
        may_read(asker, 0)?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let users = found(&mut snapshot, asker, matching).await?;
        let order = matching.order(&users);
        let now = self.sources.now();
        let (preview, seal) = sealed(&mut snapshot, asker, &order, now).await?;
        Ok(Summary::of(preview, users.len(), seal))
    }

    /// What `order` would do, with the seal that stands for it.
    pub(crate) async fn sealed_preview(
        &self,
        asker: &Asker,
        order: &Order,
    ) -> Result<(Preview, String), Error> {
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        sealed(&mut snapshot, asker, order, self.sources.now()).await
    }

    /// What `order` would do, without doing it.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role; [`Error::Input`] for too many users.
    pub async fn preview(&self, asker: &Asker, order: &Order) -> Result<Preview, Error> {
        let facts = self.facts(asker, &order.needs()).await?;
        Ok(Preview::of(&asker.actor, order, &facts))
    }

    /// The facts that the rule needs: for the rule in the browser.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role; [`Error::Input`] for too many users.
    pub async fn facts(&self, asker: &Asker, needs: &Needs) -> Result<Facts, Error> {
        may_read(asker, needs.users.len())?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let now = self.sources.now();
        let facts = facts::load(&mut snapshot, asker.organization, asker.user, needs, now).await?;
        Ok(seen(asker, facts))
    }
}

/// The facts as far as the asker sees them. The rule has to know that a partner's subscription exists, no more.
fn seen(asker: &Asker, mut facts: Facts) -> Facts {
    if !sees_partner(asker) {
        let products = facts.products.values_mut();
        let all = products.flat_map(|product| &mut product.subscriptions);
        for partners in all.filter(|one| !one.visible_to(&asker.actor)) {
            partners.seats = 0;
            partners.term = Term::default();
        }
    }
    facts
}

fn may_read(asker: &Asker, users: usize) -> Result<(), Error> {
    asker.actor.may(Verb::Read).map_err(Error::NotAllowed)?;
    if users <= MOST_USERS {
        return Ok(());
    }
    Err(Error::Input(say!(
        "These are {users} users; at most {most} can be handled at once. Split the list.",
        users = users,
        most = MOST_USERS
    )))
}

/// Whom the order is for now.
async fn found(conn: &mut Conn, asker: &Asker, matching: &Matching) -> Result<Vec<UserId>, Error> {
    let query = matching.query.whom();
    let page = UserPage {
        organization: asker.organization,
        query: &query,
        size: MOST_USERS,
    };
    let users = page.ids(conn).await?;
    few_enough(users.len())?;
    Ok(users)
}

/// Can an order be for so many who match? Of more, one more than the most is found.
fn few_enough(found: usize) -> Result<(), Error> {
    if found <= MOST_USERS {
        return Ok(());
    }
    Err(Error::Input(say!(
        "More than {most} users match, and no more can be handled at once. Narrow the search or the filters.",
        most = MOST_USERS
    )))
}

/// What `order` would do, with its seal; none, if it is refused.
async fn sealed(
    conn: &mut Conn,
    asker: &Asker,
    order: &Order,
    now: i64,
) -> Result<(Preview, String), Error> {
    let facts = facts::load(conn, asker.organization, asker.user, &order.needs(), now).await?;
    let preview = Preview::of(&asker.actor, order, &facts);
    let seal = match &preview {
        Preview::Accepted(outcome) => seal(outcome)?,
        Preview::Refused(_) => String::new(),
    };
    Ok((preview, seal))
}

/// Stands for what somebody relies on who saw the outcome.
fn seal(outcome: &Outcome) -> Result<String, Error> {
    let digest = Sha256::digest(json(&outcome.relied_on())?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn checked(key: &str) -> Result<String, Error> {
    match key.len() {
        1..=LONGEST_KEY => Ok(key.to_owned()),
        _ => Err(Error::Input(say!(
            "A key has 1 to {most} characters.",
            most = LONGEST_KEY
        ))),
    }
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value)
        .map_err(|error| Error::Inconsistent(format!("unwritable entry of the ledger: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_who_match_no_wrong_number_is_told_and_the_filter_is_to_be_narrowed() {
        assert!(few_enough(MOST_USERS).is_ok());
        let told = few_enough(MOST_USERS + 1).unwrap_err().to_string();
        assert_eq!(
            told,
            "More than 200,000 users match, and no more can be handled at once. Narrow the search or the filters."
        );
    }
}
