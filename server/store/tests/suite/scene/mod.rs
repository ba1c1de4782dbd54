//! A freshly opened store with an organization, for tests to act in. Time stands still unless a test moves it.

#![allow(dead_code, unreachable_pub, reason = "no test file needs all of it")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod database;
pub mod lists;
mod orders;
mod rows;
pub mod statements;
pub mod steps;

#[allow(unused_imports, reason = "no test file needs all of it")]
pub use database::{Database, Raw, on_postgres, only_on_postgres, only_on_sqlite};
use domain::{Actor, Location, Order, OrganizationId, ProductId, Role, UserId};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use store::{Asker, Sources, Store, Terms};
use tokio::time::timeout;
use uuid::Uuid;

/// 2026-11-24, 09:30 UTC.
pub const NOW: i64 = 1_795_512_600;

/// Nothing that is waited for takes longer, however slow and busy the machine is.
pub const PATIENCE: Duration = Duration::from_secs(600);

pub struct Scene {
    pub store: Store,
    pub asker: Asker,
    pub now: Arc<AtomicI64>,
    servers: AtomicU64,
    database: Database,
}

/// A clock that the test moves, and ids in sequence, of which each server has its own.
fn sources(now: &Arc<AtomicI64>, server: u64) -> Sources {
    let (clock, ids) = (now.clone(), AtomicU64::new(1));
    let sources = Sources::new(
        move || clock.load(Ordering::Relaxed),
        move || Uuid::from_u64_pair(server, ids.fetch_add(1, Ordering::Relaxed)),
    );
    sources.patient(PATIENCE)
}

impl Scene {
    /// An organization with nothing in it.
    pub async fn empty() -> Self {
        let database = Database::create().await;
        let now = Arc::new(AtomicI64::new(NOW));
        let store = Store::open(&database.url(), sources(&now, 0))
            .await
            .unwrap();
        let organization = store
            .create_organization("Northlight Labs", "northlight.example", Location::new("DE"))
            .await
            .unwrap();
        let asker = Asker::operator(organization);
        Self {
            store,
            asker,
            now,
            servers: AtomicU64::new(1),
            database,
        }
    }

    /// The demo organization.
    pub async fn demo() -> Self {
        let scene = Self::empty().await;
        assert!(scene.store.make_demo(&scene.asker).await.unwrap().0);
        scene
    }

    /// Somebody with these roles.
    pub fn asker_with(&self, roles: &[Role]) -> Asker {
        let actor = Actor {
            name: "Somebody".into(),
            roles: roles.to_vec(),
        };
        Asker {
            actor,
            user: None,
            ..self.asker.clone()
        }
    }

    /// So many users without a license, and one product of one service with so many seats.
    pub async fn crowd(users: usize, seats: u32) -> (Self, ProductId, Vec<UserId>) {
        let scene = Self::empty().await;
        let catalog = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,\
                       Service_Plans_Included_Friendly_Names\n\
                       Whiteboard,WHITEBOARD,00000000-0000-4000-8000-000000000001,WHITEBOARD_PLAN,\
                       00000000-0000-4000-8000-000000000002,Whiteboard (Plan 1)\n";
        let imported = scene.store.import_catalog(&scene.asker, catalog.as_bytes());
        imported.await.unwrap();
        let mut people = String::from("User Name,Display Name,Usage Location\n");
        let names: Vec<_> = (0..users)
            .map(|number| format!("user{number:06}@northlight.example"))
            .collect();
        for name in &names {
            people += &format!("{name},Somebody called {name},DE\n");
        }
        let imported = scene.store.import_users(&scene.asker, people.as_bytes());
        imported.await.unwrap();
        let product = scene.store.find_product(&scene.asker, "WHITEBOARD").await;
        let product = product.unwrap();
        let order = Order::buy_seats(product, seats);
        let bought = scene
            .store
            .carry_out(&scene.asker, &order, Terms::default());
        bought.await.unwrap();
        let found = scene.store.resolve_users(&scene.asker, &names, None).await;
        let ids = found.unwrap().found.iter().map(|user| user.id).collect();
        (scene, product, ids)
    }

    /// Opens another database by the scene's clock.
    pub async fn open(&self, file: &Path) -> Store {
        let url = format!("sqlite:{}", file.display());
        Store::open(&url, self.sources()).await.unwrap()
    }

    /// Opens the scene's own database once more, as another server does.
    pub async fn another_server(&self) -> Store {
        Store::open(&self.url(), self.sources()).await.unwrap()
    }

    /// What another server opens a database with.
    pub fn sources(&self) -> Sources {
        sources(&self.now, self.servers.fetch_add(1, Ordering::Relaxed))
    }

    /// On PostgreSQL, what a process had begun when it was killed may end after it. Comes back when nobody is connected any
    /// more.
    pub async fn until_alone(&self) {
        if !on_postgres() {
            return;
        }
        let others = "select count(*) from pg_stat_activity
                      where datname = current_database() and backend_type = 'client backend'
                          and pid <> pg_backend_pid()";
        let mut raw = self.raw().await;
        let alone = async { while raw.rows::<(i64,)>(others).await != [(0,)] {} };
        timeout(PATIENCE, alone).await.unwrap();
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        self.database.url()
    }

    /// The database's folder.
    pub fn folder(&self) -> PathBuf {
        self.database.folder()
    }

    /// A connection past the one door.
    pub async fn raw(&self) -> Raw {
        self.database.raw().await
    }

    /// The organization.
    pub fn organization(&self) -> OrganizationId {
        self.asker.organization
    }
}
