//! What an organization owns and who holds it, written in bulk by the demo and the seed.

use super::{
    bulk, chain,
    codes::{self, Code},
    seat_days,
};
use crate::{
    rows::{GroupRow, LicenseRow, PurchaseRow},
    sql::{Conn, query, query_scalar},
};
use domain::{GroupId, Location, OrganizationId, Role, UserId};

/// Names the organization, creating it if there is none.
pub(crate) async fn put_organization(
    conn: &mut Conn,
    organization: OrganizationId,
    name: &str,
    domain: &str,
    default_location: Option<Location>,
    now: i64,
) -> Result<(), sqlx::Error> {
    query(
        "insert into organization (organization_id, name, domain, default_location, created_at)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict (organization_id) do update set
           name = excluded.name, domain = excluded.domain, default_location = excluded.default_location",
    )
    .bind(organization.0)
    .bind(name)
    .bind(domain)
    .bind(default_location.map(|location| location.code().to_owned()))
    .bind(now)
    .execute(&mut *conn)
    .await?;
    chain::begin(conn, organization).await
}

/// The organization's domain; none if there is no organization.
pub(crate) async fn organization_domain(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Option<String>, sqlx::Error> {
    query_scalar("select domain from organization where organization_id = ?1")
        .bind(organization.0)
        .fetch_optional(conn)
        .await
}

/// Has the organization any users?
pub(crate) async fn has_users(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<bool, sqlx::Error> {
    query_scalar("select exists (select 1 from person where organization_id = ?1)")
        .bind(organization.0)
        .fetch_one(conn)
        .await
}

/// Adds purchases.
pub(crate) async fn add_purchases(
    conn: &mut Conn,
    organization: OrganizationId,
    purchases: &[PurchaseRow],
) -> Result<(), sqlx::Error> {
    bulk::insert(
        conn,
        organization,
        "insert into subscription
           (organization_id, subscription_id, product_id, seats, state, channel, purchaser, created_at,
            since_at, ends_at, length, recurring, grown_at, next_at)",
        "",
        purchases,
        |row, purchase| {
            row.push(purchase.subscription.id.0)
                .push(purchase.product.0)
                .push(purchase.subscription.seats)
                .push(purchase.subscription.state.code())
                .push(purchase.subscription.channel.code())
                .push(purchase.purchaser.as_deref())
                .push(purchase.created_at)
                .push(purchase.subscription.term.since)
                .push(purchase.subscription.term.ends)
                .push(purchase.subscription.term.length.code())
                .push(purchase.subscription.term.recurring)
                .push(purchase.subscription.term.grown)
                .push(purchase.subscription.term.next);
        },
    )
    .await
}

/// Adds groups, and what they assign.
pub(crate) async fn add_groups(
    conn: &mut Conn,
    organization: OrganizationId,
    groups: &[GroupRow],
) -> Result<(), sqlx::Error> {
    let head = "insert into user_group (organization_id, group_id, name)";
    bulk::insert(conn, organization, head, "", groups, |row, group| {
        row.push(group.id.0).push(&*group.name);
    })
    .await?;
    let licenses: Vec<_> = groups
        .iter()
        .flat_map(|group| {
            group
                .licenses
                .iter()
                .map(|(product, off)| (group.id, *product, off))
        })
        .collect();
    let head = "insert into group_license (organization_id, group_id, product_id, services_off)";
    bulk::insert(
        conn,
        organization,
        head,
        "",
        &licenses,
        |row, (group, product, off)| {
            row.push(group.0).push(product.0).push(codes::services(off));
        },
    )
    .await
}

/// Adds members of groups.
pub(crate) async fn add_members(
    conn: &mut Conn,
    organization: OrganizationId,
    members: &[(GroupId, UserId)],
) -> Result<(), sqlx::Error> {
    let head = "insert into group_member (organization_id, group_id, user_id)";
    bulk::insert(
        conn,
        organization,
        head,
        "",
        members,
        |row, (group, user)| {
            row.push(group.0).push(user.0);
        },
    )
    .await
}

/// Adds licenses; fastest in the order of users. The seats are counted apart: see [`count_seats`].
pub(crate) async fn add_licenses(
    conn: &mut Conn,
    organization: OrganizationId,
    licenses: Vec<LicenseRow>,
) -> Result<(), sqlx::Error> {
    bulk::insert(
        conn,
        organization,
        "insert into license (organization_id, user_id, product_id, source, source_id, services_off, since,
           assigned_by, name_key)",
        "",
        licenses,
        |row, license| {
            let (source, source_id) = codes::source(license.via);
            row.push(license.user.0)
                .push(license.product.0)
                .push(source)
                .push(source_id)
                .push(codes::services(&license.off))
                .push(license.since)
                .push(license.by)
                .push(license.name_key);
        },
    )
    .await
}

/// Gives users their admin roles.
pub(crate) async fn add_roles(
    conn: &mut Conn,
    organization: OrganizationId,
    roles: &[(UserId, Role)],
) -> Result<(), sqlx::Error> {
    let head = "insert into role_assignment (organization_id, user_id, role)";
    bulk::insert(conn, organization, head, "", roles, |row, (user, role)| {
        row.push(user.0).push(role.code());
    })
    .await
}

/// Counts the seats of every product that is owned or held: those that can be assigned, and the users who hold it
/// otherwise than by self-service. They are what its history ends with.
pub(crate) async fn count_seats(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<(), sqlx::Error> {
    seat_days::look_back(conn, organization).await?;
    query(
        "insert into seats (organization_id, product_id, assignable, assigned, excess)
         select organization_id, product_id, assignable, assigned,
                case when assigned > assignable then assigned - assignable else 0 end
         from seat_day
         where organization_id = ?1 and day = (
             select max(day) from seat_day as last
             where last.organization_id = ?1 and last.product_id = seat_day.product_id)
         on conflict (organization_id, product_id) do update set
             assignable = excluded.assignable, assigned = excluded.assigned, excess = excluded.excess",
    )
    .bind(organization.0)
    .execute(conn)
    .await?;
    Ok(())
}
