//! The history of seats: what the counters said at the end of each day. Written with them, in the same transaction.

use crate::{
    Error,
    sql::{Conn, query, query_as},
};
use domain::{OrganizationId, ProductId, Range, Trend, TrendPoint};

/// So many seconds has a day.
pub(super) const DAY: i64 = 86_400;

/// Fills the history in from what is there: an organization that was made in bulk has no book of its days.
pub(super) async fn look_back(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<(), sqlx::Error> {
    query(
        "insert into seat_day (organization_id, product_id, day, assignable, assigned)
         select organization_id, product_id, day, assignable, assigned from seat_past where organization_id = ?1
         on conflict (organization_id, product_id, day) do update set
             assignable = excluded.assignable, assigned = excluded.assigned",
    )
    .bind(organization.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// Seats over time, up to the day of `now`. However long the history, it is looked up once a point and product.
pub(super) async fn trend(
    conn: &mut Conn,
    organization: OrganizationId,
    product: Option<ProductId>,
    range: Range,
    now: i64,
) -> Result<Trend, Error> {
    let (today, step) = (now.div_euclid(DAY), i64::from(range.step()));
    let first = today - i64::from(range.days()) / step * step;
    let points: Vec<(i64, i64, i64)> = query_as(
        "with recursive point (day) as (select ?3 union all select day + ?4 from point where day < ?5)
         select point.day, cast(coalesce(sum(seat_day.assignable), 0) as bigint),
                cast(coalesce(sum(seat_day.assigned), 0) as bigint)
         from point
         cross join seats on seats.organization_id = ?1 and (?2 is null or seats.product_id = ?2)
         left join seat_day on seat_day.organization_id = ?1 and seat_day.product_id = seats.product_id
             and seat_day.day = (
                 select max(day) from seat_day as last
                 where last.organization_id = ?1 and last.product_id = seats.product_id and last.day <= point.day)
         group by point.day order by point.day",
    )
    .bind(organization.0)
    .bind(product.map(|product| product.0))
    .bind(first)
    .bind(step)
    .bind(today)
    .fetch_all(conn)
    .await?;
    let points = points
        .into_iter()
        .map(|(day, assignable, assigned)| TrendPoint {
            day,
            assignable: assignable.unsigned_abs(),
            assigned: assigned.unsigned_abs(),
        });
    Ok(Trend {
        range,
        product,
        points: points.collect(),
    })
}
