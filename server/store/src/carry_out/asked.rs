//! Orders on their way, and how they are carried out when their turn comes: of many that wait, those that are about
//! different users together, in as few statements as one.

use super::{found, json, known::Known, seal};
use crate::{
    Asker, Error, Sources,
    postgres::Locks,
    sql::Conn,
    tables::{
        chain::{Hash, Place},
        holds, invitations,
        ledger::{self, Earlier, Entry},
        pages,
        passwords::{self, NewPassword},
        write::{self, Stamp},
    },
};
use domain::{
    Action, Facts, Matching, Needs, Order, OrganizationId, Outcome, Plan, Receipt, UserId, decide,
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

/// What goes with an order for those whom it adds or restores. It is secret, so the ledger says nothing of it.
pub(crate) enum Beside {
    /// First passwords.
    Passwords(Vec<NewPassword>),
    /// The invitation of the guest whom it adds, by the hash of its token.
    Invitation(Hash),
}

/// For whom: those whom it names, or whom its question finds.
pub(crate) enum What {
    Order(Order, Beside),
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
            Self::Outcome(shown) => outcome.relied_on() != shown.relied_on(),
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
                    | Action::Relocate { .. }
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
        let done = match order {
            Ok(order) => asked
                .decide(&order, known.to(asked))
                .inspect(|_| known.close(asked, &order))
                .map_err(Err),
            Err(done) => Err(done),
        };
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
    holds::close(conn, organization, &known.closed).await?;
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
    let done = receipts.into_iter().map(|receipt| match receipt {
        Ok(receipt) => Ok(Ok((receipt, places.next().ok_or_else(ledger::missing)?))),
        Err(done) => Ok(done),
    });
    done.collect()
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
        match &asked.what {
            What::Order(_, Beside::Passwords(given)) => {
                let given = passwords::of_newcomers(given, plan.changes());
                passwords::set(conn, organization, &given, *at).await?;
            }
            What::Order(_, Beside::Invitation(token_hash)) => {
                let stamp = Stamp {
                    at: *at,
                    by: &asked.asker.actor.name,
                };
                for guest in invitations::newcomers(plan.changes()) {
                    let hash = *token_hash;
                    if !invitations::open(conn, organization, guest, hash, stamp).await? {
                        let what = format!("{guest} was added, but could not be invited");
                        return Err(Error::Inconsistent(what));
                    }
                }
            }
            What::Matching(_) | What::Due(_) => {}
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
    /// Does it take effect once, however often it is given?
    pub(crate) fn is_keyed(&self) -> bool {
        self.key.is_some()
    }

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
            stays_on: outcome.stays_on,
        };
        let asked = (self.order_asked.clone(), self.order_digest.clone());
        let entry = Entry {
            idempotency_key: self.key.clone(),
            ..Entry::of(&self.asker, &receipt, asked, json(&changes)?)?
        };
        Ok((entry, receipt))
    }
}
