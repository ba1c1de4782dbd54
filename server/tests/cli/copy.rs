//! To another database, and on from there.

use crate::{ELIF, FEMI, usher::Usher};
use serde_json::{Value, json};

/// Copies one's database into the other's.
fn copied(from: &Usher, to: &Usher) -> Value {
    from.done(&["copy", "--from", &from.url(), "--to", &to.url()])
}

fn assign(usher: &Usher, user: &str) {
    usher.done(&["assign", "--product", "VISIOCLIENT", "--user", user]);
}

#[test]
fn an_installation_that_was_copied_is_the_same_and_goes_on() {
    let (here, there) = (Usher::demo(), Usher::new());
    assign(&here, ELIF);
    let document = copied(&here, &there);
    let verified = here.done(&["verify"]);
    let organization = &document["organizations"][0];
    assert_eq!(organization["name"], "Northlight Labs");
    for figure in ["entries", "unsealed", "products", "last_hash", "wrong"] {
        assert_eq!(organization[figure], verified[figure], "{figure}");
    }
    let tables = document["tables"].as_array().unwrap();
    let ledger = tables.iter().find(|table| table["name"] == "ledger");
    assert_eq!(ledger.unwrap()["rows"], 1);
    assert_eq!(document["left"], json!(["hold", "attempt"]));
    assert_eq!(there.done(&["verify"]), verified);
    assert_eq!(there.done(&["products"]), here.done(&["products"]));
    assign(&there, FEMI);
    assert_eq!(there.done(&["verify"])["entries"], 2);
    assert_eq!(here.done(&["verify"]), verified, "it was only read");
}

#[test]
fn a_copy_that_is_refused_says_what_to_do() {
    let (here, there) = (Usher::demo(), Usher::new());
    let copy = |from: &str, to: &str| here.run(&["copy", "--from", from, "--to", to]);
    there.done(&["organization", "create", "Southlight"]);
    let taken = copy(&here.url(), &there.url());
    assert_eq!(taken.status, 2, "{taken:?}");
    assert!(
        taken.stderr.contains("Copy into a new database"),
        "{taken:?}"
    );
    let nowhere = copy("sqlite:nowhere/usher.db", &there.url());
    assert_eq!(nowhere.status, 4, "{nowhere:?}");
    assert_eq!(nowhere.json["error"]["kind"], "unavailable");
    let unreachable = copy("postgres://usher@127.0.0.1:1/usher", &there.url());
    assert_eq!(unreachable.status, 4, "{unreachable:?}");
    assert!(
        unreachable.stderr.contains("The database to copy: "),
        "{unreachable:?}"
    );
}

#[test]
fn no_password_of_a_database_is_repeated() {
    let usher = Usher::demo();
    for (url, status) in [
        ("postgres://usher:secret@127.0.0.1:1/usher", 4),
        ("postgres://usher:secret@127.0.0.1:port/usher", 2),
        ("postgress://usher:secret@127.0.0.1/usher", 2),
    ] {
        for (from, to) in [(url, &*usher.url()), (&*usher.url(), url)] {
            let args = ["copy", "--from", from, "--to", to, "--log", "trace"];
            let ran = usher.run(&args);
            assert_eq!(ran.status, status, "{ran:?}");
            assert!(!format!("{ran:?}").contains("secret"), "{ran:?}");
        }
        let mut help = usher.command(&["copy", "--help"]);
        for setting in ["USHER_DATABASE", "USHER_COPY_FROM", "USHER_COPY_TO"] {
            help.env(setting, url);
        }
        let said = String::from_utf8(help.output().unwrap().stdout).unwrap();
        assert!(said.contains("USHER_COPY_TO"), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}
