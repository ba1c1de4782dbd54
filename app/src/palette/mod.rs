//! The command palette and the sheet of shortcuts: a part of the wasm of their own.

mod commands;
mod entry;
mod finding;
mod sheet;

use crate::over::Which;
use finding::Palette;
use leptos::prelude::*;
use sheet::Sheet;

/// The one that is open.
pub(crate) fn show(which: Which) -> AnyView {
    match which {
        Which::Palette => view! { <Palette /> }.into_any(),
        Which::Keys => view! { <Sheet /> }.into_any(),
    }
}
