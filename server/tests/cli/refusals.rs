//! What is refused, and how it is told.

use crate::{
    ELIF, GRETA, MARTIN, reasons, small,
    usher::{Usher, ran, usernames},
};
use serde_json::{Value, json};

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
    let edits = |fix: &Value| fix["edits"].as_array().unwrap().clone();
    let all = greta["fixes"].as_array().unwrap().iter().flat_map(edits);
    let all: Vec<Value> = all.collect();
    let has = |edit: Value| assert!(all.contains(&edit), "{edit} in {all:?}");
    has(json!({"code": "unassign", "product": "STANDARDPACK"}));
    has(json!({"code": "leave-out", "users": [GRETA]}));
    let turns_off = |edit: &&Value| edit["code"] == "turn-off";
    let off = &all.iter().find(turns_off).unwrap()["services"];
    assert!(off.to_string().contains("\"SHAREPOINT"), "{off}");
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
fn an_address_that_nobody_has_is_left_out_and_the_others_get_it() {
    let usher = small();
    let order = |users| {
        [
            "--product",
            "ENTERPRISEPACK",
            "--policy",
            "everyone-who-can",
            "--user",
            users,
        ]
    };
    let both = order("nobody@a.example,ann@a.example");
    let seen = usher.done(&[&["preview"][..], &both].concat());
    let done = usher.done(&[&["assign"][..], &both].concat());
    for said in [&seen, &done] {
        assert_eq!(said["changed_users"], 1);
        assert_eq!(
            said["line"],
            "1 user gets Office 365 E3; 1 user left out; 1 of 2 seats left."
        );
        let left_out = said["left_out"].as_array().unwrap();
        assert_eq!(left_out.len(), 1);
        assert_eq!(left_out[0]["user"], "nobody@a.example");
        assert_eq!(left_out[0]["reason"], "unknown-user");
    }
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
    let alone = usher.run(&[&["assign"][..], &order("nobody@a.example")].concat());
    assert_eq!(
        (alone.status, reasons(&alone.json)),
        (3, vec![(Some("nobody@a.example"), "unknown-user")])
    );
}

#[test]
fn an_address_of_several_users_is_refused_with_their_usernames() {
    let usher = small();
    for name in ["cy", "dee"] {
        let username = format!("{name}@a.example");
        let add = ["users", "add", "--username", &username, "--name", name];
        usher.done(&[&add[..], &["--mail", "team@a.example"]].concat());
    }
    let order = [
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example,team@a.example",
    ];
    let ran = usher.run(&order);
    let whom = Some("team@a.example");
    assert_eq!(
        (ran.status, reasons(&ran.json)),
        (3, vec![(whom, "ambiguous-user")])
    );
    assert_eq!(
        ran.json["refused"][0]["message"],
        "Several users have the mail address team@a.example. Use a username: cy@a.example or dee@a.example."
    );
    let done = usher.done(&[&order[..], &["--policy", "everyone-who-can"]].concat());
    assert_eq!(done["changed_users"], 1);
    assert_eq!(done["left_out"][0]["reason"], "ambiguous-user");
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
    let fix = &ran.json["refused"][0]["fixes"][0];
    assert_eq!(fix["code"], "buy-seats");
    assert_eq!(
        fix["edits"],
        json!([{"code": "buy-seats", "product": "ENTERPRISEPACK", "seats": 1}])
    );
    let leave_out = json!([{"code": "leave-out-named", "users": ["d@a.example"]}]);
    let fixes = ran.json["refused"][0]["fixes"].as_array().unwrap();
    assert!(
        fixes.iter().any(|fix| fix["edits"] == leave_out),
        "{fixes:?}"
    );
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
fn a_setting_that_can_not_be_read_is_named_with_status_2() {
    let usher = Usher::new();
    for (args, setting, part) in [
        (&["serve", "--listen", "foo"][..], None, "foo"),
        (
            &["serve", "--listen", "127.0.0.1:99999"][..],
            None,
            "127.0.0.1:99999",
        ),
        (&["serve"][..], Some(("USHER_LISTEN", "zzz")), "zzz"),
        (&["demo"][..], Some(("USHER_METRICS", "9464")), "9464"),
        (
            &["products"][..],
            Some(("USHER_LOG", "warn,x=y=z")),
            "\"x=y=z\"",
        ),
    ] {
        let mut command = usher.command(args);
        command.envs(setting);
        let said = ran(&command.output().unwrap());
        assert_eq!(said.status, 2, "{said:?}");
        assert_eq!(said.json["error"]["kind"], "usage", "{said:?}");
        assert!(said.stderr.contains(part), "{said:?}");
    }
    assert!(!usher.database().exists());
}

#[test]
fn a_database_that_can_not_be_used_ends_with_4() {
    let usher = Usher::new();
    std::fs::create_dir(usher.database()).unwrap();
    let ran = usher.run(&["products"]);
    assert_eq!(ran.status, 4, "{ran:?}");
    assert_eq!(ran.json["error"]["kind"], "unavailable");
}

#[test]
fn what_is_no_database_ends_with_1_because_trying_again_does_not_help() {
    let usher = Usher::new();
    std::fs::write(
        usher.database(),
        "This is a letter, not a database. ".repeat(100),
    )
    .unwrap();
    let ran = usher.run(&["products"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.json["error"]["kind"], "fault");
    assert!(ran.stderr.contains("Check the path"), "{ran:?}");
}
