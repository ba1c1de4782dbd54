//! Several organizations in one installation.

use crate::{
    CATALOG,
    usher::{Usher, block_on},
};
use domain::{Order, Setting};
use serde_json::json;
use store::{Asker, Sources, Store, Terms};

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
        unnamed
            .stderr
            .contains("My organization (1), Southlight (2)"),
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

#[test]
fn a_name_that_several_organizations_have_is_refused_with_their_numbers() {
    let usher = Usher::new();
    usher.done(&["organization", "create", "Northlight"]);
    usher.done(&["organization", "create", "Southlight"]);
    block_on(async {
        let store = Store::open(&usher.url(), Sources::system()).await.unwrap();
        let south = store.organization_named("Southlight").await.unwrap();
        let rename = Order::configure(Setting::Name("NORTHLIGHT".into()));
        let asker = Asker::operator(south.unwrap());
        let renamed = store.carry_out(&asker, &rename, Terms::default()).await;
        renamed.unwrap();
        store.close().await;
    });
    for command in ["products", "verify"] {
        let ran = usher.run(&[command, "--organization", "Northlight"]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains("1 or 2"), "{ran:?}");
    }
    for number in ["1", "2"] {
        let verified = usher.done(&["verify", "--organization", number]);
        assert_eq!(verified["entries"].to_string(), number);
    }
}

#[test]
fn a_partner_is_given_roles_and_they_are_taken_away() {
    let usher = Usher::new();
    usher.done(&[
        "organization",
        "create",
        "Northlight",
        "--admin",
        "ida@northlight.example",
    ]);
    usher.done(&[
        "organization",
        "create",
        "Southlight",
        "--admin",
        "ada@south.example",
    ]);
    let in_northlight = |arguments: &[&str]| {
        let arguments = [arguments, &["--organization", "Northlight"]].concat();
        usher.run(&arguments)
    };
    let given = in_northlight(&[
        "organization",
        "grant",
        "southlight",
        "--roles",
        "user,license",
    ]);
    assert_eq!(given.status, 0, "{given:?}");
    let line = "Admins of Southlight may act here as License admin and User admin.";
    assert!(given.json.to_string().contains(line), "{given:?}");
    let taken = in_northlight(&["organization", "revoke", "Southlight"]);
    assert!(
        taken
            .json
            .to_string()
            .contains("Admins of Southlight have no access here."),
        "{taken:?}"
    );
    let entries = || usher.done(&["verify", "--organization", "Northlight"])["entries"].clone();
    let before = entries();
    let again = in_northlight(&["organization", "revoke", "Southlight"]);
    assert_eq!(again.status, 3, "{again:?}");
    assert!(again.stderr.contains("has no access here"), "{again:?}");
    assert_eq!(entries(), before, "the ledger doesn't tell of it");
    for (wrong, says) in [
        (
            vec!["organization", "grant", "Southlight", "--roles", "owner"],
            "there are global, license",
        ),
        (vec!["organization", "grant", "Southlight"], "--roles"),
        (
            vec!["organization", "grant", "Westlight", "--roles", "user"],
            "Westlight",
        ),
        (
            vec!["organization", "grant", "Northlight", "--roles", "user"],
            "Name two",
        ),
    ] {
        let refused = in_northlight(&wrong);
        assert_eq!(refused.status, 2, "{wrong:?}: {refused:?}");
        assert!(refused.stderr.contains(says), "{wrong:?}: {refused:?}");
    }
}
