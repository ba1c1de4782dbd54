//! Several organizations in one installation.

use crate::{CATALOG, usher::Usher};
use serde_json::json;

#[test]
fn each_organization_has_its_own_seats_and_users_and_is_named_where_there_are_several() {
    let usher = Usher::new();
    let catalog = usher.file("catalog.csv", CATALOG);
    usher.done(&["catalog", "import", &catalog]);
    usher.done(&["buy", "--product", "ENTERPRISEPACK", "--seats", "3"]);
    let made = usher.done(&[
        "organization",
        "create",
        "Southlight",
        "--domain",
        "south.example",
        "--location",
        "se",
        "--admin",
        "ada@south.example",
    ]);
    assert_eq!(made["name"], "Southlight");
    assert!(made["password"].as_str().unwrap().len() > 9, "{made}");
    let list = usher.done(&["organization", "list"]);
    assert_eq!(
        list,
        json!([
            {"id": 1, "name": "My organization", "domain": ""},
            {"id": 2, "name": "Southlight", "domain": "south.example"},
        ])
    );
    let unnamed = usher.run(&["products"]);
    assert_eq!(unnamed.status, 2, "{unnamed:?}");
    assert!(
        unnamed.stderr.contains("My organization, Southlight"),
        "{unnamed:?}"
    );
    let unknown = usher.run(&["products", "--organization", "Eastlight"]);
    assert_eq!(unknown.status, 2, "{unknown:?}");
    let south = usher.done(&["products", "--organization", "southlight"]);
    assert_eq!(south, json!([]));
    let users = usher.done(&["users", "--organization", "Southlight"]);
    assert_eq!(users[0]["username"], "ada@south.example");
    let first = usher.done(&["products", "--organization", "My organization"]);
    assert_eq!(first[0]["owned"], 3);
    let again = usher.run(&["organization", "create", "SOUTHLIGHT"]);
    assert_ne!(again.status, 0, "{again:?}");
    for name in ["My organization", "Southlight"] {
        usher.done(&["verify", "--organization", name]);
    }
}
