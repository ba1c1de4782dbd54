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
fn all_that_is_wrong_with_a_file_is_told_at_once() {
    let usher = small();
    let users = usher.file(
        "bad.csv",
        "User Name,Display Name,Usage Location\nnobody,No,XX\ncy@a.example,Cy,SE\ndi@a.example,\n",
    );
    let ran = usher.run(&["users", "import", &users]);
    assert_eq!(ran.status, 2, "{ran:?}");
    let error = &ran.json["error"];
    assert_eq!(
        (&error["kind"], &error["count"]),
        (&json!("usage"), &json!(3))
    );
    let faults = error["faults"].as_array().unwrap();
    let places: Vec<_> = faults
        .iter()
        .map(|fault| (fault["line"].as_u64(), fault["column"].as_u64()))
        .collect();
    let expected = [(Some(2), Some(1)), (Some(2), Some(3)), (Some(4), None)];
    assert_eq!(places, expected);
    for fault in faults {
        let message = fault["message"].as_str().unwrap();
        assert!(ran.stderr.contains(message), "{ran:?}");
    }
    assert!(ran.stderr.contains("The file has 3 faults."), "{ran:?}");
    let catalog = usher.file(
        "bad-catalog.csv",
        &CATALOG
            .replace("SWAY", "")
            .replace("57ff2da0-773e", "57ff2da0"),
    );
    let ran = usher.run(&["catalog", "import", &catalog]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(ran.json["error"]["count"], 2);
    assert_eq!(usernames(&usher.done(&["users"])).len(), 2);
}

#[test]
fn a_single_fault_is_told_in_one_line_and_a_file_that_is_none_as_a_whole() {
    let usher = small();
    let users = usher.file("bad.csv", "User Name,Display Name\nnobody,No\n");
    let ran = usher.run(&["users", "import", &users]);
    let message = "Line 2, column 1 (User Name) is \"nobody\", which is no username. Write it like ida@northlight.example.";
    let faults = json!([{"line": 2, "column": 1, "message": message}]);
    let error = json!({"kind": "usage", "message": message, "faults": faults, "count": 1});
    assert_eq!((ran.status, &ran.json["error"]), (2, &error));
    let users = usher.file("none.csv", "User Name\nnobody\n");
    let ran = usher.run(&["users", "import", &users]);
    assert_eq!(ran.status, 2);
    assert!(ran.json["error"]["faults"].is_null(), "{ran:?}");
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
    assert!(made["why_fewer"].is_null(), "{made}");
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
}

#[test]
fn a_seed_that_lacks_products_says_how_many_were_made_and_why() {
    let usher = Usher::new();
    let made = usher.done(&["seed", "--users", "10", "--products", "40"]);
    assert_eq!(
        (&made["products"], &made["products_asked"]),
        (&json!(26), &json!(40))
    );
    let why = made["why_fewer"].as_str().unwrap();
    assert!(
        why.contains("the catalog has only 26") && why.contains("usher catalog import"),
        "{why}"
    );
}
