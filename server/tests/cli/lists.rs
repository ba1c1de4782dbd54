//! Lists that go in and come out.

use crate::{
    CATALOG, ELIF, small,
    usher::{Usher, usernames},
};
use serde_json::json;

#[test]
fn an_import_counts_what_it_added_changed_and_left() {
    let usher = Usher::new();
    let catalog = usher.file("catalog.csv", CATALOG);
    let first = usher.done(&["catalog", "import", &catalog]);
    assert_eq!(
        first["products"],
        json!({"added": 1, "changed": 0, "unchanged": 0})
    );
    assert_eq!(
        first["services"],
        json!({"added": 3, "changed": 0, "unchanged": 0})
    );
    let again = usher.done(&["catalog", "import", &catalog]);
    assert_eq!(
        again["products"],
        json!({"added": 0, "changed": 0, "unchanged": 1})
    );
    assert_eq!(
        again["services"],
        json!({"added": 0, "changed": 0, "unchanged": 3})
    );
}

#[test]
fn a_bad_file_is_named_with_its_line_and_changes_nothing() {
    let usher = small();
    let users = usher.file(
        "bad.csv",
        "User Name,Display Name,Usage Location\ncy@a.example,Cy,SE\nnobody,No,XX\n",
    );
    let ran = usher.run(&["users", "import", &users]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.json["error"]["message"]
            .as_str()
            .unwrap()
            .contains("Line 3"),
        "{ran:?}"
    );
    assert_eq!(
        usernames(&usher.done(&["users"])),
        ["ann@a.example", "bo@a.example"]
    );
    assert_eq!(
        usher.run(&["users", "import", "no-such-file.csv"]).status,
        2
    );
}

#[test]
fn a_list_of_holders_is_complete_however_long() {
    let usher = Usher::new();
    let catalog = usher.file("catalog.csv", CATALOG);
    let addresses: Vec<String> = (0..237)
        .map(|number| format!("u{number:03}@a.example"))
        .collect();
    let rows = addresses
        .iter()
        .map(|address| format!("{address},Same Name,SE\n"));
    let users = format!(
        "User Name,Display Name,Usage Location\n{}",
        rows.collect::<String>()
    );
    usher.done(&["catalog", "import", &catalog]);
    usher.done(&["users", "import", &usher.file("users.csv", &users)]);
    usher.done(&["buy", "--product", "ENTERPRISEPACK", "--seats", "237"]);
    let file = usher.file("users.txt", &addresses.join("\n"));
    usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--users-file",
        &file,
    ]);
    let holders = usher.done(&["users", "--product", "ENTERPRISEPACK"]);
    let mut seen = usernames(&holders);
    seen.sort_unstable();
    assert_eq!(seen, addresses);
    assert_eq!(usernames(&usher.done(&["users"])).len(), 237);
}

#[test]
fn a_backup_is_a_database_of_its_own() {
    let usher = Usher::demo();
    let copy = Usher::new();
    usher.done(&["backup", copy.database().to_str().unwrap()]);
    usher.done(&["assign", "--product", "ENTERPRISEPACK", "--user", ELIF]);
    assert_eq!(copy.done(&["verify"])["wrong"], json!([]));
    let [_, assigned, _] = copy.seats("ENTERPRISEPACK");
    assert_eq!(usher.seats("ENTERPRISEPACK")[1], assigned + 1);
}

#[test]
fn a_seeded_organization_is_consistent() {
    let usher = Usher::new();
    let made = usher.done(&["seed", "--users", "300", "--products", "5"]);
    assert_eq!(made["users"], 300);
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
}
