//! What changed, as the ledger tells it: for Home, and for whoever follows.

use super::standing;
use crate::{
    Error, News, Store,
    sql::{Conn, query_as, query_scalar},
    tables::{ledger, notes::Note},
};
use domain::{
    Action, AddMany, Matching, Named, Order, OrganizationId, ProductId, RecentChange, UserId,
    words::Sentence,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What was asked for is not read if it is longer: it names many users.
const LONGEST_ORDER: i64 = 20_000;

impl Store {
    /// At most `most` changes after this entry of the ledger, the oldest first. For whoever may read; the caller sees to that.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn news(
        &self,
        organization: OrganizationId,
        entry: i64,
        most: i64,
    ) -> Result<Vec<News>, Error> {
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        entries(&mut snapshot, organization, entry, "asc", most).await
    }

    /// The number of the ledger's last entry; 0 before the first.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn last_entry(&self, organization: OrganizationId) -> Result<i64, Error> {
        let mut conn = self.engine.read().await?;
        let last = query_scalar("select entry from chain where organization_id = ?1");
        let last = last.bind(organization.0).fetch_optional(&mut conn).await?;
        Ok(last.unwrap_or_default())
    }
}

/// The line of an entry, as any language tells it; one that left out very many is told as it was written.
fn told_line(told: Option<&str>, line: String) -> Sentence {
    let read = told.and_then(|told| ledger::read_told(told, line.clone()).ok());
    read.map_or_else(|| line.into(), |(_, line, _)| line)
}

/// An entry: its number, when, who, their id, its line in English, the same as it is told in any language, and what was
/// asked for.
type Row = (
    i64,
    i64,
    String,
    Option<Uuid>,
    String,
    Option<String>,
    Option<String>,
);

/// The last `most` entries, the newest first.
pub(super) async fn recent(
    conn: &mut Conn,
    organization: OrganizationId,
    most: i64,
) -> Result<Vec<RecentChange>, Error> {
    let told = entries(conn, organization, 0, "desc", most).await?;
    Ok(told.into_iter().map(|news| news.change).collect())
}

/// At most `most` entries after this one, in this direction, with what they are about.
async fn entries(
    conn: &mut Conn,
    organization: OrganizationId,
    after: i64,
    direction: &'static str,
    most: i64,
) -> Result<Vec<News>, Error> {
    let rows = query_as(format!(
        "select entry, at, actor, actor_id, summary, case when octet_length(left_out) <= ?2 then left_out end,
                case when octet_length(order_asked) <= ?2 then order_asked end
         from ledger where organization_id = ?1 and entry > ?3 order by entry {direction} limit ?4"
    ))
    .bind(organization.0)
    .bind(LONGEST_ORDER)
    .bind(after)
    .bind(most)
    .fetch_all(&mut *conn)
    .await?;
    told(conn, organization, rows).await
}

/// The entries with what they are about.
async fn told(
    conn: &mut Conn,
    organization: OrganizationId,
    rows: Vec<Row>,
) -> Result<Vec<News>, Error> {
    let about: Vec<About> = rows
        .iter()
        .map(|(.., asked)| asked.as_deref().map(About::read).unwrap_or_default())
        .collect();
    let users = about.iter().filter_map(|about| about.user).collect();
    let names = standing::names(conn, organization, users).await?;
    let news = |((entry, at, actor, by, line, told, _), about): (Row, About)| {
        // Whoever was deleted since has no name any more.
        let known = about.user.and_then(|id| names.get_key_value(&id));
        let change = RecentChange {
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
        };
        News {
            change,
            by: by.map(UserId),
        }
    };
    Ok(rows.into_iter().zip(about).map(news).collect())
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
        let only = users.first().copied().filter(|_| users.len() == 1);
        let noted = || serde_json::from_str::<Note>(asked).ok()?.user();
        Self {
            user: only.or_else(noted),
            products: products.into_iter().collect(),
            settings: actions().any(|action| matches!(action, Action::Configure(_))),
        }
    }
}
