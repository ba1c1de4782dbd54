//! The addresses beside pages and server functions.

use crate::web::{Site, ours};
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
