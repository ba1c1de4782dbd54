//! Requests that aren't what their door expects: what is told, to whom, in words.

use crate::{
    IDA,
    web::{Answer, Site, ours, settings},
};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
};
use futures_util::stream::pending;
use serde_json::json;
use server::config::Settings;
use std::convert::Infallible;

const FORM: &str = "application/x-www-form-urlencoded";

/// Posts what a browser or a script could, and reads the answer as one of them.
async fn posted(site: &Site, path: &str, kind: &str, body: &str, accept: &'static str) -> Answer {
    let mut request = ours(Method::POST, path, "", kind, body.to_owned());
    let accept = HeaderValue::from_static(accept);
    request.headers_mut().insert(header::ACCEPT, accept);
    site.send(request).await
}

#[tokio::test]
async fn a_form_that_lacks_a_field_is_refused_in_words_to_browsers_and_scripts() {
    let site = Site::empty().await;
    for (path, body) in [
        ("/session", "username=ida"),
        ("/setup", "code=x"),
        ("/language", "next=/home"),
        ("/session", "username=ida&username=ida&password=x"),
    ] {
        for accept in ["text/html", "*/*"] {
            let answer = posted(&site, path, FORM, body, accept).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            let told = "A field of the form is missing, or can't be used.";
            assert!(answer.text.contains(told), "{path}: {answer:?}");
            assert!(answer.text.contains("Reload the page"), "{path}");
            assert!(!answer.text.contains("deserialize"), "{path}: {answer:?}");
            let is_page = answer.text.starts_with("<!DOCTYPE html>");
            assert_eq!(is_page, accept == "text/html", "{path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused_in_words() {
    let site = Site::demo().await;
    for accept in ["text/html", "*/*"] {
        let answer = posted(&site, "/session", "application/json", "{}", accept).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let told = "This wasn't sent as a form.";
        assert!(answer.text.contains(told), "{answer:?}");
        assert!(!answer.text.contains("must have"), "{answer:?}");
        let is_page = answer.text.starts_with("<!DOCTYPE html>");
        assert_eq!(is_page, accept == "text/html", "{answer:?}");
    }
}

#[tokio::test]
async fn an_address_that_says_something_twice_is_refused_in_words() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for path in [
        "/export/holders/SPE_E3.csv?search=a&search=b",
        "/live?after=yesterday",
    ] {
        let answer = site.get(path, &cookie).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        let told = "What the address asks for can't be read.";
        assert!(answer.text.starts_with(told), "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn a_stranger_is_told_to_sign_in_whatever_they_send() {
    let site = Site::demo().await;
    for (path, body) in [
        ("/api/submit", "[]"),
        ("/api/submit", "nonsense"),
        ("/api/assign", ""),
        ("/api/submit-many", "{}"),
    ] {
        let answer = site.call(path, "", body).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.json(), json!("signed-out"), "{path}");
    }
    let read = site.get("/api/product", "").await;
    assert_eq!(read.status, StatusCode::UNAUTHORIZED, "{read:?}");
    let page = posted(&site, "/api/assign", FORM, "", "text/html").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{page:?}");
    let told = "You are signed out. Sign in, and try again.";
    assert!(page.text.starts_with("<!DOCTYPE html>") && page.text.contains(told));
    // What isn't there, or isn't called so, is no secret.
    let nowhere = site.get("/api/nowhere", "").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_request_to_the_app_that_is_none_is_refused_without_the_names_of_our_types() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for body in [
        "[]",
        "{}",
        "5",
        r#"{"order":5}"#,
        r#"{"order":{"steps":[{"action":{"dance":1},"users":[]}]}}"#,
    ] {
        let answer = site.call("/api/submit", &cookie, body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        let told = "isn't what this address expects. Reload the page, and try again.";
        assert!(answer.text.contains(told), "{body}: {answer:?}");
        for name in ["struct", "enum ", "Submit", "Order", "expected"] {
            assert!(!answer.text.contains(name), "{body}: {answer:?}");
        }
    }
    let lacks = site.call("/api/submit", &cookie, "{}").await;
    assert!(lacks.text.contains("missing field `order`"), "{lacks:?}");
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up_and_nothing_was_done() {
    let timeout = 1;
    let site = Site::with(
        Settings {
            timeout,
            ..settings()
        },
        true,
    )
    .await;
    for (path, told) in [
        (
            "/session",
            "The request didn't arrive in time. Nothing was changed;",
        ),
        ("/api/submit", "\"busy\""),
    ] {
        let body = Body::from_stream(pending::<Result<String, Infallible>>());
        let answer = site.send(ours(Method::POST, path, "", FORM, body)).await;
        assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT, "{answer:?}");
        assert!(answer.text.starts_with(told), "{answer:?}");
    }
}
