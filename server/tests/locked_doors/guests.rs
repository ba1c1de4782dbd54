//! The server functions about guests.

use super::{ADMINS, Function, Request, Site, fresh, orders, products::REFUSED, reads};
use axum::http::StatusCode;
use domain::Verb;
use serde_json::json;

/// The guest whom the requests name.
pub(super) const NAME: &str = "Anna Lundgaard";

/// Each, with what it needs.
pub(super) const FUNCTIONS: &[Function] = &[
    reads("/api/guests", |_| Request::Get("query[search]=".into())),
    reads("/api/guest", |facts| {
        Request::Get(format!("guest={}", facts.guest))
    }),
    orders("/api/invite-guest", Verb::ManageUsers, |_| {
        let mail = format!("guest{}@hoshi.example", fresh());
        // Of ids that the store doesn't draw.
        let id = uuid::Uuid::from_u128(0xf << 100 | fresh());
        let guest = json!({
            "id": id, "secret": "0".repeat(32), "mail": mail, "name": "", "message": "",
        });
        Request::Json(json!({"guest": guest}))
    }),
    orders("/api/preview-guest", Verb::ManageUsers, |_| {
        Request::Json(json!({"mail": "mei@hoshi.example"}))
    }),
    orders("/api/renew-invitation", Verb::ManageUsers, |facts| {
        Request::Json(json!({"guest": facts.guest}))
    }),
    orders("/api/revoke-invitation", Verb::ManageUsers, |facts| {
        Request::Json(json!({"guest": facts.guest}))
    }),
];

#[tokio::test]
async fn whoever_may_not_invite_is_refused_a_request_that_was_carried_out_before_too() {
    let site = Site::demo().await;
    let guest = json!({
        "id": uuid::Uuid::from_u128(0xf << 100 | fresh()), "secret": "0".repeat(32),
        "mail": "kenji@hoshi.example", "name": "", "message": "",
    });
    let body = json!({"guest": guest}).to_string();
    // The first of them is a Global admin.
    for (username, role) in ADMINS {
        let cookie = site.sign_in(username).await;
        let answer = site.call("/api/invite-guest", &cookie, body.clone()).await;
        let told = format!("{role:?} {answer:?}");
        match Verb::ManageUsers.roles().contains(&role) {
            true => assert_eq!(answer.status, StatusCode::OK, "{told}"),
            false => assert!(REFUSED.contains(&answer.status), "{told}"),
        }
    }
}
