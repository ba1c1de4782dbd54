//! What is said of an address before it is invited.

use crate::{IDA, web::Site};
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn foreseen(site: &Site, cookie: &str, mail: &str) -> Value {
    let body = json!({"mail": mail}).to_string();
    let answer = site.call("/api/preview-guest", cookie, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{mail}: {answer:?}");
    answer.json()
}

#[tokio::test]
async fn only_an_address_that_can_be_invited_is_said_to_become_a_guest() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    assert_eq!(foreseen(&site, &cookie, " mei@hoshi.example ").await, "new");
    for (mail, why) in [
        ("foo", "Enter a whole mail address"),
        ("a b@c.example", "Enter a whole mail address"),
        ("ken&ji@hoshi.example", "can't contain"),
        (IDA, "belongs to your own organization"),
    ] {
        let told = foreseen(&site, &cookie, mail).await;
        assert!(told["refused"].is_array(), "{mail}: {told}");
        assert!(told.to_string().contains(why), "{mail}: {told}");
    }
    let known = foreseen(&site, &cookie, "Anna.Lund@fjordworks.example").await;
    assert_eq!(known["known"]["name"], "Anna Lundgaard", "{known}");
}

#[tokio::test]
async fn asking_what_would_come_of_it_invites_nobody() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for _ in 0..2 {
        assert_eq!(foreseen(&site, &cookie, "mei@hoshi.example").await, "new");
    }
}
