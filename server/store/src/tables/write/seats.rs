//! The counters of seats, and the history of them.

use super::{Writing, check};
use crate::{
    Error,
    sql::{Conn, Engine, query},
    tables::seat_days::DAY,
};
use domain::ProductId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Moves the counters, if the seats are there. Nobody can take one beyond: whatever was assigned in excess of a lapsed
/// subscription only shrinks.
macro_rules! moved {
    () => {
        "with moved as materialized (
             select ?1 as organization_id, unhex(value ->> 0) as product_id,
                    cast(value ->> 1 as bigint) as assigned, cast(value ->> 2 as bigint) as assignable
             from json_each(?2))
         update seats set
             assigned = seats.assigned + moved.assigned,
             assignable = seats.assignable + moved.assignable,
             excess = case
                 when seats.assigned + moved.assigned > seats.assignable + moved.assignable
                 then seats.assigned + moved.assigned - seats.assignable - moved.assignable else 0 end
         from moved
         where seats.organization_id = moved.organization_id and seats.product_id = moved.product_id
             and (moved.assigned <= 0
                  or seats.assigned + moved.assigned <= seats.assignable + moved.assignable)"
    };
}

/// Notes what the counters say for the day.
macro_rules! noted {
    ($counted:literal) => {
        concat!(
            "insert into seat_day (organization_id, product_id, day, assignable, assigned)
             select ?1, counted.product_id, ?3, counted.assignable, counted.assigned from ",
            $counted,
            " where true
             on conflict (organization_id, product_id, day) do update set
                 assignable = excluded.assignable, assigned = excluded.assigned"
        )
    };
}

/// Both in one message: SQLite takes two statements, of which the second sees what the first wrote...
const SQLITE: &str = concat!(
    moved!(),
    "; ",
    noted!(
        "json_each(?2) as moved cross join seats as counted
         on counted.organization_id = ?1 and counted.product_id = unhex(moved.value ->> 0)"
    )
);

/// ...and PostgreSQL one, whose second part sees only what the first answers.
const POSTGRES: &str = concat!(
    "with counted as (",
    moved!(),
    " returning seats.product_id, seats.assignable, seats.assigned) ",
    noted!("counted")
);

impl Writing<'_> {
    /// Moves the counters, by how many more are assigned and can be, and notes what they say.
    pub(super) async fn seats(
        &self,
        conn: &mut Conn,
        seats: &BTreeMap<ProductId, (i64, i64)>,
    ) -> Result<(), Error> {
        if seats.is_empty() {
            return Ok(());
        }
        let row = |(product, (assigned, assignable)): (&ProductId, &(i64, i64))| {
            json!([product.0.simple().to_string(), assigned, assignable])
        };
        let rows = Value::from(seats.iter().map(row).collect::<Vec<_>>()).to_string();
        let (statements, rows_each) = match conn.engine() {
            Engine::Sqlite => (SQLITE, 2),
            Engine::Postgres => (POSTGRES, 1),
        };
        let written = query(statements)
            .bind(self.organization.0)
            .bind(rows)
            .bind(self.stamp.at.div_euclid(DAY))
            .execute(conn)
            .await?;
        check(
            "seat counters",
            written.rows_affected(),
            rows_each * seats.len(),
        )
    }
}
