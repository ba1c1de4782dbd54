//! Tells that something was committed, by this process or another: what live pages follow.

use crate::{
    Error, Store,
    database::Pool,
    sql::{Conn, Engine, query, query_scalar},
};
use domain::{OrganizationId, RecentChange, UserId};
use futures_util::FutureExt;
use sqlx::postgres::{PgListener, PgNotification, PgPoolOptions};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::{Instant, sleep, timeout_at};

/// How often to look. To look costs microseconds: SQLite compares a number in memory that all processes share.
const LOOKING: Duration = Duration::from_millis(20);

/// PostgreSQL tells by itself. Somebody looks all the same after so long, should a notice have been lost on the way.
const LOOKING_ANYWAY: Duration = Duration::from_secs(5);

/// Where PostgreSQL tells it.
const CHANNEL: &str = "usher_news";

/// A change, and who made it.
#[derive(Clone, Debug)]
pub struct News {
    /// The change.
    pub change: RecentChange,
    /// Who made it; none for the clock, and for the operator on the command line.
    pub by: Option<UserId>,
}

/// Follows the commits to a database, whichever process makes them.
pub struct Commits(Follows);

enum Follows {
    /// The version counts what others have committed.
    Sqlite { conn: Conn, version: i64 },
    /// Whoever writes what is news sends a notice of it. Somebody looks anyway, when it is time.
    Postgres {
        listener: PgListener,
        anyway: Instant,
    },
}

impl Store {
    /// Follows commits from now on.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn commits(&self) -> Result<Commits, Error> {
        // A connection of its own.
        Ok(Commits(match &self.engine.readers {
            Pool::Sqlite(pool) => {
                let mut conn = Conn::from(pool.acquire().await?.detach());
                let version = version(&mut conn).await?;
                Follows::Sqlite { conn, version }
            }
            Pool::Postgres(pool) => {
                let alone = PgPoolOptions::new().max_connections(1);
                let alone = alone.connect_lazy_with((*pool.connect_options()).clone());
                let mut listener = PgListener::connect_with(&alone).await?;
                listener.listen(CHANNEL).await?;
                let anyway = Instant::now() + LOOKING_ANYWAY;
                Follows::Postgres { listener, anyway }
            }
        }))
    }
}

impl Commits {
    /// Answers when something was committed since it was last asked, and whose it was; none, if it may be anybody's. Not
    /// all commits are news.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the database can't be read any more.
    pub async fn next(&mut self) -> Result<Option<BTreeSet<OrganizationId>>, Error> {
        match &mut self.0 {
            Follows::Sqlite { conn, version } => loop {
                let now = self::version(conn).await?;
                if now != *version {
                    *version = now;
                    return Ok(None);
                }
                sleep(LOOKING).await;
            },
            Follows::Postgres { listener, anyway } => {
                if Instant::now() < *anyway
                    && let Ok(notice) = timeout_at(*anyway, listener.try_recv()).await
                {
                    return whose(listener, notice);
                }
                *anyway = Instant::now() + LOOKING_ANYWAY;
                Ok(None)
            }
        }
    }
}

/// Whose the `first` notice is, and all others that have come by now.
fn whose(
    listener: &mut PgListener,
    first: Result<Option<PgNotification>, sqlx::Error>,
) -> Result<Option<BTreeSet<OrganizationId>>, Error> {
    let (mut all, mut next) = (BTreeSet::new(), Some(first));
    while let Some(notice) = next {
        // It connects again by itself, and answers none then: look what was missed meanwhile.
        let Some(notice) = notice? else {
            return Ok(None);
        };
        let Ok(organization) = notice.payload().parse() else {
            return Ok(None);
        };
        all.insert(OrganizationId(organization));
        next = listener.try_recv().now_or_never();
    }
    Ok(Some(all))
}

/// Tells whoever follows, when it is committed. SQLite's followers see it by themselves. PostgreSQL lets those commit one
/// after the other, over all its databases, who tell something: so whoever writes much commits first, and tells then.
pub(crate) async fn tell(conn: &mut Conn, organization: OrganizationId) -> Result<(), Error> {
    notify(conn, organization, "select pg_notify(?1, ?2)").await
}

/// The same of what is committed already, by a transaction of its own. It has nothing that could be lost, so it doesn't
/// wait for the disk, as every transaction that tells something would.
pub(crate) async fn tell_after(conn: &mut Conn, organization: OrganizationId) -> Result<(), Error> {
    let at_once = "select pg_notify(?1, ?2), set_config('synchronous_commit', 'off', true)";
    notify(conn, organization, at_once).await
}

async fn notify(
    conn: &mut Conn,
    organization: OrganizationId,
    statement: &'static str,
) -> Result<(), Error> {
    if conn.engine() == Engine::Postgres {
        query(statement)
            .bind(CHANNEL)
            .bind(organization.0.to_string())
            .execute(conn)
            .await?;
    }
    Ok(())
}

async fn version(conn: &mut Conn) -> Result<i64, Error> {
    Ok(query_scalar("pragma data_version").fetch_one(conn).await?)
}
