//! Users are added, deleted and restored by scripts.

use crate::{reasons, small, usher::usernames};

#[test]
fn a_user_is_added_with_a_license_deleted_and_restored() {
    let usher = small();
    let add = [
        "users",
        "add",
        "--username",
        "cy@a.example",
        "--name",
        "Cy Ek",
        "--location",
        "SE",
        "--product",
        "ENTERPRISEPACK",
    ];
    let done = usher.done(&add);
    assert_eq!(done["changed_users"], 1, "{done}");
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
    let again = usher.run(&add);
    assert_eq!(again.status, 3, "{again:?}");
    assert_eq!(reasons(&again.json)[0].1, "username-taken");

    usher.done(&["users", "delete", "--user", "cy@a.example"]);
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 0, 2]);
    assert_eq!(
        usernames(&usher.done(&["users"])),
        ["ann@a.example", "bo@a.example"]
    );

    let restore = ["users", "restore", "--username", "Cy@A.example"];
    let preview = usher.done(&[&restore[..], &["--preview"]].concat());
    assert_eq!(preview["line"], "1 user restored.");
    usher.done(&[&restore[..], &["--product", "ENTERPRISEPACK"]].concat());
    assert_eq!(usher.seats("ENTERPRISEPACK"), [2, 1, 1]);
    let nobody = usher.run(&restore);
    assert_eq!(nobody.status, 3, "{nobody:?}");
    assert!(
        usher.done(&["verify"])["wrong"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

#[test]
fn a_place_that_is_none_is_bad_usage() {
    let usher = small();
    let ran = usher.run(&[
        "users",
        "add",
        "--username",
        "cy@a.example",
        "--name",
        "Cy",
        "--location",
        "nowhere",
    ]);
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn users_are_given_a_usage_location() {
    let usher = small();
    let locate = |whom, code| ["users", "locate", "--user", whom, "--location", code];
    let both = locate("ann@a.example,bo@a.example", "de");
    let preview = usher.done(&[&both[..], &["--preview"]].concat());
    assert_eq!(preview["line"], "2 usage locations set.");
    let keyed = [&both[..], &["--key", "monday"]].concat();
    let done = usher.done(&keyed);
    assert_eq!(done["changed_users"], 2, "{done}");
    let located = |index: usize| usher.done(&["users"])[index]["location"].clone();
    assert_eq!((located(0), located(1)), ("DE".into(), "DE".into()));
    usher.done(&locate("bo@a.example", "FR"));
    assert_eq!(usher.done(&keyed), done);
    assert_eq!(located(1), "FR");
    let nowhere = usher.run(&locate("bo@a.example", "XX"));
    assert_eq!(nowhere.status, 2, "{nowhere:?}");
    let nobody = usher.run(&locate("nobody@a.example", "DE"));
    assert_eq!(
        (nobody.status, reasons(&nobody.json)),
        (3, vec![(Some("nobody@a.example"), "unknown-user")])
    );
}
