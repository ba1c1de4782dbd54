//! `make bench`: every figure of docs/performance.md, each beside a baseline measured in the same run.
//!
//! `cargo bench -p store` measures all; `cargo bench -p store -- orders` (or `live`, `pages`, `postgres`) a part. All but
//! `postgres` need what `make site` builds; their databases are made once, in target/bench. `postgres` is measured only
//! where `.ci/postgres` has started one.

#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]
#![allow(clippy::print_stdout, reason = "the report is for people")]

mod bare;
mod download;
mod http;
mod listing;
mod live;
mod orders;
mod postgres;
mod process;
mod sample;
mod typing;

use process::{Served, usher};
use sample::{Figure, told};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[tokio::main]
async fn main() {
    let asked: Vec<_> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let wants = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    println!("| what | Usher | baseline | result | goal | |");
    println!("| --- | --- | --- | --- | --- | --- |");
    if wants("orders") {
        let mut orders = orders::Bench::open(&seeded("orders", "250000")).await;
        orders.twenty().await.iter().for_each(tell);
        tell(&orders.hundred_thousand().await);
        for figure in orders.replaced().await {
            tell(&figure);
        }
        tell(&orders.rush().await);
        orders.close().await;
    }
    if wants("live") {
        let database = seeded("orders", "250000").with_file_name("live.db");
        std::fs::copy(seeded("orders", "250000"), &database).expect("room for a copy");
        for figure in live::feed(&database).await {
            tell(&figure);
        }
    }
    if wants("postgres")
        && let Ok(cluster) = std::env::var("USHER_TEST_POSTGRES")
    {
        let mut orders = postgres::Bench::open(&cluster).await;
        orders.twenty().await.iter().for_each(tell);
        tell(&orders.hundred_thousand().await);
        tell(&orders.rush().await);
        orders.close().await;
    }
    if wants("pages") {
        let million = seeded("million", "1000000");
        let served = Served::start(&million);
        tell(&start(&million));
        tell(&memory(&served));
        let mut client = typing::signed_in(&million, &served.address).await;
        tell(&download::first_page(&mut client));
        tell(&typing::ahead(&mut client, &million).await);
        for figure in listing::pages(&mut client, &million).await {
            tell(&figure);
        }
    }
}

fn tell(figure: &Figure) {
    println!("{}", figure.row());
}

/// A database of that many users, made at first use.
fn seeded(name: &str, users: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder).expect("target/bench can be made");
    let database = folder.join(format!("{name}.db"));
    if !database.exists() {
        eprintln!("Making {name}.db with {users} users.");
        let unfinished = folder.join(format!("{name}.new"));
        let _ = std::fs::remove_file(&unfinished);
        let seed = usher(&["seed", "--users", users, "--products", "40"], &unfinished).status();
        assert!(
            seed.is_ok_and(|status| status.success()),
            "usher seed failed"
        );
        std::fs::rename(unfinished, &database).expect("it gets its name");
    }
    database
}

/// From the start of the process until it answers that it is ready.
fn start(database: &Path) -> Figure {
    const GOAL: Duration = Duration::from_millis(100);
    let times: Vec<_> = (0..10).map(|_| Served::start(database).start).collect();
    let start = sample::percentile(&times, 50);
    Figure {
        what: "Start to ready, 1,000,000 users",
        usher: told(start),
        baseline: String::new(),
        result: format!("slowest of 10: {}", told(sample::percentile(&times, 100))),
        goal: format!("at most {}", told(GOAL)),
        met: start <= GOAL,
    }
}

/// What an idle server holds in memory.
fn memory(served: &Served) -> Figure {
    const GOAL: u64 = 64_000_000;
    let bytes = served.memory();
    Figure {
        what: "Memory, idle, 1,000,000 users (resident)",
        usher: format!("{:.1} MB", bytes as f64 / 1e6),
        baseline: String::new(),
        result: String::new(),
        goal: "at most 64 MB".into(),
        met: bytes <= GOAL,
    }
}
