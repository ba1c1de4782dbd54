//! Every page comes, however threads and tasks meet, and whatever else the process does.

use crate::{IDA, web::Site};
use axum::http::StatusCode;
use server::router::pages;
use std::sync::Arc;

/// Young servers: a page's first rows come over connections that are just being opened.
async fn pages_of_young_servers() {
    for _ in 0..rounds() {
        let site = Site::demo().await;
        let cookie = site.sign_in(IDA).await;
        for path in [
            "/licenses",
            "/licenses/SPE_E3",
            "/licenses/SPE_E3/assign",
            "/licenses",
            "/licenses/SPE_E3/services",
        ] {
            let page = site.get(path, &cookie).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {page:?}");
        }
    }
}

/// More find more: `USHER_ROUNDS=200 cargo test -p server --test http steady`.
fn rounds() -> usize {
    let rounds = std::env::var("USHER_ROUNDS").ok();
    rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

// Several at once, so that threads get in each other's way.

#[tokio::test]
async fn every_page_comes() {
    pages_of_young_servers().await;
}

#[tokio::test]
async fn every_page_comes_while_others_do() {
    pages_of_young_servers().await;
}

#[tokio::test]
async fn every_page_comes_while_many_do() {
    pages_of_young_servers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_comes_on_many_threads() {
    pages_of_young_servers().await;
}

#[tokio::test]
async fn a_server_that_is_made_meanwhile_keeps_no_page_from_coming() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let alive = Arc::new(());
    let test = Arc::downgrade(&alive);
    tokio::task::spawn_blocking(move || {
        while test.upgrade().is_some() {
            pages();
        }
    });
    for _ in 0..10 {
        let page = site.get("/licenses", &cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{page:?}");
    }
    drop(alive);
}

/// Whatever a page shows, and its title too, may be asked for on another thread than the page was made on.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn every_list_comes_whole_however_many_ask_at_once() {
    let site = Arc::new(Site::demo().await);
    let cookie = site.sign_in(IDA).await;
    for (path, shows) in [
        ("/home", "Needs attention"),
        ("/licenses", "Visio Plan 2"),
        ("/licenses/VISIOCLIENT", "Assign licenses"),
        ("/users?search=elif", "Elif Demir"),
        ("/deleted-users", "Nobody is deleted"),
        ("/guest-users", "Invite a guest"),
        ("/products", "Self-service"),
    ] {
        let visitors: Vec<_> = (0..8)
            .map(|_| {
                let (site, cookie) = (site.clone(), cookie.clone());
                tokio::spawn(async move {
                    for _ in 0..10 * rounds() {
                        let page = site.get(path, &cookie).await;
                        assert_eq!(page.status, StatusCode::OK, "{path}: {page:?}");
                        assert!(page.text.contains(shows), "{path} lacks {shows}: {page:?}");
                    }
                })
            })
            .collect();
        for visitor in visitors {
            visitor.await.unwrap();
        }
    }
}
