//! What a product's address says, and which of its users are selected.

use crate::paths::{Shown, Tab, sort_from, source_from};
use domain::{HolderQuery, UserId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::collections::BTreeSet;

/// Which product the address names.
pub(crate) fn slug() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("slug").unwrap_or_default())
}

/// What the address says to show of it.
pub(crate) fn shown() -> Memo<Shown> {
    let query = use_query_map();
    Memo::new(move |_| {
        let query = query.read();
        let word = |name| query.get(name).unwrap_or_default();
        Shown {
            tab: if word("tab") == "groups" {
                Tab::Groups
            } else {
                Tab::Users
            },
            query: HolderQuery {
                search: word("search"),
                source: source_from(&word("source")),
                sort: sort_from(&word("sort")),
                after: query.get("after").filter(|cursor| !cursor.is_empty()),
            },
        }
    })
}

/// The users that a pane's address names.
pub(crate) fn users() -> Memo<Vec<UserId>> {
    let query = use_query_map();
    Memo::new(move |_| {
        let named = query.read().get_all("users").unwrap_or_default();
        let ids = named
            .iter()
            .flat_map(|list| list.split(','))
            .filter_map(|id| id.parse().ok());
        // Each once, in the order of the address.
        let mut seen = BTreeSet::new();
        ids.filter(|id| seen.insert(*id)).collect()
    })
}

/// The users whose circle is ticked, as long as the product's page is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selection(RwSignal<BTreeSet<UserId>>);

impl Selection {
    /// Hands it to the page's parts and panes.
    pub(crate) fn provide() -> Self {
        let selection = Self(RwSignal::default());
        provide_context(selection);
        selection
    }

    /// The page's.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Is this one in it?
    pub(crate) fn has(self, user: UserId) -> bool {
        self.0.read().contains(&user)
    }

    /// Takes one in or out.
    pub(crate) fn set(self, user: UserId, on: bool) {
        self.0.update(|users| {
            if on {
                users.insert(user);
            } else {
                users.remove(&user);
            }
        });
    }

    /// Everybody in it, by id.
    pub(crate) fn users(self) -> Vec<UserId> {
        self.0.read().iter().copied().collect()
    }

    /// How many.
    pub(crate) fn len(self) -> usize {
        self.0.read().len()
    }

    /// Nobody.
    pub(crate) fn clear(self) {
        self.0.update(BTreeSet::clear);
    }
}
