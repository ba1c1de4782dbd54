//! Orders on their way, and how they are carried out when their turn comes: of many that wait, those that are about
//! different users together, in as few statements as one.

use super::{found, json, seal};
use crate::{
    Asker, Error, Sources,
    postgres::Locks,
    sql::Conn,
    tables::{
        chain::Place,
        facts, holds,
        ledger::{self, Earlier, Entry},
        pages,
        passwords::{self, NewPassword},
        write::{self, Stamp},
    },
};
use domain::{
    Action, Facts, Matching, Needs, Order, OrganizationId, Outcome, Plan, ProductId, Receipt,
    UserId, decide,
};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeSet};

/// So many users may those name whose orders are carried out together.
const MOST_USERS: usize = 1_000;

/// An order on its way, with all that it needs to be carried out when its turn comes.
pub(crate) struct Asked {
    pub(super) asker: Asker,
    pub(super) what: What,
    pub(super) order_asked: String,
    pub(super) order_digest: Vec<u8>,
    pub(super) key: Option<String>,
    pub(super) shown: Shown,
    pub(super) sources: Sources,
}

/// What came of an order: its receipt, but for the entry's number, and where the entry stands.
pub(crate) type Done = Result<(Receipt, Place), Error>;

/// For whom: those whom it names, or whom its question finds.
pub(crate) enum What {
    Order(Order, Vec<NewPassword>),
    Matching(Matching),
    Due(Due),
}

impl What {
    /// What it does first.
    pub(super) fn action(&self) -> &'static str {
        let first = match self {
            Self::Order(order, _) => order.steps.first().map(|step| &step.action),
            Self::Matching(matching) => matching.actions.first(),
            Self::Due(Due::Purge { .. }) => Some(&Action::PurgeUser),
        };
        first.map_or("none", Action::name)
    }

    /// What it is decided about.
    fn locks(&self, organization: OrganizationId) -> Locks {
        match self {
            Self::Order(order, _) => Locks::of(organization, order),
            Self::Matching(_) | Self::Due(_) => Locks::Everything(organization),
        }
    }
}

/// What is due at a moment.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Due {
    /// Purge users who were deleted up to this moment, so many at most.
    Purge { deleted_until: i64, most: u32 },
}

/// What the asker saw. If the plan now does something else to anybody, nothing is done.
pub(crate) enum Shown {
    Nothing,
    Outcome(Outcome),
    Seal(String),
}

impl Shown {
    fn differs(&self, outcome: &Outcome) -> Result<bool, Error> {
        Ok(match self {
            Self::Nothing => false,
            Self::Outcome(shown) => !outcome.same_for_people(shown),
            Self::Seal(shown) => *shown != seal(outcome)?,
        })
    }
}

/// What is to be done, and when that was decided.
struct Decided {
    at: i64,
    plan: Plan,
}

/// Orders that can be carried out together: they assign or take back what they name, each for other users. So it makes no
/// difference in which sequence they are written, and of what is decided, one leaves the next only the seats.
#[derive(Default)]
pub(crate) struct Group<'a> {
    organization: Option<OrganizationId>,
    users: BTreeSet<UserId>,
    keys: BTreeSet<&'a str>,
}

impl<'a> Group<'a> {
    /// Takes `asked` up, if it can be carried out together with those before.
    pub(crate) fn admits(&mut self, asked: &'a Asked) -> bool {
        let What::Order(order, _) = &asked.what else {
            return false;
        };
        let is_plain = |action: &Action| {
            matches!(
                action,
                Action::Assign(_)
                    | Action::Unassign(_)
                    | Action::Replace { .. }
                    | Action::SetServices { .. }
                    | Action::SetLocation(_)
            )
        };
        let organization = asked.asker.organization;
        let is_elsewhere = self.organization.is_some_and(|ours| ours != organization);
        if is_elsewhere || !order.steps.iter().all(|step| is_plain(&step.action)) {
            return false;
        }
        let users: BTreeSet<UserId> = named(order).collect();
        if self.users.len() + users.len() > MOST_USERS || !self.users.is_disjoint(&users) {
            return false;
        }
        if let Some(key) = &asked.key
            && !self.keys.insert(key)
        {
            return false;
        }
        self.organization = Some(organization);
        self.users.extend(users);
        true
    }
}

fn named(order: &Order) -> impl Iterator<Item = UserId> + '_ {
    order
        .steps
        .iter()
        .flat_map(|step| step.users.iter().copied())
}

/// Carries out one order, or several that a [`Group`] admits. Each is decided on what those before it leave; that one is
/// refused, or was carried out before, is its own affair.
///
/// # Errors
/// What none of them gets past. Then nothing may be kept of what was written.
pub(crate) async fn together(conn: &mut Conn, all: &[&Asked]) -> Result<Vec<Done>, Error> {
    let Some(organization) = all.first().map(|asked| asked.asker.organization) else {
        return Ok(Vec::new());
    };
    let keys = all.iter().filter_map(|asked| asked.key.as_deref());
    let mut earlier = ledger::earlier(conn, organization, keys.collect()).await?;
    let mut given: Vec<Result<Cow<'_, Order>, Done>> = Vec::with_capacity(all.len());
    for asked in all {
        let before = asked.key.as_ref().and_then(|key| earlier.remove(key));
        given.push(match before {
            Some(before) => Err(asked.again(before)),
            None => Ok(asked.order(conn).await?),
        });
    }
    let mut known = match needed(given.iter().flatten()) {
        Some(needs) => Known::load(conn, organization, all, &needs).await?,
        None => Known::default(),
    };
    let mut decided: Vec<Result<Decided, Done>> = Vec::with_capacity(all.len());
    for ((asked, order), after) in all.iter().zip(given).zip((0..all.len()).rev()) {
        let done = order.and_then(|order| asked.decide(&order, known.to(asked)).map_err(Err));
        if let Ok(Decided { at, plan }) = &done
            && after > 0
        {
            known
                .facts
                .apply(plan.changes(), *at, &asked.asker.actor.name);
        }
        decided.push(done);
    }
    write_all(conn, organization, all, &decided).await?;
    let (mut entries, mut receipts) = (Vec::new(), Vec::with_capacity(all.len()));
    for (asked, decided) in all.iter().zip(decided) {
        receipts.push(match decided {
            Ok(decided) => {
                let (entry, receipt) = asked.entry(decided)?;
                entries.push(entry);
                Ok(receipt)
            }
            Err(done) => Err(done),
        });
    }
    let mut places = ledger::write(conn, organization, entries)
        .await?
        .into_iter();
    let missing = || Error::Inconsistent("an entry of the ledger was not written".into());
    let done = receipts.into_iter().map(|receipt| match receipt {
        Ok(receipt) => Ok(Ok((receipt, places.next().ok_or_else(missing)?))),
        Err(done) => Ok(done),
    });
    done.collect()
}

/// What several orders are decided on.
#[derive(Default)]
struct Known {
    facts: Facts,
    /// The seats that are held, and by whom, if several ask: each sees those of the others.
    held: Option<Vec<(ProductId, UserId, u32)>>,
}

impl Known {
    async fn load(
        conn: &mut Conn,
        organization: OrganizationId,
        all: &[&Asked],
        needs: &Needs,
    ) -> Result<Self, Error> {
        let (first, now) = (all[0].asker.user, all[0].sources.now());
        let held = match all {
            [_] => None,
            _ => Some(holds::held(conn, organization, &needs.products, now).await?),
        };
        let facts = facts::load(conn, organization, first, needs, now).await?;
        Ok(Self { facts, held })
    }

    /// As it is known to whoever asked.
    fn to(&mut self, asked: &Asked) -> &mut Facts {
        self.facts.asker = asked.asker.user;
        if let Some(held) = &self.held {
            self.facts.held.clear();
            let others = held
                .iter()
                .filter(|(_, user, _)| asked.asker.user.is_some_and(|asker| asker != *user));
            for (product, _, seats) in others {
                *self.facts.held.entry(*product).or_default() += seats;
            }
        }
        &mut self.facts
    }
}

/// Writes what was decided.
async fn write_all(
    conn: &mut Conn,
    organization: OrganizationId,
    all: &[&Asked],
    decided: &[Result<Decided, Done>],
) -> Result<(), Error> {
    let planned = || {
        let each = all.iter().zip(decided);
        each.filter_map(|(asked, decided)| Some((*asked, decided.as_ref().ok()?)))
    };
    let changes = planned().map(|(asked, decided)| {
        let stamp = Stamp {
            at: decided.at,
            by: &asked.asker.actor.name,
        };
        (decided.plan.changes(), stamp)
    });
    write::write(conn, organization, &changes.collect::<Vec<_>>()).await?;
    for (asked, Decided { at, plan }) in planned() {
        if let What::Order(_, given) = &asked.what {
            let given = passwords::of_newcomers(given, plan.changes());
            passwords::set(conn, organization, &given, *at).await?;
        }
    }
    Ok(())
}

/// What all these orders need; none, if there is none.
fn needed<'o>(orders: impl Iterator<Item = &'o Cow<'o, Order>>) -> Option<Needs> {
    let all = orders.map(|order| order.needs());
    all.reduce(|mut needs, more| {
        // Those of a group need no more than these.
        needs.users.extend(more.users);
        needs.users.sort_unstable();
        needs.products.extend(more.products);
        needs.products.sort_unstable();
        needs.products.dedup();
        needs
    })
}

impl Asked {
    /// What it is decided about.
    pub(crate) fn locks(&self) -> Locks {
        self.what.locks(self.asker.organization)
    }

    /// The order, for whom it is now.
    async fn order(&self, conn: &mut Conn) -> Result<Cow<'_, Order>, Error> {
        Ok(match &self.what {
            What::Order(order, _) => Cow::Borrowed(order),
            What::Matching(matching) => {
                let users = found(conn, &self.asker, matching).await?;
                Cow::Owned(matching.order(&users))
            }
            What::Due(Due::Purge {
                deleted_until,
                most,
            }) => {
                let organization = self.asker.organization;
                let users = pages::deleted_until(conn, organization, *deleted_until, *most).await?;
                Cow::Owned(Order::new(Action::PurgeUser, users))
            }
        })
    }

    /// What it does in the light of `facts`, if that is what was shown.
    fn decide(&self, order: &Order, facts: &mut Facts) -> Result<Decided, Error> {
        let at = self.sources.now();
        facts.now = at;
        facts.fresh = self.sources.id();
        let plan = decide(&self.asker.actor, order, facts)
            .map_err(|refusal| Error::Refused(Box::new(refusal)))?;
        match self.shown.differs(plan.outcome())? {
            true => Err(Error::Changed(Box::new(plan.into_parts().1))),
            false => Ok(Decided { at, plan }),
        }
    }

    /// The order was carried out before, or another one was.
    fn again(&self, earlier: Earlier) -> Done {
        if earlier.order_digest == self.order_digest {
            return Ok((earlier.receipt, earlier.place));
        }
        Err(Error::KeyReused(self.key.clone().unwrap_or_default()))
    }

    /// What the ledger says of it, and the receipt, but for the entry's number.
    fn entry(&self, Decided { at, plan }: Decided) -> Result<(Entry, Receipt), Error> {
        let (changes, outcome) = plan.into_parts();
        let receipt = Receipt {
            entry: 0,
            at,
            line: outcome.sentence(),
            changed_users: outcome.changed_users(),
            left_out: outcome.left_out,
        };
        let entry = Entry {
            at,
            actor: self.asker.actor.name.to_string(),
            actor_id: self.asker.user.map(|user| user.0),
            origin: self.asker.origin.into(),
            idempotency_key: self.key.clone(),
            order_digest: self.order_digest.clone(),
            changed_users: i64::try_from(receipt.changed_users).unwrap_or(i64::MAX),
            summary: receipt.line.to_string(),
            left_out: ledger::told(&receipt)?,
            order_asked: self.order_asked.clone(),
            changes: json(&changes)?,
        };
        Ok((entry, receipt))
    }
}
