//! The server functions about people themselves.

use super::{Function, Request, fresh, key, orders, reads, submit};
use domain::Verb;
use serde_json::{Value, json};

/// Each, with what it needs.
pub(super) const FUNCTIONS: &[Function] = &[
    reads("/api/start-adding", |_| Request::Get(String::new())),
    reads("/api/deleted-users", |_| {
        Request::Get("query[search]=".into())
    }),
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
    orders("/api/preview-many", Verb::ManageUsers, |_| {
        Request::Json(json!({"asked": many(), "list": list()}))
    }),
    orders("/api/failed-of-many", Verb::ManageUsers, |_| {
        Request::Json(json!({"asked": many(), "list": list()}))
    }),
    orders("/api/submit-many", Verb::ManageUsers, |_| {
        Request::Json(json!({
            "asked": many(), "list": list(), "seal": null, "key": key(), "passwords": null,
        }))
    }),
    orders("/api/submit", Verb::GiveRoles, |_| {
        let profile = json!({"username": somebody(), "name": "Somebody New"});
        let add = json!({"add-user": {"profile": profile, "kind": "member"}});
        let roles = json!({"set-roles": ["reader"]});
        let id = new_id();
        submit(json!({"steps": [
            {"action": add, "users": [id]}, {"action": roles, "users": [id]},
        ]}))
    }),
    orders("/api/reset-password", Verb::ResetPasswords, |facts| {
        Request::Json(json!({
            "user": facts.elif, "password": "a password of tests", "must_change": true,
        }))
    }),
];

/// What those of a list get: nothing.
fn many() -> Value {
    json!({"first": new_id(), "actions": []})
}

/// An id that nobody has, nor the next ones.
fn new_id() -> String {
    uuid::Uuid::from_u128(0xf << 120 | fresh() << 32).to_string()
}

/// A list with one row.
fn list() -> String {
    format!("Username,Display name\n{},Somebody New\n", somebody())
}

/// A username that nobody has.
fn somebody() -> String {
    format!("somebody{}@northlight.example", fresh())
}

fn edit(user: &str) -> Value {
    json!({"steps": [{"action": {"edit-user": {"department": "Sales"}}, "users": [user]}]})
}
