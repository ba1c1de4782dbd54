//! Lists as files.

use crate::{IDA, web::Site};
use app::paths::users::LISTS;
use axum::http::StatusCode;
use domain::{Action, Order};
use server::router::doors;
use store::Terms;

/// Every list, and how its file begins.
const FILES: [(&str, &str); 8] = [
    ("/export/products.csv", "Product,Part number,"),
    ("/export/subscriptions.csv", "Product,Status,"),
    (
        "/export/holders/SPE_E3.csv",
        "Display name,Username,Department,",
    ),
    ("/export/groups/SPE_E3.csv", "Group,Members,"),
    ("/export/users.csv", "Display name,Username,Mail,"),
    ("/export/guests.csv", "Display name,Mail,Invitation,"),
    (
        "/export/deleted-users.csv",
        "Display name,Username,User type,Deleted,",
    ),
    ("/export/admins.csv", "Display name,Username,Sign-in,"),
];

#[tokio::test]
async fn every_list_is_a_file_that_spreadsheets_take_for_utf_8() {
    let site = Site::demo().await;
    let reader = site.sign_in("harriet@northlight.example").await;
    for (path, headings) in FILES {
        let file = site.get(path, &reader).await;
        assert_eq!(file.status, StatusCode::OK, "{path}: {file:?}");
        let kind = file.header("content-type");
        assert!(kind.starts_with("text/csv; charset=utf-8"), "{path}");
        let disposition = file.header("content-disposition");
        assert!(disposition.starts_with("attachment; "), "{path}");
        let begins = format!("\u{feff}{headings}");
        assert!(file.text.starts_with(&begins), "{path}: {file:?}");
    }
    let is_list = |path: &str| path.starts_with("/export/") && !path.starts_with(LISTS);
    let lists = doors().iter().filter(|door| is_list(door.path)).count();
    assert_eq!(lists, FILES.len(), "one isn't tried");
}

#[tokio::test]
async fn a_file_has_whom_the_address_finds() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let mut users = Vec::new();
    for name in ["elif@northlight.example", "femi@northlight.example"] {
        let found = site.store.find_users(&site.asker, name, None).await;
        users.push(found.unwrap()[0].id);
    }
    let delete = Order::new(Action::DeleteUser, users);
    let deleted = site.store.carry_out(&site.asker, &delete, Terms::default());
    deleted.await.unwrap();
    for (path, lines, says) in [
        ("/export/deleted-users.csv", 3, "Femi Adeyemi,"),
        (
            "/export/deleted-users.csv?search=elif",
            2,
            "Elif Demir,elif@northlight.example,Member,",
        ),
        ("/export/guests.csv?search=lundgaard", 2, "Anna Lundgaard,"),
        ("/export/guests.csv?filter=accepted", 1, "Invitation"),
        ("/export/admins.csv", 8, "Ida Marsh,ida@northlight.example,"),
        ("/export/groups/SPE_E3.csv", 2, "Sales,28,"),
    ] {
        let file = site.get(path, &cookie).await;
        assert_eq!(file.text.lines().count(), lines, "{path}: {file:?}");
        assert!(file.text.contains(says), "{path}: {file:?}");
    }
    let nothing = site.get("/export/groups/NOPE.csv", &cookie).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}
