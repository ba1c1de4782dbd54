//! What the address of the list says, and whether all whom it finds are selected.

use crate::{
    api, ask::answered, licenses::chosen::Selection, paths::users::UsersShown, session::Changes,
};
use domain::{Matches, UserId, UserQuery};
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
#[derive(Clone, Copy)]
pub(super) struct Everybody {
    /// They are.
    pub(super) selected: RwSignal<bool>,
    /// They can be, at a press.
    pub(super) offered: RwSignal<bool>,
    /// Those of them who are on the page.
    pub(super) page: StoredValue<Vec<UserId>>,
    /// How many they are; none until somebody counted, which takes longer than a page of the list.
    pub(super) number: Memo<Option<Matches>>,
}

impl Everybody {
    /// Hands it to the page's parts. `whom` is the list's question.
    pub(super) fn provide(whom: Memo<UserQuery>) -> Self {
        let (selected, offered) = (RwSignal::new(false), RwSignal::new(false));
        let address = use_query_map();
        let asked = Memo::new(move |_| {
            let named = selected.get() || offered.get() || address.read().get("all").is_some();
            named.then(|| whom.get())
        });
        let counted = answered(asked, Some(Changes::here()), |asked| async move {
            match asked {
                Some(query) => api::count_users(query).await.map(Some),
                None => Ok(None),
            }
        });
        let number = Memo::new(move |_| {
            let known = counted.newest.read();
            let (about, number) = known.as_ref()?;
            let now = about.as_ref() == Some(&*whom.read());
            // If they can't be counted, they are named without a number.
            let number = number.as_ref().ok().copied().flatten();
            number.filter(|_| now)
        });
        let everybody = Self {
            selected,
            offered,
            page: StoredValue::new(Vec::new()),
            number,
        };
        provide_context(everybody);
        everybody
    }

    /// The page's.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Takes one user in or out. Of everybody without one only those are left who are on the page: nobody names the others.
    pub(super) fn choose(self, selection: Selection, user: UserId, on: bool) {
        if self.selected.get_untracked() {
            self.selected.set(false);
            let all = self.page.get_value();
            all.into_iter().for_each(|id| selection.set(id, true));
        }
        selection.set(user, on);
    }
}
