//! Many users are added from a list.

use crate::{
    IDA,
    web::{Answer, Site},
};
use axum::http::StatusCode;
use serde_json::{Value, json};

const LIST: &str = "Username,Display name,Usage location,Fax\n\
    nora@northlight.example,Nora Nyström,SE,08-123\n\
    elif@northlight.example,Elif Two,,\n\
    nils,Nils Nyström,Nowhere,\n";

/// Visio Plan 2.
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Everybody gets Visio, and is in Germany where the row doesn't say otherwise.
fn asked() -> Value {
    let assign = json!({"assign": [{"product": VISIO, "off": []}]});
    json!({"first": "00000000-0000-0000-00f0-000000000000", "actions": [{"set-location": "DE"}, assign]})
}

async fn preview(site: &Site, cookie: &str, list: &str) -> Answer {
    let body = json!({"asked": asked(), "list": list});
    site.call("/api/preview-many", cookie, body.to_string())
        .await
}

async fn submit(site: &Site, cookie: &str, seal: &Value, key: &str) -> Answer {
    let passwords = json!({"secret": SECRET, "must_change": true});
    let body = json!({
        "asked": asked(), "list": LIST, "seal": seal, "key": key, "passwords": passwords,
    });
    site.call("/api/submit-many", cookie, body.to_string())
        .await
}

#[tokio::test]
async fn those_who_can_are_added_and_sign_in_with_the_passwords_of_the_results() {
    let site = Site::demo().await;
    let cookie = site.sign_in("nina@northlight.example").await;
    let listed = preview(&site, &cookie, LIST).await;
    assert_eq!(listed.status, StatusCode::OK, "{listed:?}");
    let listed = listed.json();
    assert_eq!((&listed["rows"], &listed["added"]), (&json!(3), &json!(1)));
    assert_eq!(listed["ignored"], json!(["Fax"]));
    let failed = listed["failed"].as_array().unwrap();
    assert_eq!(failed.len(), 2);
    assert_eq!(
        (&failed[1]["line"], &failed[1]["username"]),
        (&json!(4), &json!("nils"))
    );

    let seal = &listed["summary"]["seal"];
    let added = submit(&site, &cookie, seal, "a key").await;
    assert_eq!(added.status, StatusCode::OK, "{added:?}");
    let again = submit(&site, &cookie, seal, "a key").await;
    assert_eq!(again.json(), added.json(), "the same key, the same answer");
    let added = added.json();
    assert_eq!(
        (&added["failures"], &added["receipt"]["changed_users"]),
        (&json!(2), &json!(1))
    );
    let line = &added["receipt"]["line"];
    assert!(!line.to_string().contains("left out"), "{line}");
    let home = site.get("/api/home?product=&range=quarter", &cookie).await;
    let told = home.json()["recent"][0]["line"].to_string();
    assert!(told.contains("left out"), "the ledger says it: {told}");
    let failed = added["failed"].as_str().unwrap();
    assert!(
        failed.starts_with("\u{feff}Reason,Username,Display name,Usage location,Fax\r\n"),
        "{failed}"
    );
    assert_eq!(failed.lines().count(), 3, "{failed}");
    let results = added["results"].as_str().unwrap();
    let nora = results.lines().find(|line| line.contains("nora@")).unwrap();
    let password = nora.split(',').nth(4).unwrap();
    assert_eq!(added["first"][0]["password"], password);
    let signed_in = site
        .try_to_sign_in("nora@northlight.example", password)
        .await;
    let page = site.get("/licenses", &signed_in.cookie()).await;
    assert_eq!(page.leads_to(), "/password?first=1");
}

#[tokio::test]
async fn what_was_shown_before_somebody_else_acted_is_not_done() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let seal = preview(&site, &cookie, LIST).await.json()["summary"]["seal"].clone();
    let csv = "Username,Display name\nnora@northlight.example,Another Nora\n";
    site.store
        .import_users(&site.asker, csv.as_bytes())
        .await
        .unwrap();
    let changed = submit(&site, &cookie, &seal, "a key").await;
    assert_eq!(changed.status, StatusCode::CONFLICT, "{changed:?}");
    // Now nobody is left to add, and the answer names no more users than a page can show.
    let refused = submit(&site, &cookie, &Value::Null, "another key").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{refused:?}");
}

#[tokio::test]
async fn a_list_that_is_none_is_refused_in_words() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for (list, says) in [
        (String::new(), "The file is empty."),
        (
            "Username\na@a.example\n".into(),
            "Line 1: the column {column} is missing.",
        ),
        (
            "x".repeat(17 * 1024 * 1024),
            "The file is larger than {most} MB.",
        ),
    ] {
        let answer = preview(&site, &cookie, &list).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
    }
    let answer = preview(&site, &cookie, &"x".repeat(21 * 1024 * 1024)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let short = json!({"secret": "1234", "must_change": true});
    let body =
        json!({"asked": asked(), "list": LIST, "seal": null, "key": "k", "passwords": short});
    let answer = site
        .call("/api/submit-many", &cookie, body.to_string())
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_reasons_in_the_file_are_in_the_readers_language() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let german = format!("{cookie}; usher-language=de");
    let body = json!({"asked": asked(), "list": LIST}).to_string();
    let file = site.call("/api/failed-of-many", &german, body).await;
    assert_eq!(file.status, StatusCode::OK, "{file:?}");
    let file = file.json();
    let file = file.as_str().unwrap();
    assert!(file.contains("das ist kein Benutzername"), "{file}");
    assert!(file.contains("das ist kein Land"), "{file}");
}

#[tokio::test]
async fn lists_to_begin_with_are_there() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let blank = site.get("/export/lists/blank.csv", &cookie).await;
    assert!(
        blank
            .header("content-disposition")
            .contains("add-users.csv")
    );
    assert!(
        blank
            .text
            .starts_with("\u{feff}Username,First name,Last name,Display name,")
    );
    let sample = site.get("/export/lists/sample.csv", &cookie).await;
    let listed = preview(&site, &cookie, &sample.text).await.json();
    assert_eq!((&listed["rows"], &listed["added"]), (&json!(4), &json!(4)));
    let other = site.get("/export/lists/other.csv", &cookie).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let page = site.get("/users/add-multiple", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Add list of users"));
    assert!(page.text.contains("/export/lists/sample.csv"));
}
