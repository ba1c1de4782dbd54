//! Subscriptions, and who may do what with them.

use super::{Function, Request, orders, submit};
use crate::web::Site;
use axum::http::StatusCode;
use domain::{SubscriptionQuery, Verb};
use serde_json::json;

/// Visio Plan 2.
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";

/// How the server says no. What somebody doesn't see is not there.
pub(crate) const REFUSED: [StatusCode; 3] = [
    StatusCode::FORBIDDEN,
    StatusCode::CONFLICT,
    StatusCode::NOT_FOUND,
];

pub(crate) const FUNCTIONS: &[Function] = &[
    orders("/api/subscriptions", Verb::Read, |_| {
        Request::Get("query[shown]=trial".into())
    }),
    orders("/api/find-products", Verb::Read, |_| {
        Request::Get("typed=visio".into())
    }),
    orders("/api/subscription", Verb::Read, |facts| {
        Request::Get(format!("id={}", facts.products.own))
    }),
    orders(
        "/api/subscription",
        Verb::SeePartnerSubscriptions,
        |facts| Request::Get(format!("id={}", facts.products.partners)),
    ),
    orders("/api/submit", Verb::ManageSubscriptions, |facts| {
        let deed = json!({"set-recurring": false});
        let manage = json!({"product": VISIO, "subscription": facts.products.own, "deed": deed});
        submit(json!({"steps": [{"action": {"manage": manage}, "users": []}]}))
    }),
];

/// Does who needs this only read?
pub(crate) fn reads(verb: Verb) -> bool {
    matches!(verb, Verb::Read | Verb::SeePartnerSubscriptions)
}

/// Ids that requests name.
pub(crate) struct Facts {
    /// A subscription of Visio Plan 2.
    own: String,
    /// One that a partner bought.
    partners: String,
}

impl Facts {
    pub(crate) async fn of(site: &Site) -> Self {
        let query = SubscriptionQuery::default();
        let list = site.store.subscriptions(&site.asker, &query).await.unwrap();
        let subscription = |of: &str| {
            let mut rows = list.rows.iter();
            let row = rows.find(|row| &*row.product.name == of).unwrap();
            row.subscription.id.to_string()
        };
        Self {
            own: subscription("Visio Plan 2"),
            partners: subscription("Office 365 E3"),
        }
    }

    /// This one for both.
    pub(crate) fn both(one: domain::SubscriptionId) -> Self {
        Self {
            own: one.to_string(),
            partners: one.to_string(),
        }
    }

    /// A page's path, with a subscription and what is done with it where they are asked for.
    pub(crate) fn put(&self, path: &str) -> String {
        path.replace("{subscription}", &self.own)
            .replace("{deed}", "recurring-billing")
    }
}
