use leptos::{
    prelude::*,
    tachys::{reactive_graph::OwnedView, view::keyed::keyed},
};
use serde::Serialize;

use super::focus::keep_focus;
use super::pages::remember_pages;

/// What the rows of a page's lists belong to: a row that stays outlives the list that it was first drawn in.
#[derive(Clone)]
struct Keeper(Owner);

/// Lets [`rows`] below live as long as whoever calls this: the page. It also knows then from which page of a list somebody
/// came.
pub fn keep_rows() {
    remember_pages();
    // An owner below the page's own, which holds it: the other way round nothing of the page would ever end.
    provide_context(Keeper(Owner::new()));
}

/// The rows of a list that may change while somebody works in it. A row that still says the same stays as it is, with
/// the focus in it, wherever it moves; one that says something else is made anew, and gets the focus that the old one had.
/// The page calls [`keep_rows`].
pub fn rows<T, V>(items: Vec<T>, row: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Serialize + Send + 'static,
    V: IntoView + 'static,
{
    keep_focus();
    let keeper = expect_context::<Keeper>().0;
    // What it says is its key.
    let key = |item: &T| serde_json::to_string(item).unwrap_or_default();
    keyed(items, key, move |_, item| {
        let owner = keeper.with(Owner::new);
        let view = owner.with(|| row(item).into_any());
        (|_| (), OwnedView::new_with_owner(view, owner))
    })
}
