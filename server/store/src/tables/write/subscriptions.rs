//! Subscriptions that begin, change or are taken back.

use super::{Writing, check};
use crate::{
    Error,
    sql::{Conn, query},
    tables::codes::Code,
};
use domain::{ProductId, Subscription};
use serde_json::{Value, json};

/// The changes by kind, as the statements take them.
#[derive(Default)]
pub(super) struct Subscriptions {
    begin: Vec<Value>,
    change: Vec<Value>,
    end: Vec<Value>,
}

fn row(product: ProductId, one: &Subscription) -> Vec<Value> {
    let term = &one.term;
    vec![
        json!(one.id.0.simple().to_string()),
        json!(product.0.simple().to_string()),
        json!(one.seats),
        json!(one.state.code()),
        json!(one.channel.code()),
        json!(term.since),
        json!(term.ends),
        json!(term.length.code()),
        json!(i64::from(term.recurring)),
        json!(term.grown),
        json!(term.next),
    ]
}

impl Subscriptions {
    pub(super) fn add(
        &mut self,
        product: ProductId,
        before: Option<&Subscription>,
        after: Option<&Subscription>,
    ) {
        match (before, after) {
            (None, Some(after)) => self.begin.push(row(product, after).into()),
            (Some(before), None) => self.end.push(row(product, before).into()),
            (Some(before), Some(after)) => {
                // It is changed only if it still stands as the plan found it.
                let mut columns = row(product, after);
                columns.push(json!(before.seats));
                columns.push(json!(before.state.code()));
                self.change.push(columns.into());
            }
            (None, None) => {}
        }
    }
}

impl Writing<'_> {
    pub(super) async fn subscriptions(
        &self,
        conn: &mut Conn,
        subscriptions: Subscriptions,
    ) -> Result<(), Error> {
        let Subscriptions { begin, change, end } = subscriptions;
        self.begun(conn, begin).await?;
        self.changed(conn, change).await?;
        self.ended(conn, end).await
    }

    async fn begun(&self, conn: &mut Conn, rows: Vec<Value>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let (planned, rows) = (rows.len(), Value::from(rows).to_string());
        let written = query(
            "insert into subscription
                 (organization_id, subscription_id, product_id, seats, state, channel, since_at, ends_at, length,
                  recurring, grown_at, next_at, created_at)
             select ?1, unhex(value ->> 0), unhex(value ->> 1), cast(value ->> 2 as bigint), value ->> 3, value ->> 4,
                    cast(value ->> 5 as bigint), cast(value ->> 6 as bigint), value ->> 7, cast(value ->> 8 as bigint),
                    cast(value ->> 9 as bigint), cast(value ->> 10 as bigint), ?3
             from json_each(?2)",
        )
        .bind(self.organization.0)
        .bind(&rows)
        .bind(self.stamp.at)
        .execute(&mut *conn)
        .await?;
        check("purchases", written.rows_affected(), planned)?;
        query(
            "insert into seats (organization_id, product_id, assignable, assigned)
             select ?1, unhex(value ->> 1), 0, 0 from json_each(?2) where true on conflict do nothing",
        )
        .bind(self.organization.0)
        .bind(&rows)
        .execute(conn)
        .await?;
        Ok(())
    }

    async fn changed(&self, conn: &mut Conn, rows: Vec<Value>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let (planned, rows) = (rows.len(), Value::from(rows).to_string());
        let written = query(
            "with wanted as materialized (
                 select ?1 as organization_id, unhex(value ->> 0) as subscription_id, value from json_each(?2))
             update subscription set
                 seats = cast(value ->> 2 as bigint), state = value ->> 3, channel = value ->> 4,
                 since_at = cast(value ->> 5 as bigint), ends_at = cast(value ->> 6 as bigint), length = value ->> 7,
                 recurring = cast(value ->> 8 as bigint), grown_at = cast(value ->> 9 as bigint),
                 next_at = cast(value ->> 10 as bigint)
             from wanted
             where subscription.organization_id = wanted.organization_id
                 and subscription.subscription_id = wanted.subscription_id
                 and subscription.seats = cast(value ->> 11 as bigint) and subscription.state = value ->> 12",
        )
        .bind(self.organization.0)
        .bind(rows)
        .execute(conn)
        .await?;
        check("subscriptions", written.rows_affected(), planned)
    }

    async fn ended(&self, conn: &mut Conn, rows: Vec<Value>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let (planned, rows) = (rows.len(), Value::from(rows).to_string());
        let written = query(
            "delete from subscription
             where organization_id = ?1
                 and subscription_id in (select unhex(value ->> 0) from json_each(?2))",
        )
        .bind(self.organization.0)
        .bind(rows)
        .execute(conn)
        .await?;
        check("subscriptions", written.rows_affected(), planned)
    }
}
