//! How often somebody may try a secret: counted where all servers see it, in a table of a fixed size.
//!
//! Failures are counted in counters that keys hash into. Two keys seldom share one, and then one may be refused early.

use crate::{
    Error, Store,
    sql::{Conn, query, query_scalar},
};
use domain::OrganizationId;
use sha2::{Digest, Sha256};

/// Failures are forgotten after so many seconds.
const WINDOW: i64 = 15 * 60;
const COUNTERS: u16 = 1 << 14;

/// Whose failures are counted together, and how many there may be in a quarter of an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tries {
    /// Such as `username ida@northlight.example`.
    pub whose: String,
    /// How many failures; then no more tries.
    pub most: u32,
}

impl Tries {
    fn counter(&self) -> i64 {
        let hash = Sha256::digest(&self.whose);
        i64::from(u16::from_be_bytes([hash[0], hash[1]]) % COUNTERS)
    }
}

impl Store {
    /// Begins a try, which counts as failed for each of these until [`forgive`](Self::forgive) says otherwise, so that many
    /// tries at once are many. False: there were too many; wait.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn begin_try(
        &self,
        organization: OrganizationId,
        tries: &[Tries],
    ) -> Result<bool, Error> {
        let now = self.sources.now();
        // Who is shut out must not keep the writer busy.
        let mut conn = self.engine.read().await?;
        for one in tries {
            let shut = query_scalar(
                "select exists (select 1 from attempt where organization_id = ?1 and counter = ?2
                                and since_at > ?3 and since_at <= ?4 and failures >= ?5)",
            )
            .bind(organization.0)
            .bind(one.counter())
            .bind(now - WINDOW)
            .bind(now)
            .bind(i64::from(one.most));
            if shut.fetch_one(&mut conn).await? {
                return Ok(false);
            }
        }
        drop(conn);
        let tries = tries.to_vec();
        self.engine
            .write(async move |conn: &mut Conn| {
                for one in &tries {
                    let counted = query(
                        "insert into attempt (organization_id, counter, since_at, failures) values (?1, ?2, ?4, 1)
                         on conflict (organization_id, counter) do update set
                             since_at = case when attempt.since_at > ?3 and attempt.since_at <= ?4
                                        then attempt.since_at else ?4 end,
                             failures = case when attempt.since_at > ?3 and attempt.since_at <= ?4
                                        then attempt.failures + 1 else 1 end
                         where attempt.failures < ?5 or attempt.since_at <= ?3 or attempt.since_at > ?4",
                    )
                    .bind(organization.0)
                    .bind(one.counter())
                    .bind(now - WINDOW)
                    .bind(now)
                    .bind(i64::from(one.most))
                    .execute(&mut *conn)
                    .await?;
                    if counted.rows_affected() == 0 {
                        return Ok(false);
                    }
                }
                Ok(true)
            })
            .await
    }

    /// The try was none to count.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn forgive(
        &self,
        organization: OrganizationId,
        tries: &[Tries],
    ) -> Result<(), Error> {
        let tries = tries.to_vec();
        self.engine
            .write(async move |conn: &mut Conn| {
                for one in &tries {
                    query(
                        "update attempt set failures = failures - 1
                         where organization_id = ?1 and counter = ?2 and failures > 0",
                    )
                    .bind(organization.0)
                    .bind(one.counter())
                    .execute(&mut *conn)
                    .await?;
                }
                Ok(())
            })
            .await
    }
}
