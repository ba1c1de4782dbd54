//! The demo: made once, started again, and never made of somebody's own organization.

use crate::{
    reasons, small,
    usher::{Usher, server::Server},
};

/// Starts the demo and stops it. Answers whom it prints as sign-ins.
fn sign_ins(usher: &Usher) -> Vec<String> {
    let server = Server::start_by(usher, "demo", &[]);
    let printed = server.document["sign_ins"].as_array().unwrap().clone();
    assert_eq!(server.stop(), 0);
    let names = printed.iter().map(|one| one["username"].as_str().unwrap());
    names.map(str::to_owned).collect()
}

#[test]
fn the_demo_starts_again_whatever_was_done_in_it_and_prints_the_sign_ins_that_there_are() {
    let usher = Usher::new();
    let made = sign_ins(&usher);
    assert_eq!(made.len(), 7, "{made:?}");
    let sabine = "sabine@northlight.example";
    usher.done(&["users", "delete", "--user", sabine]);
    let again = sign_ins(&usher);
    let left: Vec<_> = made.into_iter().filter(|name| name != sabine).collect();
    assert_eq!(again, left);
}

#[test]
fn an_organization_of_somebodys_own_is_not_served_as_the_demo() {
    let own = Usher::new();
    own.done(&[
        "organization",
        "create",
        "Acme",
        "--admin",
        "ann@acme.example",
    ]);
    for usher in [own, small()] {
        let before = usher.done(&["users"]);
        let ran = usher.run(&["demo", "--listen", "127.0.0.1:0"]);
        assert_eq!(
            (ran.status, reasons(&ran.json)),
            (3, vec![(None, "not-the-demo")])
        );
        for remedy in ["--database", "usher serve"] {
            assert!(ran.stderr.contains(remedy), "{ran:?}");
        }
        assert_eq!(usher.done(&["users"]), before);
    }
}
