//! The addresses beside pages and server functions.

use super::without_role;
use crate::web::{Site, ours};
use app::paths::users::LISTS;
use axum::http::StatusCode;
use server::router::{Who, doors, health_doors};

#[tokio::test]
async fn doors_open_to_whom_their_table_says() {
    let site = Site::demo().await;
    let addresses = doors().into_iter().chain(health_doors());
    for door in addresses {
        let path = door.path.replace("{file}", "SPE_E3.csv");
        let form = "application/x-www-form-urlencoded";
        let answer = site
            .send(ours(door.method.clone(), &path, "", form, ""))
            .await;
        let locked = answer.status == StatusCode::UNAUTHORIZED;
        assert_eq!(
            locked,
            door.who == Who::SignedIn,
            "{} {path}: {answer:?}",
            door.method
        );
        assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn who_has_no_role_saves_no_list() {
    let site = Site::demo().await;
    let cookie = without_role(&site).await;
    // A list to fill in says nothing about anybody.
    let is_list = |path: &str| path.starts_with("/export/") && !path.starts_with(LISTS);
    for door in doors().into_iter().filter(|door| is_list(door.path)) {
        let path = door.path.replace("{file}", "SPE_E3.csv");
        let answer = site.get(&path, &cookie).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: {answer:?}");
    }
}
