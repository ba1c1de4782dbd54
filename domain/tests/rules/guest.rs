//! Who can be invited, and how an invitation stands.

use domain::{GuestFilter, GuestState, INVITATION_LIFE, InvitationTimes, guest_username};

const TENANT: &str = "northlight.example";

#[test]
fn a_guest_is_called_after_the_address_and_the_organization() {
    assert_eq!(
        guest_username(" kenji.sato@hoshi-optics.example ", TENANT),
        Ok("kenji.sato_hoshi-optics.example#EXT#@northlight.example".into())
    );
    assert!(guest_username("_o'neill_@hoshi.example", TENANT).is_ok());
}

#[test]
fn forbidden_characters_are_named() {
    for letter in "~!#$%^&*()+=[]{}\\/|;:\"<>?,".chars() {
        let refused = guest_username(&format!("ken{letter}ji@hoshi.example"), TENANT);
        let said = format!("can't contain {letter}.");
        assert!(
            refused
                .as_ref()
                .is_err_and(|why| why.to_string().contains(&said)),
            "{refused:?}"
        );
    }
}

#[test]
fn an_address_with_letters_that_cannot_be_seen_is_not_invited() {
    for letter in ['\u{AD}', '\u{200B}', '\u{200D}', '\u{202E}', '\u{FEFF}'] {
        let refused = guest_username(&format!("ken{letter}ji@hoshi.example"), TENANT);
        assert_eq!(
            refused.expect_err("refused"),
            "The mail address has characters that can't be seen. Write it anew.",
            "{letter:?}"
        );
    }
}

#[test]
fn what_is_no_whole_address_is_refused_with_an_example() {
    let wrong = [
        "",
        "kenji",
        "@hoshi.example",
        "kenji@",
        "kenji@hoshi",
        "a@b@c.example",
        "ken ji@hoshi.example",
        "kenji@.example",
        "kenji@hoshi..example",
        "kenji@-hoshi.example",
        "kenji@hoshi.example\u{7}",
    ];
    for mail in wrong {
        let refused = guest_username(mail, TENANT);
        assert!(
            refused
                .as_ref()
                .is_err_and(|why| why.to_string().contains("whole mail address")),
            "{mail}: {refused:?}"
        );
    }
    for mail in [
        ".kenji@hoshi.example",
        "kenji.@hoshi.example",
        "-kenji@hoshi.example",
        "kenji-@hoshi.example",
    ] {
        assert!(guest_username(mail, TENANT).is_err(), "{mail}");
    }
    let long = format!("{}@hoshi.example", "k".repeat(250));
    assert!(guest_username(&long, TENANT).is_err());
}

#[test]
fn somebody_of_the_organization_is_no_guest() {
    let refused = guest_username("elif@Northlight.example", TENANT);
    assert!(refused.is_err_and(|why| why.to_string().contains("Add a user instead")));
}

#[test]
fn an_invitation_is_pending_until_it_is_accepted_revoked_or_over() {
    let times = InvitationTimes {
        expires: INVITATION_LIFE,
        ..InvitationTimes::default()
    };
    assert_eq!(
        times.state(INVITATION_LIFE - 1),
        GuestState::Pending(INVITATION_LIFE)
    );
    assert_eq!(
        times.state(INVITATION_LIFE),
        GuestState::Expired(INVITATION_LIFE)
    );
    let revoked = InvitationTimes {
        revoked: Some(5),
        ..times
    };
    assert_eq!(revoked.state(INVITATION_LIFE), GuestState::Revoked(5));
    let accepted = InvitationTimes {
        accepted: Some(4),
        ..revoked
    };
    assert_eq!(accepted.state(INVITATION_LIFE), GuestState::Accepted(4));
}

#[test]
fn filters_read_back() {
    for filter in GuestFilter::ALL {
        assert_eq!(GuestFilter::from_code(filter.code()), filter);
    }
    assert_eq!(GuestFilter::from_code("nonsense"), GuestFilter::All);
}
