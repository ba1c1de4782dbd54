//! What the address of the list says, and whether all whom it finds are selected.

use crate::paths::users::UsersShown;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says to show.
pub(super) fn shown() -> Memo<UsersShown> {
    let query = use_query_map();
    Memo::new(move |_| {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        UsersShown::read(word, &query.get_all("columns").unwrap_or_default())
    })
}

/// Everybody is selected whom the list's question finds, also beyond the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Everybody(pub(super) RwSignal<bool>);

impl Everybody {
    /// Hands it to the page's parts.
    pub(super) fn provide() -> Self {
        let everybody = Self(RwSignal::new(false));
        provide_context(everybody);
        everybody
    }

    /// The page's.
    pub(super) fn here() -> Self {
        expect_context()
    }
}
