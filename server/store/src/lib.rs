//! Remembers: loads facts, carries out orders, answers the pages' queries. Only here is SQL.
//!
//! What users hold changes through [`Store::carry_out`] only. What else admins do to them is told in the ledger, too, in the
//! transaction that does it (`tables/notes.rs`): passwords reset, invitations, imports, an organization and its first admin
//! made. The ledger doesn't tell of what the seed, the demo and a copy bring, nor of what people do themselves: accept an
//! invitation, change their password.

mod add_many;
mod bad_rows;
mod carry_out;
mod catalog;
mod copy;
mod csv_table;
mod database;
mod demo;
mod derived;
mod error;
mod export;
mod export_subscriptions;
mod export_users;
mod fold;
mod import_users;
mod news;
mod postgres;
mod random;
mod rows;
mod rules;
mod seed;
mod sources;
mod sql;
mod sqlite;
mod tables;
mod tick;
mod watch;
mod writer;

pub use add_many::{List, blank_list, sample_list};
pub use bad_rows::BadRows;
pub use carry_out::Terms;
pub use catalog::{CatalogReport, Counts};
pub use copy::{Copied, CopiedTable, copy};
pub use csv_table::Flaw;
pub use demo::DemoAdmin;
pub(crate) use demo::FILE;
pub use error::Error;
pub use export::Export;
pub use import_users::UsersReport;
pub use news::{Commits, News};
pub use rules::rules;
pub use seed::SeedReport;
pub use sources::Sources;
pub use tables::accounts::{Account, FirstAdmin};
pub use tables::attempts::Tries;
pub use tables::organization::Organization;
pub use tables::pages::{Addressed, Who};
pub use tables::passwords::NewPassword;
pub use tables::sessions::{Home, SESSION_IDLE, SESSION_LIFE, SignedIn};
pub use tables::verify::{Verified, VerifiedAll, VerifiedOrganization};
pub use tick::Ticked;
pub use watch::{Answered, Load};

use database::{Address, Database};
use domain::{Actor, OrganizationId, UserId};
use std::sync::{Arc, OnceLock};

/// Who asks, in which organization, and from where.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Whose data.
    pub organization: OrganizationId,
    /// With which name and roles.
    pub actor: Actor,
    /// The signed-in user; none for the operator on the command line.
    pub user: Option<UserId>,
    /// "web", "command line": for the ledger.
    pub origin: &'static str,
}

impl Asker {
    /// The machine's operator, on the command line.
    pub fn operator(organization: OrganizationId) -> Self {
        Self {
            organization,
            actor: Actor::operator(),
            user: None,
            origin: "command line",
        }
    }

    /// Nobody: what the clock brings about.
    pub fn clock(organization: OrganizationId) -> Self {
        Self {
            actor: Actor::clock(),
            origin: "clock",
            ..Self::operator(organization)
        }
    }
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Database>,
    sources: Sources,
    watch: Arc<OnceLock<watch::Hear>>,
    looks: Arc<watch::Looks>,
}

impl Store {
    /// Opens the database at `url`, such as `sqlite:usher.db` or `postgres://usher@db.example/usher`; creates (the
    /// file, and the tables of either) and migrates it where needed.
    ///
    /// # Errors
    /// [`Error::Input`] if the address names no engine; [`Error::Unavailable`] with the remedy if it can't be used;
    /// [`Error::Damaged`] if it is no database, or damaged.
    pub async fn open(url: &str, sources: Sources) -> Result<Self, Error> {
        let engine = Database::open(Address::read(url)?, sources.patience()).await?;
        Ok(Self::on(engine, sources))
    }

    /// The same for a database that must be there: one that isn't is not created. An older one is migrated.
    ///
    /// # Errors
    /// As [`open`](Self::open); [`Error::Unavailable`] if there is none, [`Error::Damaged`] if its file is empty.
    pub async fn open_existing(url: &str, sources: Sources) -> Result<Self, Error> {
        let engine = Database::open_existing(Address::read(url)?, sources.patience()).await?;
        Ok(Self::on(engine, sources))
    }

    fn on(engine: Database, sources: Sources) -> Self {
        Self {
            engine: Arc::new(engine),
            sources,
            watch: Arc::default(),
            looks: Arc::default(),
        }
    }

    /// Lets the work that waits finish, then closes the database. Call it before the process ends.
    pub async fn close(&self) {
        self.engine.close().await;
    }

    /// The time by the store's clock, in seconds since 1970 UTC.
    pub fn now(&self) -> i64 {
        self.sources.now()
    }

    /// A fresh id, such as the reference of a fault.
    pub fn fresh_id(&self) -> uuid::Uuid {
        self.sources.id()
    }
}
