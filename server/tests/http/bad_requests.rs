//! Bad requests: nonsense, too much, too many, and from elsewhere.

use crate::{
    IDA,
    web::{Site, ours, settings},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::json;
use server::config::Settings;

/// Server functions that take JSON.
const POSTED: [&str; 6] = [
    "/api/resolve-users",
    "/api/users",
    "/api/facts",
    "/api/preview",
    "/api/submit",
    "/api/assign",
];

#[tokio::test]
async fn a_wrong_method_is_told_so() {
    let site = Site::demo().await;
    for (method, path) in [
        ("GET", "/session"),
        ("DELETE", "/licenses"),
        ("POST", "/api/products"),
    ] {
        let request = ours(method.parse().unwrap(), path, "", "text/plain", "");
        let answer = site.send(request).await;
        assert_eq!(
            answer.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}"
        );
        assert!(!answer.text.is_empty());
    }
}

#[tokio::test]
async fn what_comes_from_another_site_changes_nothing() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let posts = ["/session", "/session/end", "/session/end-all", "/setup"]
        .into_iter()
        .chain(POSTED);
    for path in posts {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("x-nothing", "said"),
        ] {
            let request = Request::post(path)
                .header("cookie", &cookie)
                .header(name, value);
            let request = request.header("host", "usher.example");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = site.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path} {name}: {value}"
            );
            assert!(answer.text.contains("another site"), "{answer:?}");
        }
    }
    assert_eq!(site.get("/licenses", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_browser_that_sends_only_its_origin_is_believed() {
    let site = Site::demo().await;
    let request = Request::post("/session/end").header("host", "usher.example:3000");
    let request = request.header("origin", "http://usher.example:3000");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.leads_to(), "/sign-in");
}

#[tokio::test]
async fn nonsense_is_refused_in_words_by_every_server_function() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nonsense: [&[u8]; 11] = [
        b"",
        b"{",
        b"null",
        b"[1,2,3]",
        b"\"\\u0000\"",
        b"{\"order\":5,\"users\":5,\"names\":5,\"products\":{}}",
        b"{\"order\":{\"steps\":[{\"action\":{\"dance\":1},\"users\":[]}]},\"key\":\"k\"}",
        b"{\"order\":{\"steps\":[{\"action\":{\"assign\":[]},\"users\":[\"me\"]}]},\"key\":\"k\"}",
        b"\xff\xfe\x00\x01",
        b"users=%FF%00&slug=%00",
        deep.as_bytes(),
    ];
    for path in POSTED {
        for body in nonsense {
            for kind in [
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain",
                "",
            ] {
                let request = ours(Method::POST, path, &cookie, kind, body.to_vec());
                let answer = site.send(request).await;
                let told = String::from_utf8_lossy(&body[..body.len().min(60)]);
                assert!(
                    answer.status.is_client_error(),
                    "{path} {kind} {told}: {answer:?}"
                );
                assert!(!answer.text.is_empty(), "{path} {kind} {told}");
            }
        }
    }
}

#[tokio::test]
async fn nonsense_in_an_address_is_never_a_fault() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let id = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    for path in [
        "/api/product",
        "/api/product?slug=",
        "/api/product?slug=%00%01",
        "/api/product?slug=NO_SUCH",
        "/api/holders?slug=SPE_E3&query[after]=garbage",
        "/api/holders?slug=SPE_E3&query[source]=garbage",
        "/api/holder?product=me&user=you",
        &format!("/api/holder?product={id}&user={id}"),
        "/api/find-users?typed=%FF&product=x",
        "/licenses/%00",
        "/licenses/SPE_E3/unassign?users=garbage,%00",
        "/licenses/SPE_E3/services?users=00000000-0000-0000-0000-000000000001",
        "/licenses/SPE_E3?after=garbage",
        "/licenses?q=%00%FF%E2%80%AE=1%2B1",
    ] {
        let answer = site.get(path, &cookie).await;
        assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
        if path.starts_with("/api/") {
            assert!(answer.status.is_client_error(), "{path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn control_characters_and_formulas_are_searched_like_any_text() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let product = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    for typed in [
        "%00",
        "%1B%5B31m",
        "%3D1%2B1",
        "%25_%25",
        "'%22--",
        "%F0%9F%92%A9",
    ] {
        let path = format!("/api/find-users?typed={typed}&product={product}");
        let answer = site.get(&path, &cookie).await;
        assert_eq!(
            (answer.status, answer.json()),
            (StatusCode::OK, json!([])),
            "{typed}"
        );
    }
    let names =
        json!({"names": ["=cmd|' /C calc'!A0", "\u{0}", "a".repeat(10_000)], "product": product});
    let answer = site
        .call("/api/resolve-users", &cookie, names.to_string())
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["found"], json!([]));
}

#[tokio::test]
async fn what_is_too_much_is_refused_in_words() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let ten_megabytes = || "x".repeat(10 * 1024 * 1024);
    for path in POSTED {
        let answer = site.call(path, &cookie, ten_megabytes()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(
            answer.json()["input"].as_str().unwrap().contains("8 MB"),
            "{path}"
        );
    }
    for path in ["/session", "/setup", "/session/end"] {
        let answer = site
            .post(path, &cookie, &[("password", &"x".repeat(100_000))])
            .await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
    let unknown = site.call("/api/submit", "", "x".repeat(100_000)).await;
    assert_eq!(unknown.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_order_for_a_hundred_thousand_users_is_not_too_much() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let nobody = |number| uuid::Uuid::from_u128(number).to_string();
    let users: Vec<String> = (1..=100_000).map(nobody).collect();
    let body = json!({"users": users, "product": "6fd2c87f-b296-42f0-b197-1e91e994b900"});
    let answer = site.call("/api/users", &cookie, body.to_string()).await;
    assert_ne!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!answer.status.is_server_error(), "{answer:?}");
}

#[tokio::test]
async fn who_finds_no_room_is_asked_to_come_back() {
    let site = Site::with(
        Settings {
            most_requests: 0,
            ..settings()
        },
        true,
    )
    .await;
    let page = site.get("/sign-in", "").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header("retry-after"), "1");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(site.get("/api/products", "").await.json(), json!("busy"));
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
}
