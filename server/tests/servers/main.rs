//! Several servers on one database, and what becomes of it: on PostgreSQL, where `USHER_TEST_POSTGRES` names a cluster, or on one SQLite file.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod restore;
#[path = "../usher/mod.rs"]
mod usher;

use domain::{Action, Order, ProductId, Role, Services, UserId};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{RwLock, mpsc},
    thread,
};
use store::{Asker, Sources, Store, Terms};
use usher::{
    Usher, block_on,
    server::{Server, try_to_ask},
    usernames,
};

const CATALOG: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Office 365 E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900,SWAY,a23b959c-7ce8-4e57-9140-b90eb88a9e97,Sway
";
const ADMINS: usize = 64;
/// Each admin assigns to so many users, one after the other.
const EACH: usize = 3;
const SEATS: usize = 100;
/// So many orders are answered when a server is killed.
const BEFORE: usize = 30;
/// No order needs to be given so often, whatever happens to servers.
const MOST_TRIES: usize = 200;

/// An organization whose 64 admins are signed in, and 100 seats for the 192 users whom they assign them to.
struct Race {
    usher: Usher,
    product: ProductId,
    /// A session's cookie for each admin.
    cookies: Vec<String>,
    users: Vec<(String, UserId)>,
}

impl Race {
    fn prepare() -> Self {
        let usher = Usher::shared();
        let names = (0..ADMINS).map(|number| format!("admin{number}@a.example"));
        let names = names.chain((0..ADMINS * EACH).map(|number| format!("user{number}@a.example")));
        let names: Vec<_> = names.collect();
        let rows: String = names.iter().map(|name| format!("{name},U,SE\n")).collect();
        let rows = format!("User Name,Display Name,Usage Location\n{rows}");
        let (catalog, users) = (
            usher.file("catalog.csv", CATALOG),
            usher.file("users.csv", &rows),
        );
        usher.done(&["catalog", "import", &catalog]);
        usher.done(&["users", "import", &users]);
        usher.done(&[
            "buy",
            "--product",
            "ENTERPRISEPACK",
            "--seats",
            &SEATS.to_string(),
        ]);
        block_on(async {
            let store = Store::open(&usher.url(), Sources::system()).await.unwrap();
            let organization = store.organization().await.unwrap().unwrap();
            let asker = Asker::operator(organization);
            let product = store.find_product(&asker, "ENTERPRISEPACK").await.unwrap();
            let found = store
                .resolve_users(&asker, &names, None)
                .await
                .unwrap()
                .found;
            let ids: BTreeMap<_, _> = found
                .iter()
                .map(|user| (user.username.to_string(), user.id))
                .collect();
            let (admins, users) = names.split_at(ADMINS);
            let admins: Vec<_> = admins.iter().map(|name| ids[name]).collect();
            let roles = Order::new(Action::SetRoles(vec![Role::License]), admins.clone());
            store
                .carry_out(&asker, &roles, Terms::default())
                .await
                .unwrap();
            let mut cookies = Vec::new();
            for (number, admin) in admins.into_iter().enumerate() {
                let token = format!("{}-{number}", Sources::system().id());
                let hash = Sha256::digest(&token).into();
                store
                    .begin_session(organization, admin, hash, "a test")
                    .await
                    .unwrap();
                cookies.push(format!("usher={token}"));
            }
            store.close().await;
            Self {
                usher,
                product,
                cookies,
                users: users.iter().map(|name| (name.clone(), ids[name])).collect(),
            }
        })
    }

    /// One admin assigns a seat to each of their users, at whichever server answers. Says whether it was done.
    fn assign<'r>(
        &'r self,
        admin: usize,
        addresses: &RwLock<Vec<String>>,
        done: &mpsc::Sender<(&'r str, bool)>,
    ) {
        for (name, user) in &self.users[admin * EACH..(admin + 1) * EACH] {
            let order = Order::assign(self.product, Services::none(), [*user]);
            // As a page does: what it doesn't know the answer to, it asks again under the same key.
            let body =
                json!({"order": order, "shown": null, "key": user.0.to_string()}).to_string();
            let lines = format!(
                "content-type: application/json\r\ncookie: {}\r\n",
                self.cookies[admin]
            );
            let answered = (0..MOST_TRIES).find_map(|again| {
                let addresses = addresses.read().unwrap().clone();
                let address = &addresses[(admin + again) % addresses.len()];
                let answer = try_to_ask(address, "POST /api/submit", &lines, &body).ok()?;
                let status = answer.get(9..12)?;
                match status {
                    "200" => Some(true),
                    "409" => Some(false),
                    "503" => None,
                    _ => panic!("{answer}"),
                }
            });
            done.send((name.as_str(), answered.expect("a server answers")))
                .unwrap();
        }
    }
}

#[test]
fn three_servers_one_of_which_is_killed_sell_each_seat_once_and_lose_nothing() {
    let race = Race::prepare();
    let mut servers: Vec<_> = (0..3).map(|_| Server::start(&race.usher)).collect();
    let addresses = servers.iter().map(|server| server.address.clone());
    let addresses = RwLock::new(addresses.collect::<Vec<_>>());
    let (done, answers) = mpsc::channel();
    let answers: Vec<(&str, bool)> = thread::scope(|scope| {
        for admin in 0..ADMINS {
            let (race, addresses, done) = (&race, &addresses, done.clone());
            scope.spawn(move || race.assign(admin, addresses, &done));
        }
        drop(done);
        let mut answered: Vec<_> = answers.iter().take(BEFORE).collect();
        servers[1].process.kill().unwrap();
        servers[1].process.wait().unwrap();
        let again = Server::start(&race.usher);
        addresses.write().unwrap()[1].clone_from(&again.address);
        servers[1] = again;
        answered.extend(answers.iter());
        answered
    });
    assert_eq!(answers.len(), ADMINS * EACH);
    let told: BTreeSet<_> = answers
        .iter()
        .filter(|(_, done)| *done)
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(
        told.len(),
        SEATS,
        "as many are told that they did as there are seats"
    );
    let seats = u64::try_from(SEATS).unwrap();
    assert_eq!(race.usher.seats("ENTERPRISEPACK"), [seats, seats, 0]);
    let holders = race.usher.done(&["users", "--product", "ENTERPRISEPACK"]);
    let holders: BTreeSet<_> = usernames(&holders).into_iter().collect();
    assert_eq!(holders, told, "who was told so has a seat, and nobody else");
    assert_eq!(race.usher.done(&["verify"])["wrong"], json!([]));
    // Whoever asks any of them is told the same.
    for server in servers {
        let lines = format!("cookie: {}\r\n", race.cookies[0]);
        let answer = try_to_ask(&server.address, "GET /api/products", &lines, "").unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let rows: Value = serde_json::from_str(body).unwrap();
        assert!(body.contains(&format!("\"assigned\":{SEATS}")), "{rows}");
        assert_eq!(server.stop(), 0);
    }
}
