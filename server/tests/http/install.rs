//! What a browser needs to install Usher, and the pages for who isn't signed in.

use crate::{
    IDA,
    web::{Site, settings},
};
use axum::http::StatusCode;
use domain::{Cloud, Order, Setting};
use serde_json::json;
use server::config::Settings;
use store::Terms;

#[tokio::test]
async fn the_worker_and_its_page_answer_everybody_also_before_setup() {
    for site in [Site::empty().await, Site::demo().await] {
        let worker = site.get("/sw.js", "").await;
        assert_eq!(worker.status, StatusCode::OK);
        assert_eq!(
            worker.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(worker.header("cache-control"), "no-cache");
        let policy = worker.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; connect-src 'self'");
        assert!(worker.text.starts_with("const VERSION = \""), "{worker:?}");

        let page = site.get("/offline", "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Usher can't be reached"), "{page:?}");
        assert!(!page.text.contains("<script"), "{page:?}");
    }
}

#[tokio::test]
async fn the_first_steps_are_for_everybody() {
    let site = Site::demo().await;
    let answer = site.get("/start", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("Begin with your apps"));
    let cookie = site.sign_in(IDA).await;
    assert_eq!(site.get("/start", &cookie).await.status, StatusCode::OK);
}

async fn where_it_begins(site: &Site) -> String {
    let cookie = site.sign_in(IDA).await;
    let product = site.store.find_product(&site.asker, "VISIOCLIENT").await;
    let found = site
        .store
        .find_users(&site.asker, "elif", None)
        .await
        .unwrap();
    let assign = json!([{"product": product.unwrap(), "off": []}]);
    let order = json!({"steps": [{"action": {"assign": assign}, "users": [found[0].id]}]});
    let body = json!({"order": order, "shown": null, "key": "once"}).to_string();
    let receipt = site.call("/api/submit", &cookie, body).await.json();
    let path = format!("/api/quick-start?entry={}", receipt["entry"]);
    let told = site.get(&path, &cookie).await.json();
    assert_eq!(told["start"]["products"], json!(["Visio Plan 2"]));
    assert_eq!(
        told["start"]["addresses"],
        json!(["elif@northlight.example"])
    );
    assert!(told["code"]["size"].as_u64().unwrap() >= 21);
    told["address"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn people_begin_where_the_settings_say() {
    let public = Settings {
        public_url: Some("https://usher.example".into()),
        ..settings()
    };
    let site = Site::with(public.clone(), true).await;
    assert_eq!(where_it_begins(&site).await, "https://usher.example/start");
    let elsewhere = Settings {
        start_url: Some("https://intranet.example/apps".into()),
        ..public
    };
    let site = Site::with(elsewhere, true).await;
    assert_eq!(
        where_it_begins(&site).await,
        "https://intranet.example/apps"
    );
}

#[tokio::test]
async fn people_of_21vianet_begin_at_their_own_portal() {
    let public = Settings {
        public_url: Some("https://usher.example".into()),
        ..settings()
    };
    let site = Site::with(public, true).await;
    let cloud = Order::configure(Setting::Cloud(Cloud::TwentyOneVianet));
    let moved = site.store.carry_out(&site.asker, &cloud, Terms::default());
    moved.await.unwrap();
    let address = where_it_begins(&site).await;
    assert_eq!(address, "https://usher.example/start?cloud=21vianet");
    let apps = |cloud: Cloud| format!("href=\"{}\"", cloud.apps());
    for (path, cloud) in [
        ("/start?cloud=21vianet", Cloud::TwentyOneVianet),
        ("/start?cloud=elsewhere", Cloud::Worldwide),
        ("/start", Cloud::Worldwide),
    ] {
        let page = site.get(path, "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(&apps(cloud)), "{path}: {}", page.text);
    }
}
