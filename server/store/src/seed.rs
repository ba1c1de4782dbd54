//! Makes a plausible organization of any size, the same for the same seed.

mod groups;
mod holdings;
mod names;
mod people;
mod products;
mod purchases;

use crate::{
    Asker, Error, FILE, Store,
    postgres::Locks,
    random::Random,
    rows::{KeyedPerson, LicenseRow, PurchaseRow},
    sql::Conn,
    tables::{
        bulk, catalog, holdings as tables,
        people::{self as people_tables, Words},
    },
};
use domain::{GroupId, Location, OrganizationId, Role, UserId, Verb};
use holdings::Holdings;
use people::People;
use products::Portfolio;
use serde::Serialize;
use std::panic::resume_unwind;
use tokio::{
    sync::mpsc,
    task::{JoinHandle, spawn_blocking},
};

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SeedReport {
    /// Users made.
    pub users: u32,
    /// Products owned.
    pub products: u32,
    /// Licenses given.
    pub licenses: u32,
}

/// How much is made, and when.
#[derive(Clone, Copy, Debug)]
struct Plan {
    organization: OrganizationId,
    users: u32,
    products: u32,
    seed: u64,
    now: i64,
}

/// Users are made and written so many at a time.
const AT_ONCE: u32 = 4_000;

impl Store {
    /// Fills an empty organization with `users` and `products`: those of the demo first, then others of the
    /// catalog, as far as it goes. Names, ids and licenses depend on the seed only, dates also on the time.
    ///
    /// # Errors
    /// [`Error::Input`] if the organization has users already.
    pub async fn seed(
        &self,
        asker: &Asker,
        users: u32,
        products: u32,
        seed: u64,
    ) -> Result<SeedReport, Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (organization, now) = (asker.organization, self.sources.now());
        let plan = Plan {
            organization,
            users,
            products,
            seed,
            now,
        };
        self.engine
            .write_alone(
                Locks::Everything(organization),
                async move |conn: &mut Conn| {
                    if tables::has_users(conn, organization).await? {
                        return Err(Error::Input(
                            "The organization has users already. Seed a new database.".into(),
                        ));
                    }
                    let lifted = bulk::Lifted::lift(conn).await?;
                    let filled = fill(conn, plan).await;
                    // Also after a failure: what was set for the connection isn't undone with the transaction.
                    let indexed = match lifted {
                        Some(lifted) => lifted.put_back(conn, filled.is_ok()).await,
                        None => Ok(()),
                    };
                    let (report, words) = filled?;
                    indexed?;
                    finished(words).await.write(conn, organization).await?;
                    tables::count_seats(conn, organization).await?;
                    conn.look_at_tables().await?;
                    Ok(report)
                },
            )
            .await
    }
}

/// Writes everything but the words, which are still being sorted.
async fn fill(conn: &mut Conn, plan: Plan) -> Result<(SeedReport, JoinHandle<Words>), Error> {
    let domain = found(conn, plan).await?;
    let mut random = Random::new(plan.seed);
    let portfolio = portfolio(conn, plan, &mut random).await?;
    let mut report = SeedReport {
        users: plan.users,
        products: u32::try_from(portfolio.products.len()).unwrap_or(u32::MAX),
        licenses: 0,
    };
    let people = People::new(plan, domain, &mut random);
    let holdings = Holdings::new(plan, portfolio, &mut random);
    tables::add_groups(conn, plan.organization, &holdings.groups()).await?;
    // People are made while those before them are written.
    let (ready, mut chunks) = mpsc::channel(2);
    let maker = spawn_blocking(move || make(plan, people, holdings, &ready));
    while let Some(Chunk {
        people,
        held,
        joined,
    }) = chunks.recv().await
    {
        people_tables::put(conn, plan.organization, people).await?;
        report.licenses += u32::try_from(held.len()).unwrap_or(u32::MAX);
        tables::add_licenses(conn, plan.organization, held).await?;
        tables::add_members(conn, plan.organization, &joined).await?;
    }
    let mut made = finished(maker).await;
    let words = spawn_blocking(move || {
        made.words.sort();
        made.words
    });
    tables::add_purchases(conn, plan.organization, &made.purchases).await?;
    tables::add_roles(conn, plan.organization, &made.roles).await?;
    Ok((report, words))
}

/// What the other thread made; its panic is this one's too.
async fn finished<T>(made: JoinHandle<T>) -> T {
    made.await
        .unwrap_or_else(|failed| resume_unwind(failed.into_panic()))
}

/// Some people, and what they hold.
struct Chunk {
    people: Vec<KeyedPerson>,
    held: Vec<LicenseRow>,
    joined: Vec<(GroupId, UserId)>,
}

/// What is known after the last of them.
struct Made {
    words: Words,
    purchases: Vec<PurchaseRow>,
    roles: Vec<(UserId, Role)>,
}

/// Makes everybody. Ends early if nobody takes the chunks any more.
fn make(
    plan: Plan,
    mut people: People,
    mut holdings: Holdings,
    ready: &mpsc::Sender<Chunk>,
) -> Made {
    let (mut words, mut roles) = (Words::default(), Vec::new());
    for begin in (0..plan.users).step_by(AT_ONCE as usize) {
        let end = plan.users.min(begin + AT_ONCE);
        let people: Vec<KeyedPerson> = (begin..end).map(|_| people.next_person().into()).collect();
        if begin == 0 {
            holdings.assigned_by(people.iter().map(|person| &person.row.name));
            roles = people
                .iter()
                .map(|person| person.row.id)
                .zip(Role::ALL)
                .collect();
        }
        let mut held = Vec::with_capacity(people.len() * 2);
        for person in &people {
            words.change(None, person);
            holdings.of(person, &mut held);
        }
        held.sort_unstable_by_key(|license| (license.user, license.product, license.via));
        let joined = holdings.joined();
        if ready
            .blocking_send(Chunk {
                people,
                held,
                joined,
            })
            .is_err()
        {
            break;
        }
    }
    Made {
        words,
        purchases: holdings.into_purchases(),
        roles,
    }
}

/// The organization's domain; founds one where there is none.
async fn found(conn: &mut Conn, plan: Plan) -> Result<String, Error> {
    let known = tables::organization_domain(conn, plan.organization).await?;
    if let Some(domain) = known.filter(|domain| !domain.is_empty()) {
        return Ok(domain);
    }
    let (name, domain) = ("Larkspur Group", "larkspur.example");
    let location = Location::new("DE");
    tables::put_organization(conn, plan.organization, name, domain, location, plan.now).await?;
    Ok(domain.to_owned())
}

/// The products to own: the demo's are added to the catalog where it lacks them.
async fn portfolio(conn: &mut Conn, plan: Plan, random: &mut Random) -> Result<Portfolio, Error> {
    let mut known = catalog::load(conn, plan.organization).await?;
    let mut lacking = FILE.catalog();
    lacking
        .products
        .retain(|id, _| !known.products.contains_key(id));
    lacking
        .services
        .retain(|id, _| !known.services.contains_key(id));
    catalog::merge(conn, plan.organization, &lacking).await?;
    known.products.append(&mut lacking.products);
    known.services.append(&mut lacking.services);
    Ok(Portfolio::choose(&known, plan.products, random))
}
