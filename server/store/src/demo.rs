//! The demo organization, Northlight Labs, from `data/demo.json`.

mod build;
mod file;

pub(crate) use file::FILE;

use crate::{
    Asker, Error, Store,
    fold::username_key,
    postgres::Locks,
    rows::KeyedPerson,
    sql::{Conn, query_scalar},
    tables::{accounts, catalog, holdings, people},
};
use build::Demo;
use domain::{OrganizationId, Role, Verb};

/// An admin of the demo who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAdmin {
    /// User principal name.
    pub username: String,
    /// The roles that they hold now.
    pub roles: Vec<Role>,
    /// Of their password: argon2id, in PHC format.
    pub password_hash: String,
}

impl Store {
    /// Makes the demo organization, where nothing is yet. Answers whether it was made, and the usernames and first roles
    /// of those of its admins who are there (`usher demo` gives them their password).
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless a Global admin asks; [`Error::Input`] if somebody has another organization there.
    pub async fn make_demo(
        &self,
        asker: &Asker,
    ) -> Result<(bool, Vec<(String, Vec<Role>)>), Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (organization, now) = (asker.organization, self.sources.now());
        self.engine
            .write_alone(
                Locks::Everything(organization),
                async move |conn: &mut Conn| {
                    let made = is_untouched(conn, organization).await?;
                    if made {
                        write(conn, organization, build::build(now), now).await?;
                    } else if !is_demo(conn, organization).await? {
                        return Err(Error::Input(
                            "This database holds an organization of somebody's own, not Usher's demo. Name another file \
                             with --database, or serve this one by `usher serve`."
                                .into(),
                        ));
                    }
                    let keys = keys_of_admins();
                    let here = people::by_username(conn, organization, keys.iter()).await?;
                    let admins = FILE.admins.iter().zip(&keys);
                    let admins: Vec<_> = admins
                        .filter(|(_, key)| here.contains_key(*key))
                        .map(|(admin, _)| (admin.username.clone(), admin.roles.clone()))
                        .collect();
                    Ok((made, admins))
                },
            )
            .await
    }

    /// The admins of the demo who can sign in: by whatever password, and with whatever roles they have by now.
    pub async fn demo_admins(&self, organization: OrganizationId) -> Result<Vec<DemoAdmin>, Error> {
        let mut conn = self.engine.read().await?;
        let keys = keys_of_admins();
        let mut able = accounts::able_admins(&mut conn, organization, &keys).await?;
        let admins = FILE.admins.iter().zip(&keys).filter_map(|(admin, key)| {
            let able = able.remove(key)?;
            Some(DemoAdmin {
                username: admin.username.clone(),
                roles: able.roles,
                password_hash: able.password_hash,
            })
        });
        Ok(admins.collect())
    }
}

/// The username keys of the file's admins, in its sequence.
fn keys_of_admins() -> Vec<String> {
    let admins = FILE.admins.iter();
    admins.map(|admin| username_key(&admin.username)).collect()
}

/// Has nobody done anything in the organization yet?
async fn is_untouched(conn: &mut Conn, organization: OrganizationId) -> Result<bool, Error> {
    let untouched = query_scalar(
        "select not exists (select 1 from person where organization_id = ?1)
             and not exists (select 1 from deleted_person where organization_id = ?1)
             and not exists (select 1 from product where organization_id = ?1)
             and not exists (select 1 from ledger where organization_id = ?1)",
    );
    Ok(untouched.bind(organization.0).fetch_one(conn).await?)
}

/// Is it the demo, whatever was done in it since? Nobody else has as many as half of its users, and whoever plays with it
/// deletes and renames a few. (Its name is in the settings, and examples give others its domain.)
async fn is_demo(conn: &mut Conn, organization: OrganizationId) -> Result<bool, Error> {
    let users = FILE.users.iter();
    let keys: Vec<String> = users.map(|user| username_key(&user.username)).collect();
    let here = people::by_username(conn, organization, keys.iter()).await?;
    let deleted = people::deleted(conn, organization, keys.iter()).await?;
    Ok(2 * (here.len() + deleted.len()) >= keys.len())
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
