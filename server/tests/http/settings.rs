//! What is chosen counts at the next request: looks, roles, sessions.

use crate::{
    IDA,
    sign_in::is_in,
    web::{Site, settings},
};
use axum::http::StatusCode;
use domain::{Order, Role};
use server::config::Settings;
use store::Terms;

const SABINE: &str = "sabine@northlight.example";

#[tokio::test]
async fn a_theme_is_kept_in_a_cookie_and_drawn_by_the_server() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let page = site.get("/settings", &cookie).await.text;
    assert!(!page.contains("data-theme"));
    assert!(page.contains(r#"name="color-scheme" content="light dark""#));
    let answer = site
        .post("/preferences", &cookie, &[("theme", "dark")])
        .await;
    assert_eq!(answer.leads_to(), "/settings");
    let kept = answer.header("set-cookie");
    for part in [
        "usher-theme=dark",
        "Path=/",
        "HttpOnly",
        "SameSite=Lax",
        "Max-Age=31536000",
    ] {
        assert!(kept.contains(part), "{kept}");
    }
    let both = format!("{cookie}; usher-theme=dark");
    for path in ["/settings", "/home", "/licenses"] {
        let page = site.get(path, &both).await.text;
        assert!(page.contains(r#"data-theme="dark""#), "{path}");
        assert!(
            page.contains(r#"name="color-scheme" content="dark""#),
            "{path}"
        );
    }
    let page = site.get("/sign-in", "usher-theme=light").await.text;
    assert!(page.contains(r#"data-theme="light""#));
}

#[tokio::test]
async fn no_cookie_is_made_of_what_is_no_theme() {
    let site = Site::demo().await;
    for theme in ["", "purple", "dark\r\nset-cookie: x=y"] {
        let answer = site.post("/preferences", "", &[("theme", theme)]).await;
        assert_eq!(
            (answer.leads_to(), answer.header("set-cookie")),
            ("/settings", "")
        );
    }
    let page = site.get("/sign-in", "usher-theme=\"><script>").await.text;
    assert!(!page.contains("data-theme"));
}

#[tokio::test]
async fn by_https_the_theme_s_cookie_is_for_https_only() {
    let https = Settings {
        https: true,
        ..settings()
    };
    let site = Site::with(https, true).await;
    let answer = site.post("/preferences", "", &[("theme", "light")]).await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn a_role_that_is_taken_is_gone_at_the_next_request() {
    let site = Site::demo().await;
    let cookie = site.sign_in(SABINE).await;
    assert_eq!(
        site.get("/api/products", &cookie).await.status,
        StatusCode::OK
    );
    let found = site
        .store
        .find_users(&site.asker, SABINE, None)
        .await
        .unwrap();
    let none = Order::set_roles(Vec::new(), [found[0].id]);
    let done = site.store.carry_out(&site.asker, &none, Terms::default());
    done.await.unwrap();
    assert_eq!(
        site.get("/api/products", &cookie).await.status,
        StatusCode::FORBIDDEN
    );
    let back = Order::set_roles(vec![Role::Reader], [found[0].id]);
    let done = site.store.carry_out(&site.asker, &back, Terms::default());
    done.await.unwrap();
    assert_eq!(
        site.get("/api/products", &cookie).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn signing_out_everywhere_else_keeps_this_session() {
    let site = Site::demo().await;
    let (desk, phone) = (site.sign_in(IDA).await, site.sign_in(IDA).await);
    let rows = site.get("/api/sessions", &desk).await.json();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    assert!(!rows.to_string().contains(desk.trim_start_matches("usher=")));
    site.call("/api/revoke-sessions", &desk, r#"{"user":null}"#)
        .await;
    assert!(is_in(&site, &desk).await && !is_in(&site, &phone).await);
}

#[tokio::test]
async fn a_session_of_somebody_else_is_ended_by_a_global_admin_only() {
    let site = Site::demo().await;
    let (ida, sabine) = (site.sign_in(IDA).await, site.sign_in(SABINE).await);
    let found = site.store.find_users(&site.asker, IDA, None).await.unwrap();
    let body = format!(r#"{{"user":"{}"}}"#, found[0].id);
    let answer = site.call("/api/revoke-sessions", &sabine, body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(is_in(&site, &ida).await);
    let found = site
        .store
        .find_users(&site.asker, SABINE, None)
        .await
        .unwrap();
    let body = format!(r#"{{"user":"{}"}}"#, found[0].id);
    assert_eq!(
        site.call("/api/revoke-sessions", &ida, body).await.status,
        StatusCode::OK
    );
    assert!(!is_in(&site, &sabine).await);
}
