//! The demo organization, Northlight Labs, from `data/demo.json`.

mod build;
mod file;

pub(crate) use file::FILE;

use crate::{
    Asker, Error, Store,
    postgres::Locks,
    rows::KeyedPerson,
    sql::Conn,
    tables::{catalog, holdings, people},
};
use build::Demo;
use domain::{OrganizationId, Role, Verb};

impl Store {
    /// Makes the demo organization, unless there are users already. Answers whether it was made, and the usernames
    /// of its admins with their roles, for the sign-ins that `usher demo` prints (it sets the passwords itself).
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless a Global admin asks.
    pub async fn make_demo(
        &self,
        asker: &Asker,
    ) -> Result<(bool, Vec<(String, Vec<Role>)>), Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (organization, now) = (asker.organization, self.sources.now());
        let made = self
            .engine
            .write_alone(
                Locks::Everything(organization),
                async move |conn: &mut Conn| {
                    if holdings::has_users(conn, organization).await? {
                        return Ok(false);
                    }
                    write(conn, organization, build::build(now), now).await?;
                    Ok(true)
                },
            )
            .await?;
        let admins = FILE
            .admins
            .iter()
            .map(|admin| (admin.username.clone(), admin.roles.clone()));
        Ok((made, admins.collect()))
    }
}

async fn write(
    conn: &mut Conn,
    organization: OrganizationId,
    demo: Demo,
    now: i64,
) -> Result<(), Error> {
    let named = &FILE.organization;
    let location = Some(named.default_location);
    holdings::put_organization(
        conn,
        organization,
        &named.name,
        &named.domain,
        location,
        now,
    )
    .await?;
    catalog::merge(conn, organization, &FILE.catalog()).await?;
    let people: Vec<_> = demo.people.into_iter().map(KeyedPerson::from).collect();
    let mut words = people::Words::default();
    for person in &people {
        words.change(None, person);
    }
    people::put(conn, organization, people).await?;
    words.write(conn, organization).await?;
    holdings::add_groups(conn, organization, &demo.groups).await?;
    holdings::add_members(conn, organization, &demo.members).await?;
    holdings::add_purchases(conn, organization, &demo.purchases).await?;
    holdings::add_licenses(conn, organization, demo.licenses).await?;
    holdings::add_roles(conn, organization, &demo.roles).await?;
    holdings::count_seats(conn, organization).await?;
    Ok(())
}
