//! The connection to PostgreSQL breaks when a change is being kept. Nobody is told that nothing was changed; and whoever gave
//! the order under a key is told what became of it.

use crate::{
    scene::{PATIENCE, Scene, only_on_postgres},
    side_by_side::{UNSEALED, WAITING, until},
};
use domain::{Order, ProductId, Services, UserId};
use sqlx::postgres::PgConnectOptions;
use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
};
use store::{Error, Store, Terms};
use tokio::time::timeout;

/// What becomes of those who go by a link.
#[derive(Default)]
struct Fate {
    /// The next commit reaches the database, and its answer is lost with the connection.
    loses_commit: AtomicBool,
    /// From then on nobody gets through any more.
    then_cut: AtomicBool,
    /// Nobody gets through.
    cut: AtomicBool,
}

/// A way to the cluster, which listens on a socket.
struct Link {
    url: String,
    fate: Arc<Fate>,
}

impl Link {
    fn to(database: &str) -> Self {
        let options = PgConnectOptions::from_str(database).unwrap();
        let socket = options.get_socket().unwrap();
        let socket = socket.join(format!(".s.PGSQL.{}", options.get_port()));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!(
            "postgres://{}@{}/{}?sslmode=disable",
            options.get_username(),
            listener.local_addr().unwrap(),
            options.get_database().unwrap()
        );
        let fate = Arc::<Fate>::default();
        let own = fate.clone();
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                if !own.cut.load(SeqCst) {
                    pass_on(client, &socket, own.clone());
                }
            }
        });
        Self { url, fate }
    }

    async fn open(&self, scene: &Scene) -> Store {
        Store::open(&self.url, scene.sources()).await.unwrap()
    }
}

/// Passes on what both sides say to each other, each in a thread of its own.
fn pass_on(client: TcpStream, socket: &Path, fate: Arc<Fate>) {
    let server = UnixStream::connect(socket).unwrap();
    let lost = Arc::new(AtomicBool::new(false));
    let (mut from_client, mut to_server) =
        (client.try_clone().unwrap(), server.try_clone().unwrap());
    let is_lost = lost.clone();
    thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read @ 1..) = from_client.read(&mut bytes) {
            let mut words = bytes[..read].windows(6);
            if words.any(|word| word == b"COMMIT") && fate.loses_commit.swap(false, SeqCst) {
                is_lost.store(true, SeqCst);
                fate.cut.store(fate.then_cut.load(SeqCst), SeqCst);
            }
            if to_server.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = to_server.shutdown(Shutdown::Both);
    });
    let (mut from_server, mut to_client) = (server, client);
    thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read @ 1..) = from_server.read(&mut bytes) {
            // By then it is committed.
            if lost.load(SeqCst) || to_client.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = to_client.shutdown(Shutdown::Both);
        let _ = from_server.shutdown(Shutdown::Both);
    });
}

const KEY: Terms<'static> = Terms {
    key: Some("monday"),
    shown: None,
};

/// A product with two seats, and an order for one of them.
async fn crowd() -> (Scene, ProductId, Order) {
    let (scene, product, users): (_, _, Vec<UserId>) = Scene::crowd(1, 2).await;
    let order = Order::assign(product, Services::none(), users);
    (scene, product, order)
}

/// The same, and a store whose way to PostgreSQL can break; none on SQLite.
async fn behind_a_link() -> Option<(Scene, ProductId, Order, Link, Store)> {
    if only_on_postgres("a file has no connection that breaks") {
        return None;
    }
    let (scene, product, order) = crowd().await;
    let link = Link::to(&scene.url());
    let store = link.open(&scene).await;
    Some((scene, product, order, link, store))
}

/// It was carried out once.
async fn assert_once(scene: &Scene, product: ProductId) {
    assert_eq!(scene.seats(product).await.assigned, 1);
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (4, 0));
    scene.assert_sound().await;
}

#[tokio::test]
async fn whoever_has_a_key_is_told_the_receipt_of_what_was_carried_out() {
    let Some((scene, product, order, link, store)) = behind_a_link().await else {
        return;
    };
    link.fate.loses_commit.store(true, SeqCst);
    let receipt = store.carry_out(&scene.asker, &order, KEY).await.unwrap();
    assert!(!link.fate.loses_commit.load(SeqCst), "it was lost");
    assert_eq!((receipt.entry, receipt.changed_users), (4, 1));
    assert_once(&scene, product).await;
}

#[tokio::test]
async fn whoever_has_no_key_is_told_that_nobody_knows() {
    let Some((scene, product, order, link, store)) = behind_a_link().await else {
        return;
    };
    link.fate.loses_commit.store(true, SeqCst);
    let lost = store.carry_out(&scene.asker, &order, Terms::default());
    match lost.await {
        Err(Error::Unsure(why)) => assert!(why.contains("Look whether it was made"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert_once(&scene, product).await;
}

#[tokio::test]
async fn a_database_that_stays_away_leaves_it_open_until_it_is_asked_again_under_the_key() {
    let Some((scene, product, order, link, store)) = behind_a_link().await else {
        return;
    };
    link.fate.then_cut.store(true, SeqCst);
    link.fate.loses_commit.store(true, SeqCst);
    let lost = store.carry_out(&scene.asker, &order, KEY).await;
    assert!(matches!(lost, Err(Error::Unsure(_))), "{lost:?}");
    link.fate.cut.store(false, SeqCst);
    let receipt = store.carry_out(&scene.asker, &order, KEY).await.unwrap();
    assert_eq!((receipt.entry, receipt.changed_users), (4, 1));
    assert_once(&scene, product).await;
}

#[tokio::test]
async fn whoever_has_a_key_is_told_the_number_of_an_entry_that_waited_for_its_seal() {
    if only_on_postgres("a file is sealed in the same transaction") {
        return;
    }
    let (scene, product, order) = crowd().await;
    let (mut raw, mut hand) = (scene.raw().await, scene.raw().await);
    hand.run("begin; select from chain for no key update").await;
    let (store, asker) = (scene.another_server().await, scene.asker.clone());
    let given = tokio::spawn(async move { store.carry_out(&asker, &order, KEY).await });
    until(&mut raw, UNSEALED, 1).await;
    until(&mut raw, WAITING, 1).await;
    let breaks = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
                  where datname = current_database() and wait_event_type = 'Lock'";
    assert_eq!(raw.run(breaks).await, 1);
    hand.run("rollback").await;
    let receipt = timeout(PATIENCE, given).await.unwrap().unwrap().unwrap();
    assert_eq!((receipt.entry, receipt.changed_users), (4, 1));
    assert_once(&scene, product).await;
}
