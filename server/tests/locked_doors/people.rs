//! The server functions about people themselves.

use super::{Function, Request, key, orders, reads, submit};
use domain::Verb;
use serde_json::{Value, json};

/// Each, with what it needs.
pub(super) const FUNCTIONS: &[Function] = &[
    reads("/api/start-adding", |_| Request::Get(String::new())),
    reads("/api/deleted-users", |_| Request::Get(String::new())),
    reads("/api/deleted-user", |facts| {
        Request::Get(format!("user={}", facts.elif))
    }),
    orders("/api/submit", Verb::ManageUsers, |facts| {
        submit(edit(&facts.elif))
    }),
    orders("/api/submit", Verb::ManageAdmins, |facts| {
        submit(edit(&facts.admin))
    }),
    orders("/api/submit-people", Verb::ManageUsers, |facts| {
        Request::Json(json!({
            "order": edit(&facts.elif), "shown": null, "key": key(), "passwords": [],
        }))
    }),
    orders("/api/reset-password", Verb::ResetPasswords, |facts| {
        Request::Json(json!({
            "user": facts.elif, "password": "a password of tests", "must_change": true,
        }))
    }),
];

fn edit(user: &str) -> Value {
    json!({"steps": [{"action": {"edit-user": {"department": "Sales"}}, "users": [user]}]})
}
