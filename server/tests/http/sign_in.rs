//! Who gets in, and for how long.

use crate::{
    IDA,
    web::{Answer, PASSWORD, Site, hash_of, settings},
};
use axum::http::StatusCode;
use server::config::Settings;
use store::{Asker, FirstAdmin};

const HOUR: i64 = 3600;

/// Does this cookie open the pages?
pub(crate) async fn is_in(site: &Site, cookie: &str) -> bool {
    let answer = site.get("/licenses", cookie).await;
    match answer.status {
        StatusCode::OK => true,
        _ => {
            assert!(
                answer.header("location").starts_with("/sign-in"),
                "{answer:?}"
            );
            false
        }
    }
}

#[tokio::test]
async fn a_password_opens_a_session() {
    let site = Site::demo().await;
    assert!(!is_in(&site, "").await);
    let cookie = site.sign_in(IDA).await;
    assert!(is_in(&site, &cookie).await);
    assert!(
        !is_in(
            &site,
            "usher=0000000000000000000000000000000000000000000000000000000000000000"
        )
        .await
    );
}

#[tokio::test]
async fn a_username_may_be_typed_in_any_case() {
    let site = Site::demo().await;
    site.sign_in(" Ida@NorthLight.example ").await;
}

#[tokio::test]
async fn an_unknown_user_is_told_what_a_wrong_password_is_told() {
    let site = Site::demo().await;
    let wrong = site.try_to_sign_in(IDA, "not her password").await;
    let unknown = site
        .try_to_sign_in("nobody@northlight.example", "not her password")
        .await;
    let without = site
        .try_to_sign_in("greta@northlight.example", "not her password")
        .await;
    assert!(wrong.leads_to().contains("problem=credentials"));
    for (other, name) in [(unknown, "nobody"), (without, "greta")] {
        assert_eq!((other.status, &other.text), (wrong.status, &wrong.text));
        // But for what was typed, which comes back.
        let told = |answer: &Answer, name: &str| {
            let mut headers = answer.headers.clone();
            headers.remove("x-request-id");
            format!("{headers:?}").replace(&format!("{name}%40"), "%40")
        };
        assert_eq!(told(&other, name), told(&wrong, "ida"));
    }
}

/// What PostgreSQL can't hold, the store looks for nowhere: see its own test.
#[tokio::test]
async fn a_username_that_no_text_can_hold_is_told_what_a_wrong_password_is_told() {
    let site = Site::demo().await;
    let wrong = site.try_to_sign_in(IDA, "not her password").await;
    for username in ["a\0b", "\0", "ida@northlight.example\0"] {
        let answer = site.try_to_sign_in(username, PASSWORD).await;
        assert_eq!(answer.leads_to(), wrong.leads_to(), "{username:?}");
    }
}

#[tokio::test]
async fn the_username_stands_in_the_form_again_after_a_wrong_password() {
    let site = Site::demo().await;
    let answer = site.try_to_sign_in(IDA, "not her password").await;
    assert!(!answer.leads_to().contains("ida"), "{answer:?}");
    let cookie = answer.header("set-cookie");
    assert!(!cookie.contains("not%20her"), "{cookie}");
    let page = site.get(answer.leads_to(), &answer.cookie()).await;
    assert_eq!((page.field("username"), page.field("password")), (IDA, ""));
    let later = site.get(answer.leads_to(), "").await;
    assert_eq!(later.field("username"), "");
}

#[tokio::test]
async fn what_is_too_long_for_a_username_is_answered_all_the_same() {
    let site = Site::demo().await;
    let answer = site.try_to_sign_in(&"x".repeat(20_000), "wrong").await;
    assert!(answer.leads_to().contains("problem=credentials"));
    let page = site.get(answer.leads_to(), &answer.cookie()).await;
    assert_eq!(page.field("username"), "");
}

#[tokio::test]
async fn a_cookie_is_for_the_server_alone() {
    let site = Site::demo().await;
    let answer = site.try_to_sign_in(IDA, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("usher="), "{cookie}");
    for part in ["Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn by_https_the_cookie_is_for_https_only() {
    let site = Site::with(
        Settings {
            https: true,
            ..settings()
        },
        true,
    )
    .await;
    let answer = site.try_to_sign_in(IDA, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-usher=") && cookie.contains("; Secure"),
        "{cookie}"
    );
    assert_eq!(
        answer.header("strict-transport-security"),
        "max-age=31536000"
    );
    assert!(is_in(&site, &answer.cookie()).await);
    let wrong = site.try_to_sign_in(IDA, "wrong").await;
    assert!(wrong.header("set-cookie").contains("; Secure"), "{wrong:?}");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let site = Site::demo().await;
    let first = site.sign_in(IDA).await;
    let form = [("username", IDA), ("password", PASSWORD)];
    let second = site.post("/session", &first, &form).await.cookie();
    assert_ne!(first, second);
    assert!(!is_in(&site, &first).await);
    assert!(is_in(&site, &second).await);
}

#[tokio::test]
async fn signing_out_ends_this_session() {
    let site = Site::demo().await;
    let (desk, phone) = (site.sign_in(IDA).await, site.sign_in(IDA).await);
    let answer = site.post("/session/end", &desk, &[]).await;
    assert_eq!(answer.leads_to(), "/sign-in");
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert!(!is_in(&site, &desk).await);
    assert!(is_in(&site, &phone).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_of_ones_own() {
    let site = Site::demo().await;
    let (desk, phone) = (site.sign_in(IDA).await, site.sign_in(IDA).await);
    let sabine = site.sign_in("sabine@northlight.example").await;
    site.post("/session/end-all", &desk, &[]).await;
    assert!(!is_in(&site, &desk).await && !is_in(&site, &phone).await);
    assert!(is_in(&site, &sabine).await);
}

#[tokio::test]
async fn a_session_ends_after_eight_idle_hours() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    site.wait(8 * HOUR);
    assert!(is_in(&site, &cookie).await);
    // What notes the use comes before this write in the writer's queue.
    site.sign_in(IDA).await;
    site.wait(8 * HOUR);
    assert!(is_in(&site, &cookie).await);
    site.sign_in(IDA).await;
    site.wait(8 * HOUR + 1);
    assert!(!is_in(&site, &cookie).await);
}

#[tokio::test]
async fn a_session_ends_after_seven_days_whatever_happens() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for _ in 0..24 {
        site.wait(7 * HOUR);
        assert!(is_in(&site, &cookie).await);
        site.sign_in(IDA).await;
    }
    site.wait(1);
    assert!(!is_in(&site, &cookie).await);
}

#[tokio::test]
async fn ten_wrong_passwords_close_a_username_for_a_while() {
    let site = Site::demo().await;
    for _ in 0..10 {
        let answer = site.try_to_sign_in(IDA, "wrong").await;
        assert!(answer.leads_to().contains("problem=credentials"));
    }
    let answer = site.try_to_sign_in(IDA, PASSWORD).await;
    assert!(answer.leads_to().contains("problem=limited"));
    site.sign_in("sabine@northlight.example").await;
    site.wait(15 * 60);
    site.sign_in(IDA).await;
}

#[tokio::test]
async fn of_two_organizations_with_the_same_username_the_password_tells_which() {
    let site = Site::demo().await;
    let made = site.store.create_organization("Southlight", "", None).await;
    let second = made.unwrap();
    let theirs = Asker::operator(second);
    site.store.make_demo(&theirs).await.unwrap();
    let first = site.try_to_sign_in(IDA, PASSWORD).await.cookie();
    assert!(site.get("/home", &first).await.text.contains("Northlight"));
    let admin = FirstAdmin {
        organization_name: "Southlight".into(),
        name: "Ida".into(),
        username: IDA.into(),
        password_hash: hash_of("another long password"),
    };
    site.store.set_up(second, admin).await.unwrap();
    let second = site.try_to_sign_in(IDA, "another long password").await;
    let page = site.get("/home", &second.cookie()).await;
    assert!(page.text.contains("Southlight"), "{page:?}");
    let again = site.try_to_sign_in(IDA, PASSWORD).await.cookie();
    let page = site.get("/home", &again).await;
    assert!(!page.text.contains("Southlight"), "{page:?}");
}

#[tokio::test]
async fn fifty_wrong_passwords_close_an_address_for_a_while() {
    let site = Site::demo().await;
    for number in 0..50 {
        let username = format!("guess{number}@northlight.example");
        assert!(
            site.try_to_sign_in(&username, "x")
                .await
                .leads_to()
                .contains("credentials")
        );
    }
    assert!(
        site.try_to_sign_in(IDA, PASSWORD)
            .await
            .leads_to()
            .contains("limited")
    );
}

#[tokio::test]
async fn signing_in_leads_to_pages_of_ours_only() {
    let site = Site::demo().await;
    let next = async |next: &str| {
        let form = [("username", IDA), ("password", PASSWORD), ("next", next)];
        site.post("/session", "", &form).await.leads_to().to_owned()
    };
    assert_eq!(
        next("/licenses/SPE_E3?tab=groups").await,
        "/licenses/SPE_E3?tab=groups"
    );
    assert_eq!(next("https://evil.example/").await, "/home");
    assert_eq!(next("//evil.example/").await, "/home");
    assert_eq!(next("/\\evil.example/").await, "/home");
    assert_eq!(next("/a\r\nset-cookie: x=y").await, "/home");
}
