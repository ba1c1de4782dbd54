//! The backup and the restore on PostgreSQL that docs/operating.md describes, done: where `USHER_TEST_POSTGRES` names a
//! cluster, whose programs are in the path.

use crate::usher::{Usher, server::Server};
use serde_json::{Value, json};
use std::process::Command;

/// Runs a program of PostgreSQL's.
fn postgres(program: &str, args: &[&str]) {
    let ran = Command::new(program).args(args).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{program}: {said}");
}

/// An empty database of the cluster; it is gone with it.
fn empty(cluster: &str, name: &str) -> Usher {
    postgres("createdb", &["--maintenance-db", cluster, name]);
    let (server, parameters) = cluster.split_once("/postgres?").unwrap();
    Usher::at(format!("{server}/{name}?{parameters}"))
}

fn assign(usher: &Usher, user: &str) {
    let user = format!("{user}@northlight.example");
    usher.done(&["assign", "--product", "VISIOCLIENT", "--user", &user]);
}

/// What `verify` says, which must be good.
fn verified(usher: &Usher) -> Value {
    let verified = usher.done(&["verify"]);
    assert_eq!(verified["wrong"], json!([]));
    verified
}

#[test]
fn a_dump_that_is_restored_into_an_empty_database_is_the_organization_of_that_moment() {
    let Some(cluster) = Usher::cluster() else {
        eprintln!("SKIPPED on SQLite, of which tests/cli/restore.rs restores a backup");
        return;
    };
    let (small, usher) = (Usher::demo(), empty(&cluster, "usher_dumped"));
    small.done(&["copy", "--from", &small.url(), "--to", &usher.url()]);
    assign(&usher, "elif");
    let dump = usher.path("usher.dump");
    let dump = dump.to_str().unwrap();
    let running = Server::start(&usher);
    postgres(
        "pg_dump",
        &["--format=custom", "--file", dump, "--dbname", &usher.url()],
    );
    assert_eq!(running.stop(), 0);
    let (then, products) = (verified(&usher), usher.done(&["products"]));
    assign(&usher, "femi");
    assert_ne!(usher.done(&["products"]), products);

    let restored = empty(&cluster, "usher_restored");
    // Whoever looks too early makes no tables there, on which the restore would break off.
    let early = restored.run(&["verify"]);
    assert_eq!(early.status, 4, "{early:?}");
    postgres(
        "pg_restore",
        &["--exit-on-error", "--dbname", &restored.url(), dump],
    );
    assert_eq!(verified(&restored), then);
    assert_eq!(restored.done(&["products"]), products);
    let serving = Server::start(&restored);
    assign(&restored, "femi");
    assert_eq!(serving.stop(), 0);
    let entries = then["entries"].as_u64().unwrap();
    assert_eq!(verified(&restored)["entries"], entries + 1);
}
