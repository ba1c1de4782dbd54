//! Letters that can't be seen.

use crate::users::{act, add, org};
use domain::*;

#[test]
fn what_cannot_be_seen_stands_in_no_address() {
    let org = org();
    let hidden = "\u{AD}\u{34F}\u{61C}\u{115F}\u{180E}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202E}\u{2060}\u{2066}\
                  \u{2800}\u{3164}\u{FE0F}\u{FEFF}\u{FFA0}\u{FFF9}\u{E0041}\u{E0100}";
    for letter in hidden.chars() {
        let username = format!("elif{letter}@x.example");
        assert!(!address(&username) && invisible(letter), "{letter:?}");
        assert_eq!(
            org.message(&add("Nora", "Nora New", &username)),
            "The username has characters that can't be seen, or that turn text around. Write it anew: elif@x.example",
            "{letter:?}"
        );
        let mail: Edits = [(ProfileField::Mail, username.as_str().into())].into();
        assert_eq!(
            org.causes(&act(Action::EditUser(mail), &["Ann"])),
            ["bad-profile"]
        );
    }
}

#[test]
fn a_name_has_nothing_that_misleads_but_may_have_what_shapes_its_letters() {
    let org = org();
    for letter in "\u{AD}\u{200B}\u{2060}\u{3164}\u{FEFF}\u{E0041}".chars() {
        let name = format!("Nora{letter} New");
        assert_eq!(
            org.message(&add("Nora", &name, "nora@x.example")),
            "The display name has characters that can't be seen, or that turn text around. Write it anew: Nora New",
            "{letter:?}"
        );
    }
    // Persian, an emoji of several, and a Japanese character in another shape.
    for name in [
        "\u{645}\u{6CC}\u{200C}\u{62E}",
        "\u{1F469}\u{200D}\u{1F680}\u{FE0F}",
        "\u{845B}\u{E0100}",
    ] {
        assert!(
            org.decide(&add("Nora", name, "nora@x.example")).is_ok(),
            "{name:?}"
        );
    }
}
