use crate::paths::guests as paths;
use domain::GuestQuery;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Which guests the address asks for.
pub(super) fn query() -> Memo<GuestQuery> {
    let map = use_query_map();
    Memo::new(move |_| paths::read(|name| map.read().get(name).unwrap_or_default()))
}

/// The guest in the address, as it stands there.
pub(super) fn guest() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("guest").unwrap_or_default())
}

/// Where closing a pane leads: the list as it was.
pub(super) fn close() -> Signal<String> {
    let query = query();
    Signal::derive(move || paths::list(&query.read()))
}
