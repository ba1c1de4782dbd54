//! Passwords that admins give, and those that people choose themselves.

use crate::{
    IDA,
    sign_in::is_in,
    web::{PASSWORD, Site},
};
use axum::http::StatusCode;
use serde_json::json;

const ELIF: &str = "elif@northlight.example";
const NINA: &str = "nina@northlight.example";
const GIVEN: &str = "given by an admin";
const OWN: &str = "chosen by myself";

async fn id(site: &Site, username: &str) -> String {
    let found = site.store.find_users(&site.asker, username, None).await;
    found.unwrap()[0].id.to_string()
}

async fn act(site: &Site, cookie: &str, action: &str, user: &str) {
    let order = json!({"steps": [{"action": action, "users": [user]}]});
    let body = json!({"order": order, "shown": null, "key": action});
    let answer = site.call("/api/submit", cookie, body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn a_password_that_an_admin_gave_opens_nothing_but_the_way_to_another() {
    let site = Site::demo().await;
    let admin = site.sign_in(IDA).await;
    let body = json!({"user": id(&site, NINA).await, "password": GIVEN, "must_change": true});
    let reset = site
        .call("/api/reset-password", &admin, body.to_string())
        .await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");

    let cookie = site.try_to_sign_in(NINA, GIVEN).await.cookie();
    let page = site.get("/licenses", &cookie).await;
    assert_eq!(page.leads_to(), "/password?first=1");
    let api = site.get("/api/products", &cookie).await;
    assert_eq!(api.status, StatusCode::FORBIDDEN);
    let form = site.get("/password?first=1", &cookie).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.text.contains("Choose one that only you know"));

    let change = async |current: &str, password: &str, repeat: &str| {
        let form = [
            ("current", current),
            ("password", password),
            ("repeat", repeat),
            ("first", "1"),
        ];
        site.post("/session/password", &cookie, &form).await
    };
    for (current, password, repeat, problem) in [
        ("wrong", OWN, OWN, "current"),
        (GIVEN, "short", "short", "password"),
        (GIVEN, OWN, "another one", "repeat"),
        (GIVEN, GIVEN, GIVEN, "same"),
    ] {
        let answer = change(current, password, repeat).await;
        let told = format!("problem={problem}");
        assert!(answer.leads_to().ends_with(&told), "{answer:?}");
    }
    let done = change(GIVEN, OWN, OWN).await;
    assert_eq!(done.leads_to(), "/home");
    let page = site.get("/licenses", &done.cookie()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!is_in(&site, &cookie).await, "the old session is over");
    let old = site.try_to_sign_in(NINA, GIVEN).await;
    assert!(old.leads_to().contains("problem=credentials"));
}

#[tokio::test]
async fn ten_wrong_guesses_at_ones_own_password_close_it_for_a_while() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let guess = async |current: &str| {
        let form = [("current", current), ("password", OWN), ("repeat", OWN)];
        site.post("/session/password", &cookie, &form).await
    };
    for _ in 0..10 {
        assert!(guess("wrong").await.leads_to().ends_with("problem=current"));
    }
    assert!(
        guess(PASSWORD)
            .await
            .leads_to()
            .ends_with("problem=limited")
    );
    site.wait(15 * 60);
    assert_eq!(guess(PASSWORD).await.leads_to(), "/home");
}

#[tokio::test]
async fn a_short_password_is_not_taken() {
    let site = Site::demo().await;
    let admin = site.sign_in(IDA).await;
    let body = json!({"user": id(&site, ELIF).await, "password": "short", "must_change": true});
    let reset = site
        .call("/api/reset-password", &admin, body.to_string())
        .await;
    assert_eq!(reset.status, StatusCode::BAD_REQUEST, "{reset:?}");
}

#[tokio::test]
async fn whoever_is_blocked_is_out_at_once_and_told_why() {
    let site = Site::demo().await;
    let admin = site.sign_in(IDA).await;
    let (username, nina) = (
        "nina@northlight.example",
        site.sign_in("nina@northlight.example"),
    );
    let nina = nina.await;
    let user = id(&site, username).await;
    act(&site, &admin, "block-sign-in", &user).await;
    assert!(!is_in(&site, &nina).await);
    let blocked = site.try_to_sign_in(username, PASSWORD).await;
    assert!(blocked.leads_to().contains("problem=blocked"));
    let page = site.get("/sign-in?problem=blocked", "").await;
    assert!(page.text.contains("Your sign-in is blocked."));
    let wrong = site.try_to_sign_in(username, "not her password").await;
    assert!(wrong.leads_to().contains("problem=credentials"));
    act(&site, &admin, "allow-sign-in", &user).await;
    site.sign_in(username).await;
}

#[tokio::test]
async fn whoever_is_deleted_is_out_and_is_listed_among_the_deleted() {
    let site = Site::demo().await;
    let admin = site.sign_in(IDA).await;
    let nina = site.sign_in("nina@northlight.example").await;
    let user = id(&site, "nina@northlight.example").await;
    act(&site, &admin, "delete-user", &user).await;
    assert!(!is_in(&site, &nina).await);
    let page = site.get("/deleted-users", &admin).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    assert!(page.text.contains("nina@northlight.example"));
    let pane = site.get(&format!("/deleted-users/{user}"), &admin).await;
    assert_eq!(pane.status, StatusCode::OK, "{pane:?}");
    assert!(pane.text.contains("Restore user"));
    let gone = site.get(&format!("/users/{user}"), &admin).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_panes_about_people_are_there() {
    let site = Site::demo().await;
    let admin = site.sign_in(IDA).await;
    let user = id(&site, ELIF).await;
    for (path, says) in [
        ("/users/add".to_owned(), "Set up the basics"),
        (format!("/users/{user}"), "Reset password"),
        (format!("/users/{user}/edit"), "Display name"),
        (
            format!("/users/{user}/password"),
            "Automatically create a password",
        ),
        (
            format!("/users/delete?users={user}"),
            "They can be restored for 30 days.",
        ),
        (
            format!("/users/block?users={user}"),
            "They keep their licenses.",
        ),
        (
            format!("/users/allow?users={user}"),
            "They can sign in again.",
        ),
    ] {
        let page = site.get(&path, &admin).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(says), "{path}");
    }
}
