use leptos::{prelude::*, tachys::view::keyed::keyed};
use serde::Serialize;

use super::focus::keep_focus;

/// The rows of a list that may change while somebody works in it. A row that still says the same stays as it is, with
/// the focus in it, wherever it moves; one that says something else is made anew, and gets the focus that the old one had.
pub fn rows<T, V>(items: Vec<T>, row: impl Fn(T) -> V + Send + 'static) -> impl IntoView
where
    T: Serialize + Send + 'static,
    V: IntoView + 'static,
{
    keep_focus();
    // What it says is its key.
    let key = |item: &T| serde_json::to_string(item).unwrap_or_default();
    keyed(items, key, move |_, item| (|_| (), row(item).into_any()))
}
