//! Home: how things stand, of one moment.

use super::{may_read, products::list, standing};
use crate::sql::{Conn, query_as};
use crate::{
    Asker, Error, Store,
    tables::{ledger, seat_days},
};
use domain::{
    Action, AddMany, Home, Matching, Named, Order, OrganizationId, ProductId, Range, RecentChange,
    UserId, words::Sentence,
};
use std::collections::BTreeSet;

/// So many of the last changes are shown.
const RECENT: i64 = 8;
/// What was asked for is not read if it is longer: it names many users.
const LONGEST_ORDER: i64 = 20_000;

impl Store {
    /// How things stand; seats over time of `product`, or of all.
    pub async fn home(
        &self,
        asker: &Asker,
        product: Option<ProductId>,
        range: Range,
    ) -> Result<Home, Error> {
        may_read(asker)?;
        let (organization, now) = (asker.organization, self.sources.now());
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        Ok(Home {
            products: list(&mut snapshot, organization, now).await?,
            standing: standing::troubled(&mut snapshot, organization, None, now).await?,
            recent: recent(&mut snapshot, organization).await?,
            trend: seat_days::trend(&mut snapshot, organization, product, range, now).await?,
        })
    }
}

/// The line of an entry, as any language tells it; one that left out very many is told as it was written.
fn told_line(told: Option<&str>, line: String) -> Sentence {
    let read = told.and_then(|told| ledger::read_told(told, line.clone()).ok());
    read.map_or_else(|| line.into(), |(_, line)| line)
}

/// An entry: its number, when, who, its line in English, the same as it is told in any language, and what was asked for.
type RecentRow = (i64, i64, String, String, Option<String>, Option<String>);

/// The last entries of the ledger.
async fn recent(conn: &mut Conn, organization: OrganizationId) -> Result<Vec<RecentChange>, Error> {
    let rows: Vec<RecentRow> = query_as(
        "select entry, at, actor, summary, case when octet_length(left_out) <= ?2 then left_out end,
                case when octet_length(order_asked) <= ?2 then order_asked end
         from ledger where organization_id = ?1 order by entry desc limit ?3",
    )
    .bind(organization.0)
    .bind(LONGEST_ORDER)
    .bind(RECENT)
    .fetch_all(&mut *conn)
    .await?;
    let about: Vec<About> = rows
        .iter()
        .map(|(.., asked)| asked.as_deref().map(About::read).unwrap_or_default())
        .collect();
    let users = about.iter().filter_map(|about| about.user).collect();
    let names = standing::names(conn, organization, users).await?;
    let change = |((entry, at, actor, line, told, _), about): (RecentRow, About)| {
        // Whoever was deleted since has no name any more.
        let known = about.user.and_then(|id| names.get_key_value(&id));
        RecentChange {
            entry,
            at,
            actor: actor.into(),
            line: told_line(told.as_deref(), line),
            user: known.map(|(id, name)| Named {
                id: *id,
                name: name.clone(),
            }),
            products: about.products,
            settings: about.settings,
        }
    };
    Ok(rows.into_iter().zip(about).map(change).collect())
}

/// What an order is about.
#[derive(Default)]
struct About {
    user: Option<UserId>,
    products: Vec<ProductId>,
    settings: bool,
}

impl About {
    /// Of what was asked for; nothing, if an older Usher wrote it in another way.
    fn read(asked: &str) -> Self {
        let order = serde_json::from_str::<Order>(asked);
        let steps = order.map(|order| order.steps).unwrap_or_default();
        let users: BTreeSet<UserId> = steps.iter().flat_map(|step| &step.users).copied().collect();
        let matching = serde_json::from_str::<Matching>(asked).map(|matching| matching.actions);
        let many = || serde_json::from_str::<AddMany>(asked).map(|many| many.actions);
        let for_many = matching.or_else(|_| many()).unwrap_or_default();
        let actions = || steps.iter().map(|step| &step.action).chain(&for_many);
        let products: BTreeSet<ProductId> = actions().flat_map(Action::products).collect();
        Self {
            user: users.first().copied().filter(|_| users.len() == 1),
            products: products.into_iter().collect(),
            settings: actions().any(|action| matches!(action, Action::Configure(_))),
        }
    }
}
