//! How it is told: where it can't be written, and to whom.

use crate::small;

/// Buys three seats, and has nowhere to say so. Answers the exit status, and what stderr says.
#[cfg(target_os = "linux")]
fn buy_unheard(usher: &crate::usher::Usher, more: &[&str]) -> (Option<i32>, String) {
    let full = std::fs::File::options().write(true).open("/dev/full");
    let buy = ["buy", "--product", "ENTERPRISEPACK", "--seats", "3"];
    let mut command = usher.command(&[&buy[..], more].concat());
    let output = command.stdout(full.unwrap()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said)
}

#[cfg(target_os = "linux")]
#[test]
fn an_order_whose_receipt_can_not_be_written_is_said_to_be_carried_out() {
    let usher = small();
    let (status, said) = buy_unheard(&usher, &[]);
    assert_eq!(status, Some(1), "{said}");
    for part in [
        "The order was carried out (ledger entry ",
        "3 seats of Office 365 E3 bought",
        "The output can't be written: ",
        "Don't send it again",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(usher.seats("ENTERPRISEPACK"), [5, 0, 5]);
}

#[cfg(target_os = "linux")]
#[test]
fn with_a_key_it_can_be_sent_again() {
    let usher = small();
    let (status, said) = buy_unheard(&usher, &["--key", "monday"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("Send it again with the same --key"), "{said}");
    let buy = ["buy", "--product", "ENTERPRISEPACK", "--seats", "3"];
    let receipt = usher.done(&[&buy[..], &["--key", "monday"]].concat());
    let entry = format!("(ledger entry {})", receipt["entry"]);
    assert!(said.contains(&entry), "{entry}: {said}");
    assert_eq!(usher.seats("ENTERPRISEPACK"), [5, 0, 5]);
}

#[test]
fn a_terminal_gets_no_control_characters_and_a_script_gets_them_as_they_are() {
    let usher = small();
    let address = "\u{1b}[31mred\u{7}@a.example";
    let ran = usher.run(&["assign", "--product", "ENTERPRISEPACK", "--user", address]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert_eq!(ran.json["refused"][0]["user"], address);
    assert!(
        ran.stderr
            .contains("\\u{1b}[31mred\\u{7}@a.example: There is no such user."),
        "{ran:?}"
    );
    let ran = usher.run(&["assign", "--product", address, "--user", "ann@a.example"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    let ran = usher.run(&[address]);
    assert_eq!(ran.status, 2, "{ran:?}");
    let unprintable = |letter: char| letter.is_control() && letter != '\n';
    assert!(!ran.stderr.contains(unprintable), "{ran:?}");
}

#[test]
fn what_stays_on_is_told_to_people_too() {
    let usher = small();
    usher.done(&[
        "assign",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
    ]);
    let services = [
        "services",
        "--product",
        "ENTERPRISEPACK",
        "--user",
        "ann@a.example",
    ];
    let told = usher.told(&[&services[..], &["--off", "SWAY", "--preview"]].concat());
    assert_eq!(
        told,
        "Preview: Nothing changes.\nNothing was changed.\nThese services stay on:\n  Sway (SWAY): Assigned automatically.\n"
    );
}
