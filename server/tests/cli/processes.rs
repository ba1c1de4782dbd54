//! Several processes on one database.

use crate::{
    CATALOG,
    usher::{Ran, Usher, ran},
};
use serde_json::json;
use std::process::Child;

/// How a racer ended. One whom the others kept waiting for too long is told that they are busy, and tries again, as scripts do.
fn ended(usher: &Usher, racer: Child, args: &[&str]) -> Ran {
    let mut ran = ran(&racer.wait_with_output().unwrap());
    while ran.status == 4 {
        ran = usher.run(args);
    }
    ran
}

fn assign(user: &str) -> [&str; 5] {
    ["assign", "--product", "ENTERPRISEPACK", "--user", user]
}

#[test]
fn processes_that_race_for_the_last_seats_sell_exactly_those() {
    let usher = Usher::new();
    let catalog = usher.file("catalog.csv", CATALOG);
    let rows: String = (0..12)
        .map(|number| format!("u{number}@a.example,U,SE\n"))
        .collect();
    let users = usher.file(
        "users.csv",
        &format!("User Name,Display Name,Usage Location\n{rows}"),
    );
    usher.done(&["catalog", "import", &catalog]);
    usher.done(&["users", "import", &users]);
    usher.done(&["buy", "--product", "ENTERPRISEPACK", "--seats", "5"]);
    let racers: Vec<_> = (0..12)
        .map(|number| {
            let user = format!("u{number}@a.example");
            let racer = usher.start(&assign(&user));
            (racer, user)
        })
        .collect();
    let mut statuses: Vec<i32> = racers
        .into_iter()
        .map(|(racer, user)| ended(&usher, racer, &assign(&user)).status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[0; 5].as_slice(), &[3; 7]].concat());
    assert_eq!(usher.seats("ENTERPRISEPACK"), [5, 5, 0]);
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
}

#[test]
fn processes_that_start_at_once_on_no_database_make_one() {
    let usher = Usher::new();
    let racers: Vec<_> = (0..6).map(|_| usher.start(&["products"])).collect();
    for racer in racers {
        let ran = ended(&usher, racer, &["products"]);
        assert_eq!((ran.status, ran.json), (0, json!([])));
    }
}
