//! Good requests and what every answer carries.

use crate::{
    IDA,
    web::{Site, settings},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::json;
use server::config::Settings;
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

#[tokio::test]
async fn the_process_and_its_database_are_watched_by_their_own_addresses() {
    let site = Site::empty().await;
    assert_eq!(site.get("/healthz", "").await.text, "ok\n");
    assert_eq!(site.get("/readyz", "").await.text, "ready\n");
    site.store.close().await;
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
    assert_eq!(
        site.get("/readyz", "").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

/// What the log says.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn that_the_database_is_away_stands_in_the_log_once_however_often_somebody_asks() {
    let site = Site::empty().await;
    let log = Log::default();
    let told = log.clone();
    let told = tracing_subscriber::fmt().with_writer(move || told.clone());
    let _heard = tracing::subscriber::set_default(told.finish());
    site.store.close().await;
    for _ in 0..3 {
        let ready = site.get("/readyz", "").await;
        assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.matches("not ready").count(), 1, "{log}");
    assert!(!log.contains("answered"), "{log}");
}

#[tokio::test]
async fn a_server_that_stops_soon_says_so_and_goes_on() {
    let site = Site::empty().await;
    site.web.drain();
    let ready = site.get("/readyz", "").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ready.text, "Usher is stopping.");
    assert_eq!(site.get("/healthz", "").await.status, StatusCode::OK);
    assert_eq!(site.get("/setup", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_makes_browsers_careful() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    for path in [
        "/licenses",
        "/sign-in",
        "/nowhere",
        "/api/products",
        "/api/nowhere",
        "/healthz",
    ] {
        let answer = site.get(path, &cookie).await;
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'"),
            "{path}"
        );
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[tokio::test]
async fn scripts_of_a_page_carry_its_nonce_and_no_other() {
    let site = Site::demo().await;
    let pages = [
        site.get("/sign-in", "").await,
        site.get("/sign-in", "").await,
    ];
    let nonces = pages.each_ref().map(|page| {
        let (_, rest) = page
            .header("content-security-policy")
            .split_once("'nonce-")
            .unwrap();
        rest.split_once('\'').unwrap().0
    });
    assert_ne!(nonces[0], nonces[1]);
    for (page, nonce) in pages.iter().zip(nonces) {
        let scripts = page.text.matches("<script").count();
        assert!(scripts > 0);
        assert_eq!(
            page.text.matches(&format!("nonce=\"{nonce}\"")).count(),
            scripts
        );
        assert!(
            !page
                .header("content-security-policy")
                .contains("unsafe-inline")
        );
        assert!(!page.text.contains(" style=\""));
    }
}

#[tokio::test]
async fn nothing_is_at_an_unknown_address() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let page = site.get("/nowhere", &cookie).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("<main"));
    assert_eq!(
        site.get("/licenses/NO_SUCH_PRODUCT", &cookie).await.status,
        StatusCode::NOT_FOUND
    );
    let function = site.get("/api/nowhere", &cookie).await;
    assert_eq!(function.status, StatusCode::NOT_FOUND);
    assert!(function.json()["missing"].is_string());
    assert_eq!(
        site.post("/nowhere", &cookie, &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_page_of_something_that_does_not_exist_is_not_found() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    for path in [
        "/users/",
        "/guest-users/",
        "/products/",
        "/deleted-users/",
        "/settings/admins/",
        "/settings/partners/",
    ] {
        for id in ["nope", nobody, "4711"] {
            let page = site.get(&format!("{path}{id}"), &cookie).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}{id}");
            assert!(page.text.contains("That doesn't exist"), "{path}{id}");
        }
    }
    let deed = site.get(&format!("/products/{nobody}/nope"), &cookie).await;
    assert_eq!(deed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_are_kept_as_long_as_they_stay_the_same() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(folder.path().join("pkg/usher.css"), "plain").unwrap();
    std::fs::write(folder.path().join("pkg/usher.css.br"), "small").unwrap();
    std::fs::write(folder.path().join("favicon.svg"), "<svg/>").unwrap();
    let site = Some(folder.path().to_owned());
    let site = Site::with(Settings { site, ..settings() }, true).await;
    let plain = site.get("/pkg/usher.css", "").await;
    assert_eq!(
        (plain.text.as_str(), plain.header("content-type")),
        ("plain", "text/css")
    );
    let request = Request::get("/pkg/usher.css").header("accept-encoding", "br");
    let small = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (small.text.as_str(), small.header("content-encoding")),
        ("small", "br")
    );
    assert_eq!(
        site.get("/favicon.svg", "").await.header("cache-control"),
        "public, max-age=3600"
    );
    let missing = site.get("/pkg/nothing.css", "").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(missing.header("cache-control"), "no-store");
    for path in [
        "/pkg/../favicon.svg",
        "/pkg/%2e%2e/%2e%2e/etc/passwd",
        "/pkg//etc/passwd",
    ] {
        assert_ne!(site.get(path, "").await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn an_order_takes_effect_once_and_says_so_again() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let product = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    let find = site
        .get(
            &format!("/api/find-users?typed=elif&product={product}"),
            &cookie,
        )
        .await;
    let elif = find.json()[0]["id"].clone();
    let order = json!({"steps": [{"action": {"assign": [{"product": product, "off": []}]}, "users": [elif]}]});
    let body = json!({"order": order, "shown": null, "key": "monday"}).to_string();
    let first = site.call("/api/submit", &cookie, body.clone()).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    assert_eq!(first.json()["changed_users"], 1);
    assert_eq!(
        site.call("/api/submit", &cookie, body).await.json(),
        first.json()
    );
}

#[tokio::test]
async fn lists_come_as_files_with_all_that_the_page_would_show() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let products = site.get("/export/products.csv", &cookie).await;
    assert_eq!(products.status, StatusCode::OK);
    assert!(products.header("content-type").starts_with("text/csv"));
    assert!(
        products
            .header("content-disposition")
            .contains("licenses.csv")
    );
    assert!(products.text.contains("Microsoft 365 E3"));
    let all = site.get("/export/holders/SPE_E3.csv", &cookie).await;
    let one = site
        .get(
            "/export/holders/SPE_E3.csv?search=chiyo&source=direct",
            &cookie,
        )
        .await;
    assert_eq!(one.text.trim().lines().count(), 2, "{}", one.text);
    assert!(all.text.lines().count() > 20);
    assert_eq!(
        site.get("/export/holders/NOPE.csv", &cookie).await.status,
        StatusCode::NOT_FOUND
    );
}
