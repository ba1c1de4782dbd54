//! Keys: what is sent again takes effect once, and answers the first receipt.

use crate::{
    ELIF, FEMI, reasons, small,
    usher::{Usher, usernames},
};
use serde_json::json;

fn is_reused(usher: &Usher, args: &[&str]) {
    let ran = usher.run(args);
    assert_eq!(
        (ran.status, reasons(&ran.json)),
        (3, vec![(None, "key-reused")]),
        "{args:?}"
    );
}

#[test]
fn a_user_is_added_once_also_if_they_are_deleted_since() {
    let usher = small();
    let add = |name| {
        [
            "users",
            "add",
            "--username",
            "cy@a.example",
            "--name",
            name,
            "--location",
            "SE",
            "--product",
            "ENTERPRISEPACK",
            "--key",
            "monday",
        ]
    };
    let first = usher.done(&add("Cy Ek"));
    assert_eq!(usher.done(&add("Cy Ek")), first);
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
    usher.done(&["users", "delete", "--user", "cy@a.example"]);
    assert_eq!(usher.done(&add("Cy Ek")), first);
    assert_eq!(
        usernames(&usher.done(&["users"])),
        ["ann@a.example", "bo@a.example"]
    );
    is_reused(&usher, &add("Cy Lind"));
    let dee = ["users", "add", "--username", "dee@a.example"];
    let dee = [&dee[..], &["--name", "Dee", "--key", "tuesday"]].concat();
    assert_ne!(usher.done(&dee)["entry"], first["entry"]);
}

#[test]
fn users_are_deleted_and_restored_once() {
    let usher = small();
    let delete = |whom| ["users", "delete", "--user", whom, "--key", "out"];
    let both = "ann@a.example,bo@a.example";
    let gone = usher.done(&delete(both));
    assert_eq!(gone["changed_users"], 2);
    assert_eq!(usher.done(&delete(both)), gone);
    let restore = |whom| ["users", "restore", "--username", whom, "--key", "back"];
    let back = usher.done(&restore("Ann@A.example"));
    assert_eq!(usher.done(&restore("ann@a.example")), back);
    assert_eq!(usher.done(&delete(both)), gone);
    assert_eq!(usernames(&usher.done(&["users"])), ["ann@a.example"]);
    usher.done(&["users", "delete", "--user", "ann@a.example"]);
    assert_eq!(usher.done(&restore("ann@a.example")), back);
    assert_eq!(usher.done(&["users"]), json!([]));
    is_reused(&usher, &delete("ann@a.example"));
    is_reused(&usher, &restore("bo@a.example"));
}

/// To assign Office 365 E3 to whoever can, under a key.
fn assign<'a>(users: &'a str, off: &'a str) -> [&'a str; 11] {
    [
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--policy",
        "everyone-who-can",
        "--key",
        "monday",
        "--user",
        users,
        "--services-off",
        off,
    ]
}

#[test]
fn an_order_answers_its_receipt_in_any_sequence_and_whatever_became_of_its_users() {
    let usher = Usher::demo();
    let [forth, back] = [
        format!("{ELIF},nobody@northlight.example,{FEMI}"),
        format!("{FEMI},{ELIF},{ELIF},nobody@northlight.example"),
    ];
    let first = usher.done(&assign(&forth, "SWAY,TEAMS1"));
    assert_eq!(first["changed_users"], 2, "{first}");
    assert_eq!(usher.done(&assign(&back, "TEAMS1,SWAY")), first);
    usher.done(&["users", "delete", "--user", ELIF]);
    let add = ["users", "add", "--username", "nobody@northlight.example"];
    usher.done(&[&add[..], &["--name", "Somebody"]].concat());
    assert_eq!(usher.done(&assign(&back, "TEAMS1,SWAY")), first);
    is_reused(&usher, &assign(&back, "TEAMS1"));
    is_reused(&usher, &assign(FEMI, "TEAMS1,SWAY"));
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
}
