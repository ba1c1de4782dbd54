//! Orders: what they do, once, and what they would do.

use crate::{ELIF, FEMI, GRETA, reasons, small, usher::Usher};
use serde_json::{Value, json};

#[test]
fn seats_are_bought_assigned_listed_and_taken_back() {
    let usher = small();
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 0, 2]);
    let done = usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
        "--services-off",
        "TEAMS1",
    ]);
    assert!(done["entry"].as_i64().unwrap() > 0);
    assert_eq!(done["changed_users"], 1);
    assert_eq!(done["left_out"], json!([]));
    assert!(
        done["line"]
            .as_str()
            .unwrap()
            .contains("1 user gets Office 365 E3"),
        "{done}"
    );
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
    let holders = usher.done(&["users", "--product", "ENTERPRISEPACK"]);
    assert_eq!(
        holders,
        json!([{"username": "ann@a.example", "name": "Ann Ek", "sources": ["direct"], "services_off": ["TEAMS1"]}])
    );
    usher.done(&[
        "unassign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
    ]);
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 0, 2]);
}

#[test]
fn a_product_is_swapped_for_another_in_one_entry() {
    let usher = Usher::demo();
    let holders = usher.done(&["users", "--product", "VISIOCLIENT"]);
    let who = holders[0]["username"].as_str().unwrap();
    let before = (usher.seats("VISIOCLIENT"), usher.seats("POWER_BI_PRO"));
    let done = usher.done(&[
        "replace",
        "--from",
        "VISIOCLIENT",
        "--to",
        "POWER_BI_PRO",
        "--user",
        who,
    ]);
    assert_eq!(done["changed_users"], 1, "{done}");
    let [_, visio, _] = usher.seats("VISIOCLIENT");
    let [_, power, _] = usher.seats("POWER_BI_PRO");
    assert_eq!((visio, power), (before.0[1] - 1, before.1[1] + 1));
}

#[test]
fn a_product_goes_by_its_id_too() {
    let usher = small();
    let id = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    usher.done(&["assign", "--product", id, "--user", "ann@a.example"]);
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
}

#[test]
fn a_preview_says_what_would_happen_and_writes_nothing() {
    let usher = Usher::demo();
    let before = usher.seats("ENTERPRISEPACK");
    let flags = [
        "--product",
        "ENTERPRISEPACK",
        "--user",
        ELIF,
        "--services-off",
        "TEAMS1",
    ];
    let seen = usher.done(&[&["preview"], &flags[..]].concat());
    let flagged = usher.done(&[&["assign", "--preview"], &flags[..]].concat());
    assert_eq!(seen, flagged);
    assert_eq!(seen["entry"], Value::Null);
    assert_eq!(usher.seats("ENTERPRISEPACK"), before);
    let done = usher.done(&[&["assign"], &flags[..]].concat());
    assert_eq!(done["line"], seen["line"]);
    assert_eq!(done["changed_users"], seen["changed_users"]);
    assert_eq!(
        usher
            .run(&["preview", "--product", "ENTERPRISEPACK", "--user", GRETA])
            .status,
        3
    );
}

#[test]
fn a_key_takes_effect_once_and_only_for_its_order() {
    let usher = Usher::demo();
    let order = |user| {
        [
            "assign",
            "--product",
            "ENTERPRISEPACK",
            "--key",
            "monday",
            "--user",
            user,
        ]
    };
    let first = usher.done(&order(ELIF));
    assert_eq!(usher.done(&order(ELIF)), first);
    let ran = usher.run(&order(FEMI));
    assert_eq!(
        (ran.status, reasons(&ran.json)),
        (3, vec![(None, "key-reused")])
    );
}

#[test]
fn services_off_are_exactly_those_named() {
    let usher = small();
    let off = || {
        let holders = usher.done(&["users", "--product", "ENTERPRISEPACK"]);
        holders[0]["services_off"].clone()
    };
    let services = |flags: &[&str]| {
        let all = [
            &[
                "services",
                "--product",
                "ENTERPRISEPACK",
                "--user",
                "ann@a.example",
            ],
            flags,
        ]
        .concat();
        usher.done(&all);
        off()
    };
    usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
        "--services-off",
        "TEAMS1",
    ]);
    assert_eq!(
        services(&["--off", "YAMMER_ENTERPRISE"]),
        json!(["YAMMER_ENTERPRISE"])
    );
    assert_eq!(
        services(&["--turn-off", "TEAMS1"]),
        json!(["TEAMS1", "YAMMER_ENTERPRISE"])
    );
    assert_eq!(
        services(&["--turn-on", "YAMMER_ENTERPRISE"]),
        json!(["TEAMS1"])
    );
    assert_eq!(services(&["--off", ""]), json!([]));
}

#[test]
fn users_come_from_a_file_as_well() {
    let usher = Usher::demo();
    let file = usher.file(
        "users.txt",
        &format!("\u{feff}{ELIF}\r\n\r\n  {FEMI}  \r\n{ELIF}\r\n"),
    );
    let done = usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--users-file",
        &file,
    ]);
    assert_eq!(done["changed_users"], 2);
}

#[test]
fn a_service_without_a_switch_stays_on_and_is_named() {
    let usher = small();
    let order = [
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
        "--services-off",
        "SWAY,TEAMS1",
    ];
    let seen = usher.done(&[&["preview"][..], &order].concat());
    let done = usher.done(&[&["assign"][..], &order].concat());
    let sway = json!([{
        "service": "SWAY",
        "name": "Sway",
        "reason": "automatic",
        "message": "Assigned automatically",
    }]);
    assert_eq!((&seen["stays_on"], &done["stays_on"]), (&sway, &sway));
    let holders = usher.done(&["users", "--product", "ENTERPRISEPACK"]);
    assert_eq!(holders[0]["services_off"], json!(["TEAMS1"]));
    let services = [
        "services",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
    ];
    let turned = usher.done(&[&services[..], &["--turn-off", "SWAY"]].concat());
    assert_eq!(turned["line"], "Nothing changes.");
    assert_eq!(turned["stays_on"], sway);
    let other = usher.done(&[&services[..], &["--turn-on", "TEAMS1"]].concat());
    assert_eq!(other["stays_on"], json!([]));
}
