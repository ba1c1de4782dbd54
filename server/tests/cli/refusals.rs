//! What is refused, and how it is told.

use crate::{
    ELIF, GRETA, MARTIN, reasons, small,
    usher::{Usher, usernames},
};

#[test]
fn a_refusal_has_every_reason_for_every_user() {
    let usher = Usher::demo();
    let users = [GRETA, MARTIN, "nobody@northlight.example", ELIF].join(",");
    let ran = usher.run(&["assign", "--product", "ENTERPRISEPACK", "--user", &users]);
    assert_eq!(ran.status, 3);
    let reasons = reasons(&ran.json);
    assert!(reasons.contains(&(Some(GRETA), "conflict")), "{reasons:?}");
    assert!(
        reasons.contains(&(Some(MARTIN), "no-location")),
        "{reasons:?}"
    );
    assert!(
        reasons.contains(&(Some("nobody@northlight.example"), "unknown-user")),
        "{reasons:?}"
    );
    assert!(
        reasons.iter().all(|(user, _)| *user != Some(ELIF)),
        "{reasons:?}"
    );
    let greta = ran.json["refused"]
        .as_array()
        .unwrap()
        .iter()
        .find(|no| no["user"] == GRETA)
        .unwrap();
    assert!(
        greta["message"]
            .as_str()
            .unwrap()
            .starts_with("You can't assign licenses that contain")
    );
    let fix = &greta["fixes"][0];
    assert!(fix["code"].is_string() && fix["title"].is_string(), "{fix}");
    assert!(ran.stderr.contains("Fix: "), "{}", ran.stderr);
}

#[test]
fn nobody_of_a_refused_order_gets_anything() {
    let usher = Usher::demo();
    let before = usher.seats("ENTERPRISEPACK");
    let users = [ELIF, GRETA].join(",");
    assert_eq!(
        usher
            .run(&["assign", "--product", "ENTERPRISEPACK", "--user", &users])
            .status,
        3
    );
    assert_eq!(usher.seats("ENTERPRISEPACK"), before);
}

#[test]
fn everyone_who_can_gets_it_and_the_others_are_named() {
    let usher = Usher::demo();
    let users = [ELIF, GRETA].join(",");
    let order = [
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--policy",
        "everyone-who-can",
        "--user",
        &users,
    ];
    let done = usher.done(&order);
    assert_eq!(done["changed_users"], 1);
    assert_eq!(done["left_out"][0]["user"], GRETA);
    assert_eq!(done["left_out"][0]["reason"], "conflict");
    let holders = usher.done(&["users", "--product", "ENTERPRISEPACK"]);
    assert!(usernames(&holders).contains(&ELIF) && !usernames(&holders).contains(&GRETA));
}

#[test]
fn unknown_products_and_services_are_refused() {
    let usher = small();
    let ran = usher.run(&["assign", "--product", "NOPE", "--user", "ann@a.example"]);
    assert_eq!(
        (ran.status, reasons(&ran.json)),
        (3, vec![(None, "unknown-product")])
    );
    let ran = usher.run(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
        "--services-off",
        "NOPE",
    ]);
    assert_eq!(
        (ran.status, reasons(&ran.json)),
        (3, vec![(None, "unknown-service")])
    );
    assert_eq!(usher.run(&["users", "--product", "NOPE"]).status, 3);
}

#[test]
fn seats_that_there_are_not_are_refused_with_an_offer_to_buy_them() {
    let usher = small();
    usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
    ]);
    let users = usher.file(
        "more.csv",
        "Username,Display Name,Usage Location\nc@a.example,C,SE\nd@a.example,D,SE\n",
    );
    usher.done(&["users", "import", &users]);
    let order = [
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "c@a.example,d@a.example",
    ];
    let ran = usher.run(&order);
    assert_eq!(ran.status, 3);
    assert!(
        reasons(&ran.json)
            .iter()
            .all(|(_, reason)| *reason == "no-seats"),
        "{ran:?}"
    );
    assert_eq!(ran.json["refused"][0]["fixes"][0]["code"], "buy-seats");
}

#[test]
fn usage_is_explained_with_status_2() {
    let usher = Usher::new();
    for wrong in [
        &["assign", "--product", "P"][..],
        &["assign", "--user", "a@x.example"],
        &["buy", "--product", "P", "--seats", "-3"],
        &[
            "assign",
            "--product",
            "P",
            "--user",
            "a",
            "--policy",
            "perhaps",
        ],
        &["dance"],
    ] {
        let ran = usher.run(wrong);
        assert_eq!(ran.status, 2, "{wrong:?}");
        assert_eq!(ran.json["error"]["kind"], "usage", "{wrong:?}");
        assert!(!ran.stderr.is_empty());
    }
    assert!(!usher.database().exists());
}

#[test]
fn a_database_that_can_not_be_used_ends_with_4() {
    let usher = Usher::new();
    std::fs::write(
        usher.database(),
        "This is a letter, not a database. ".repeat(100),
    )
    .unwrap();
    let ran = usher.run(&["products"]);
    assert_eq!(ran.status, 4, "{ran:?}");
    assert_eq!(ran.json["error"]["kind"], "unavailable");
}
