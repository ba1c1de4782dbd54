//! The process is killed at any moment, the disk fills up, the file can't be written: no acknowledged order is lost,
//! none is half there, and the words are clear.
//!
//! The processes that suffer are this test's own program, started again in a role.

use crate::scene::{NOW, PATIENCE, Scene, only_on_sqlite};
use domain::{Order, OrganizationId, Policy, ProductId, Services, UserId};
use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    io::{BufRead, BufReader, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
};
use store::{Asker, Error, Sources, Store, Terms};
use uuid::Uuid;

const KILLS: usize = 200;
/// So many processes write at the same time.
const WRITERS: usize = 2;
/// In each process, so many tasks.
const TASKS: usize = 4;
/// Each task has so many users to itself.
const USERS: usize = 20;

/// Tells a child what to do, and where.
const ROLE: &str = "USHER_TEST_ROLE";
const DATABASE: &str = "USHER_TEST_DATABASE";
const PRODUCT: &str = "USHER_TEST_PRODUCT";
const NAME: &str = "USHER_TEST_NAME";

/// Says something to the parent at once, past the test harness, which leaves its own line unfinished.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let line = format!("\n{line}\n");
    out.write_all(line.as_bytes())
        .and_then(|()| out.flush())
        .unwrap();
}

/// What children do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other tests, in a process of its own"]
async fn child() {
    let var = |name| std::env::var(name).unwrap_or_default();
    // The scene's time, and ids that no other process has.
    let sources = Sources::new(|| NOW, || Sources::system().id()).patient(PATIENCE);
    let store = match Store::open(&var(DATABASE), sources).await {
        Ok(store) => store,
        Err(error) => return say(&format!("refused {error}")),
    };
    match &*var(ROLE) {
        "writer" => write_until_killed(store, &var(PRODUCT), &var(NAME)).await,
        "filler" => write_until_full(store, &var(PRODUCT)).await,
        "opener" => say("opened"),
        _ => {}
    }
}

fn spawned(
    program: &OsStr,
    role: &str,
    url: &str,
    settings: &[(&str, &str)],
    change: impl FnOnce(&mut Command),
) -> Child {
    let mut command = Command::new(program);
    command.args(["--ignored", "--exact", "crash::child", "--test-threads=1"]);
    command
        .env(ROLE, role)
        .env(DATABASE, url)
        .envs(settings.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    change(&mut command);
    command.spawn().unwrap()
}

/// Users are known by their number, so that children need no list.
async fn crowd() -> (Scene, ProductId, BTreeMap<String, UserId>) {
    let number = WRITERS * TASKS * USERS;
    let (scene, product, users) = Scene::crowd(number, number.try_into().unwrap()).await;
    let names = (0..number).map(|number| format!("user{number:06}@northlight.example"));
    (scene, product, names.zip(users).collect())
}

/// Assigns to some of its users and unassigns again, and says so after each order.
async fn write_until_killed(store: Store, product: &str, name: &str) {
    let product = ProductId(product.parse().unwrap());
    let writer: usize = name.split('-').next_back().unwrap().parse().unwrap();
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            tokio::spawn(one_task(
                store.clone(),
                product,
                format!("{name}-{task}"),
                (writer * TASKS + task) * USERS,
            ))
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn one_task(store: Store, product: ProductId, name: String, first: usize) {
    let asker = Asker::operator(OrganizationId(1));
    let names: Vec<_> = (first..first + USERS)
        .map(|number| format!("user{number:06}@northlight.example"))
        .collect();
    let found = store
        .resolve_users(&asker, &names, None)
        .await
        .unwrap()
        .found;
    let users: Vec<_> = found.iter().map(|user| user.id).collect();
    for turn in 0.. {
        let some = users[..1 + turn * 7 % USERS].iter().copied();
        let order = match turn % 2 {
            0 => {
                Order::unassign(product, users.iter().copied()).with_policy(Policy::EveryoneWhoCan)
            }
            _ => Order::assign(product, Services::none(), some),
        };
        let key = format!("{name}-{turn}");
        match store.carry_out(&asker, &order, keyed(&key)).await {
            Ok(receipt) => say(&format!("ack {key} {}", receipt.entry)),
            Err(Error::Refused(_)) => {}
            Err(other) => return say(&format!("failed {other}")),
        }
    }
}

fn keyed(key: &str) -> Terms<'_> {
    Terms {
        key: Some(key),
        shown: None,
    }
}

/// Numbers that differ from call to call; nothing hangs on their quality.
fn next(state: &mut u64, below: u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

/// Reads acknowledgments until `enough` came or the child has ended.
fn read_acks(out: &mut impl BufRead, acks: &mut BTreeMap<String, i64>, enough: usize) {
    let mut seen = 0;
    let mut line = String::new();
    while seen < enough && out.read_line(&mut line).unwrap() > 0 {
        assert!(
            !line.starts_with("failed") && !line.starts_with("refused"),
            "{line}"
        );
        if let Some((key, entry)) = line
            .trim_end()
            .strip_prefix("ack ")
            .and_then(|ack| ack.split_once(' '))
        {
            acks.insert(key.into(), entry.parse().unwrap());
            seen += 1;
        }
        line.clear();
    }
}

/// Every acknowledged order stands in the ledger, the licenses are what the ledger tells, and all adds up.
async fn assert_nothing_lost(scene: &Scene, acks: &BTreeMap<String, i64>) {
    scene.until_alone().await;
    let store = scene.another_server().await;
    let found = store.verify(&scene.asker).await.unwrap();
    assert_eq!(found.wrong, Vec::<String>::new());
    // Who was killed may have left entries unsealed.
    store.tick(scene.organization()).await.unwrap();
    store.close().await;
    let mut raw = scene.raw().await;
    let entries: Vec<(Option<String>, i64, String)> = raw
        .rows("select idempotency_key, entry, changes from ledger order by entry")
        .await;
    let ledger: BTreeMap<_, _> = entries
        .iter()
        .filter_map(|(key, entry, _)| Some((key.clone()?, *entry)))
        .collect();
    for (key, entry) in acks {
        assert_eq!(
            ledger.get(key),
            Some(entry),
            "the acknowledged order {key} was lost"
        );
    }
    let mut told = BTreeSet::new();
    for (_, _, changes) in &entries {
        for change in serde_json::from_str::<Vec<domain::Change>>(changes).unwrap() {
            match change {
                domain::Change::Assigned { users, .. } => told.extend(users),
                domain::Change::Unassigned { users, .. } => users.iter().for_each(|user| {
                    told.remove(user);
                }),
                _ => {}
            }
        }
    }
    let holders: Vec<(Vec<u8>,)> = raw.rows("select user_id from license").await;
    let holders = holders
        .iter()
        .map(|(id,)| UserId(Uuid::from_slice(id).unwrap()));
    assert_eq!(
        holders.collect::<BTreeSet<_>>(),
        told,
        "no order is half there"
    );
}

#[tokio::test]
async fn killed_200_times_no_acknowledged_order_is_lost_and_none_is_half_there() {
    let (scene, product, _) = crowd().await;
    // Then nobody has the file open once the writers are killed, and the next to open it must recover its log.
    scene.store.close().await;
    let (product, program) = (product.to_string(), std::env::current_exe().unwrap());
    let mut acks = BTreeMap::new();
    let mut random = 7;
    for round in 0..KILLS / WRITERS {
        let mut children: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let name = format!("{round}-{writer}");
                let settings = [(PRODUCT, &*product), (NAME, &*name)];
                let mut child = spawned(
                    program.as_os_str(),
                    "writer",
                    &scene.url(),
                    &settings,
                    |_| {},
                );
                let out = BufReader::new(child.stdout.take().unwrap());
                (child, out)
            })
            .collect();
        for (child, out) in &mut children {
            read_acks(out, &mut acks, next(&mut random, 8) as usize);
            (0..next(&mut random, 100_000)).for_each(|_| std::hint::spin_loop());
            child.kill().unwrap();
        }
        for (child, out) in &mut children {
            child.wait().unwrap();
            read_acks(out, &mut acks, usize::MAX);
        }
        if round % 10 == 0 {
            assert_nothing_lost(&scene, &acks).await;
        }
    }
    assert!(
        acks.len() > KILLS,
        "{} orders were acknowledged",
        acks.len()
    );
    assert_nothing_lost(&scene, &acks).await;
}

/// Orders until one fails; then it says how, and that reading goes on.
async fn write_until_full(store: Store, product: &str) {
    let product = ProductId(product.parse().unwrap());
    let asker = Asker::operator(OrganizationId(1));
    for turn in 0.. {
        let key = format!("fill-{turn}");
        let order = Order::buy_seats(product, 1);
        match store.carry_out(&asker, &order, keyed(&key)).await {
            Ok(receipt) => say(&format!("ack {key} {}", receipt.entry)),
            Err(error) => {
                say(&format!("full {error}"));
                break;
            }
        }
    }
    let read = store.products(&asker).await.map(|products| products.len());
    say(&format!("still reads {read:?}"));
}

#[tokio::test]
async fn a_full_disk_is_said_clearly_and_loses_nothing() {
    if only_on_sqlite("it is about SQLite's file") {
        return;
    }
    let (scene, product, _) = crowd().await;
    let size = std::fs::metadata(scene.folder().join("usher.db-wal"))
        .unwrap()
        .len();
    let product = product.to_string();
    let blocks = (size / 512 + 400).to_string();
    // The limit on a file's size stands in for the disk's; it would kill, were the signal not ignored.
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    let program = std::env::current_exe().unwrap();
    let child = Command::new("sh")
        .args(["-c", script, "sh", &blocks])
        .arg(program)
        .args(["--ignored", "--exact", "crash::child", "--test-threads=1"])
        .envs([
            (ROLE, "filler"),
            (DATABASE, &scene.url()),
            (PRODUCT, &product),
        ])
        .output()
        .unwrap();
    let said = String::from_utf8(child.stdout).unwrap();
    let mut acks = BTreeMap::new();
    read_acks(&mut said.as_bytes(), &mut acks, usize::MAX);
    assert!(!acks.is_empty(), "{said}");
    let full = said
        .lines()
        .find_map(|line| line.strip_prefix("full "))
        .unwrap_or_else(|| panic!("{said}"));
    assert!(
        full.contains("disk") && full.contains("Nothing was changed"),
        "{full}"
    );
    assert!(said.contains("still reads Ok(1)"), "{said}");
    assert_nothing_lost(&scene, &acks).await;
    let more = Order::buy_seats(ProductId(product.parse().unwrap()), 1);
    scene
        .store
        .carry_out(&scene.asker, &more, Terms::default())
        .await
        .unwrap();
}

/// A copy to be run. Not by this process: while it holds the copy open for writing, a child that another test starts
/// would inherit that for a moment, and a program that is open for writing can't be run.
fn copied(program: &Path, to: &Path) {
    let status = Command::new("cp").args([program, to]).status().unwrap();
    assert!(status.success());
}

fn permit(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

/// What a process without privileges says when it opens the database.
fn opened_by_somebody(program: &Path, url: &str) -> String {
    let file = Path::new(url.strip_prefix("sqlite:").unwrap());
    let privileged = std::fs::OpenOptions::new().write(true).open(file).is_ok();
    let child = spawned(program.as_os_str(), "opener", url, &[], |command| {
        if privileged {
            command.uid(65_534).gid(65_534);
        }
    });
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_refused_in_words_and_left_as_it_was() {
    if only_on_sqlite("it is about SQLite's file") {
        return;
    }
    let (scene, ..) = Scene::crowd(1, 1).await;
    scene.store.close().await;
    let file = scene.folder().join("usher.db");
    let before = std::fs::read(&file).unwrap();
    // Where everybody may run it.
    let program = scene.folder().join("program");
    copied(&std::env::current_exe().unwrap(), &program);
    permit(&program, 0o555);
    for (folder, mode, words) in [
        (0o555, 0o444, "be written"),
        (0o755, 0o444, "be written"),
        (0o555, 0o000, "may read and write"),
    ] {
        permit(&file, mode);
        permit(&scene.folder(), folder);
        let said = opened_by_somebody(&program, &scene.url());
        permit(&scene.folder(), 0o755);
        assert!(!said.lines().any(|line| line == "opened"), "{said}");
        let refused = said
            .lines()
            .find_map(|line| line.strip_prefix("refused "))
            .unwrap_or_else(|| panic!("{said}"));
        assert!(
            refused.contains("usher.db") && refused.contains(words),
            "{refused}"
        );
        eprintln!("{refused}");
    }
    permit(&file, 0o600);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
