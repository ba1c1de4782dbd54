//! The organizations of an installation. Every key is led by the organization's id, and so are all questions.

use super::{
    accounts::{FirstAdmin, make_first_admin},
    chain,
    notes::Note,
};
use crate::{
    Asker, Error, Store,
    fold::fold,
    postgres::Locks,
    sql::{Conn, Engine, query, query_as, query_scalar},
};
use domain::{Location, OrganizationId, misleading, say, words};

/// Others may create one at the same moment; more often than this they don't.
const MOST_TRIES: u32 = 16;

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id, in the order of creation.
    pub id: OrganizationId,
    /// What it is called.
    pub name: String,
    /// The domain of its usernames, if it has one.
    pub domain: String,
}

impl Store {
    /// Creates an organization that comes to be by itself, as the first one does. Its ledger is empty.
    ///
    /// # Errors
    /// [`Error::Input`] without a name, or if another one is called so.
    pub async fn create_organization(
        &self,
        name: &str,
        domain: &str,
        default_location: Option<Location>,
    ) -> Result<OrganizationId, Error> {
        let founding = Founding::new(name, domain, default_location, self.now())?;
        self.engine
            .write(async move |conn: &mut Conn| create(conn, &founding).await)
            .await
    }

    /// Creates an organization as the operator asks for it, perhaps with its first Global admin: both or nothing. Its
    /// ledger begins with that.
    ///
    /// # Errors
    /// As [`create_organization`](Self::create_organization).
    pub async fn found_organization(
        &self,
        name: &str,
        domain: &str,
        default_location: Option<Location>,
        admin: Option<FirstAdmin>,
    ) -> Result<OrganizationId, Error> {
        let (now, fresh) = (self.sources.now(), self.sources.id());
        let founding = Founding::new(name, domain, default_location, now)?;
        self.engine
            .write_told(Locks::Nothing, async move |conn: &mut Conn| {
                let organization = create(conn, &founding).await?;
                let name = &founding.name;
                let (note, line) = match &admin {
                    Some(admin) => {
                        let user = make_first_admin(conn, organization, admin, fresh, now).await?;
                        let line = say!(
                            "The organization {name} was created, with {admin} as its first Global admin.",
                            name = name,
                            admin = &admin.name
                        );
                        (Note::OrganizationCreated(Some(user)), line)
                    }
                    None => {
                        let line = say!("The organization {name} was created.", name = name);
                        (Note::OrganizationCreated(None), line)
                    }
                };
                let asker = Asker::operator(organization);
                let place = note.write(conn, &asker, now, line).await?;
                Ok((organization, Some(place)))
            })
            .await
    }

    /// The organization that was created first. In a new database one of this name is created: once, however many ask, and
    /// not beside those that a copy brings meanwhile.
    ///
    /// # Errors
    /// [`Error::Input`] if there is none, and the name can't be used; [`Error::Busy`] if a copy takes long.
    pub async fn first_organization(&self, name: &str) -> Result<OrganizationId, Error> {
        if let Some(known) = self.organization().await? {
            return Ok(known);
        }
        let founding = Founding::new(name, "", None, self.now())?;
        self.engine
            .write(async move |conn: &mut Conn| {
                claim(conn).await?;
                match first(conn).await? {
                    Some(known) => Ok(known),
                    None => create(conn, &founding).await,
                }
            })
            .await
    }

    /// The organization that was created first; none in a new database.
    pub async fn organization(&self) -> Result<Option<OrganizationId>, Error> {
        let mut conn = self.engine.read().await?;
        first(&mut conn).await
    }

    /// All organizations, in the order of creation.
    pub async fn organizations(&self) -> Result<Vec<Organization>, Error> {
        let mut conn = self.engine.read().await?;
        all(&mut conn).await
    }

    /// The organization of this number, or else of this name, in whatever case; none if there is none. A number is meant
    /// first, because nobody can give themselves another's.
    ///
    /// # Errors
    /// [`Error::Input`] if several are called so: an organization names itself, perhaps as another one does.
    pub async fn organization_named(&self, name: &str) -> Result<Option<OrganizationId>, Error> {
        let mut conn = self.engine.read().await?;
        let (known, name) = (known(&mut conn).await?, name.trim());
        if let Some((id, _)) = known.iter().find(|(id, _)| id.to_string() == name) {
            return Ok(Some(OrganizationId(*id)));
        }
        let alike: Vec<_> = named(&known, name).collect();
        match &alike[..] {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            _ => {
                let numbers = alike.iter().map(|id| id.0.to_string());
                Err(Error::Input(say!(
                    "Several organizations are called {name}: give the number of the one that you mean, {numbers}.",
                    name = name,
                    numbers = words::or(&numbers.collect::<Vec<_>>())
                )))
            }
        }
    }

    /// What the organization is called, and the domain of its usernames: its own, or else the asker's, or another admin's
    /// if the asker is a partner's.
    ///
    /// # Errors
    /// [`Error::Input`] if there is no domain.
    pub async fn names(&self, asker: &Asker) -> Result<(String, String), Error> {
        let mut conn = self.engine.read().await?;
        let (name, domain): (String, Option<String>) = query_as(
            "select name, coalesce(nullif(domain, ''), (
                 select substr(username, instr(username, '@') + 1)
                 from role_assignment join person using (organization_id, user_id)
                 where organization_id = ?1
                 order by case when user_id = ?2 then 0 else 1 end, username_key limit 1))
             from organization where organization_id = ?1",
        )
        .bind(asker.organization.0)
        .bind(asker.user.map(|user| user.0))
        .fetch_one(&mut conn)
        .await?;
        let none = || {
            Error::Input(say!(
                "The organization has no domain and no admin yet. Let its first admin sign in, and try again."
            ))
        };
        Ok((
            name,
            domain
                .filter(|domain| !domain.is_empty())
                .ok_or_else(none)?,
        ))
    }
}

/// An organization that shall be created.
struct Founding {
    name: String,
    domain: String,
    default_location: Option<Location>,
    at: i64,
}

impl Founding {
    fn new(
        name: &str,
        domain: &str,
        default_location: Option<Location>,
        at: i64,
    ) -> Result<Self, Error> {
        let (name, domain) = (name.trim().to_owned(), domain.trim().to_owned());
        if name.is_empty() || name.chars().count() > 256 || name.chars().any(misleading) {
            return Err(Error::Input(say!(
                "An organization's name is one line of 1 to 256 characters."
            )));
        }
        Ok(Self {
            name,
            domain,
            default_location,
            at,
        })
    }
}

/// Creates it, and begins its chain.
async fn create(conn: &mut Conn, founding: &Founding) -> Result<OrganizationId, Error> {
    let name = &founding.name;
    for _ in 0..MOST_TRIES {
        let known = known(conn).await?;
        if named(&known, name).next().is_some() {
            return Err(Error::Input(say!(
                "There is an organization already that is called {name}. Choose another name.",
                name = name
            )));
        }
        // Whoever created one since these were read took this id: then all is looked at again.
        let id = known.iter().map(|(id, _)| id).max().unwrap_or(&0) + 1;
        let created = query(
            "insert into organization (organization_id, name, domain, default_location, created_at)
             values (?1, ?2, ?3, ?4, ?5) on conflict do nothing",
        )
        .bind(id)
        .bind(name)
        .bind(&founding.domain)
        .bind(
            founding
                .default_location
                .map(|location| location.code().to_owned()),
        )
        .bind(founding.at)
        .execute(&mut *conn)
        .await?;
        if created.rows_affected() == 1 {
            chain::begin(conn, OrganizationId(id)).await?;
            return Ok(OrganizationId(id));
        }
    }
    Err(Error::Busy)
}

/// Waits until nobody else makes organizations, one or all of a copy, and keeps it so until the transaction ends. SQLite has
/// one writer at a time anyway.
pub(crate) async fn claim(conn: &mut Conn) -> Result<(), Error> {
    match conn.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => {
            let alone = "lock table organization in share row exclusive mode";
            Ok(conn.run(alone.into()).await?)
        }
    }
}

/// The organization that was created first.
async fn first(conn: &mut Conn) -> Result<Option<OrganizationId>, Error> {
    let id: Option<i64> =
        query_scalar("select organization_id from organization order by organization_id limit 1")
            .fetch_optional(conn)
            .await?;
    Ok(id.map(OrganizationId))
}

/// All organizations, in the order of creation.
pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Organization>, Error> {
    let rows: Vec<(i64, String, String)> =
        query_as("select organization_id, name, domain from organization order by organization_id")
            .fetch_all(conn)
            .await?;
    let organization = |(id, name, domain)| Organization {
        id: OrganizationId(id),
        name,
        domain,
    };
    Ok(rows.into_iter().map(organization).collect())
}

/// The organizations that there are, and what each is called.
async fn known(conn: &mut Conn) -> Result<Vec<(i64, String)>, Error> {
    let all = query_as("select organization_id, name from organization");
    Ok(all.fetch_all(conn).await?)
}

/// Those that are called so, in whatever case.
fn named(known: &[(i64, String)], name: &str) -> impl Iterator<Item = OrganizationId> {
    let name = fold(name);
    let alike = known.iter().filter(move |(_, known)| fold(known) == name);
    alike.map(|(id, _)| OrganizationId(*id))
}
