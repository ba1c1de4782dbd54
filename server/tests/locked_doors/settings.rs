//! The server functions of Home and the settings.

use super::{Function, Request, orders, reads, submit};
use domain::Verb;
use serde_json::json;

/// The session that the requests name: its token's hash is all sevens.
const SESSION: &str = "0707070707070707";

/// Each, with what it needs.
pub(super) const FUNCTIONS: &[Function] = &[
    reads("/api/home", |_| {
        Request::Get("product=&range=quarter".into())
    }),
    reads("/api/settings", |_| Request::Get(String::new())),
    reads("/api/standing", |_| {
        Request::Get("profile=documented".into())
    }),
    reads("/api/customers", |_| Request::Get(String::new())),
    reads("/api/admins", |_| Request::Get(String::new())),
    reads("/api/admin", |facts| {
        Request::Get(format!("user={}", facts.elif))
    }),
    reads("/api/sessions", |_| Request::Get(String::new())),
    orders("/api/revoke-session", Verb::GiveRoles, |facts| {
        Request::Json(json!({"user": facts.elif, "session": SESSION}))
    }),
    orders("/api/revoke-sessions", Verb::GiveRoles, |facts| {
        Request::Json(json!({"user": facts.elif}))
    }),
    orders("/api/submit", Verb::GiveRoles, |facts| {
        submit(json!({"steps": [{"action": {"set-roles": ["billing"]}, "users": [facts.admin]}]}))
    }),
    orders("/api/submit", Verb::ChangeSettings, |_| {
        submit(json!({"steps": [{"action": {"configure": {"cloud": "worldwide"}}, "users": []}]}))
    }),
];

/// What a page shows only to whom it shows any data.
pub(super) fn data_of(path: &str) -> &'static str {
    match path {
        "/settings/rules" => "Office 365 E1 and E3 together",
        "/settings/sessions" => "Last used",
        path if path.starts_with("/settings/partners") => "No partner has access",
        "/customers" => "You are here",
        "/settings/organization" => "https://graph.microsoft.com",
        path if path.starts_with("/settings/admins") => "Ida Marsh",
        _ => "Microsoft 365 E3",
    }
}
