//! What the address says.

use crate::paths::products as paths;
use domain::{SubscriptionId, SubscriptionQuery};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Which subscriptions are listed.
pub(super) fn query() -> Memo<SubscriptionQuery> {
    let query = use_query_map();
    Memo::new(move |_| paths::read(|name| query.read().get(name).unwrap_or_default()))
}

/// A part of the path.
pub(super) fn part(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get(name).unwrap_or_default())
}

/// Where closing a pane over the list leads.
pub(super) fn list() -> Signal<String> {
    let query = query();
    Signal::derive(move || paths::list(&query.read()))
}

/// Where closing a pane over a subscription leads.
pub(super) fn one(id: SubscriptionId) -> Signal<String> {
    let query = query();
    Signal::derive(move || paths::one(&query.read(), id))
}
