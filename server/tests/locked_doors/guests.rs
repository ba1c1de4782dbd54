//! The server functions about guests.

use super::{Function, Request, fresh, orders, reads};
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
    orders("/api/renew-invitation", Verb::ManageUsers, |facts| {
        Request::Json(json!({"guest": facts.guest}))
    }),
    orders("/api/revoke-invitation", Verb::ManageUsers, |facts| {
        Request::Json(json!({"guest": facts.guest}))
    }),
];
