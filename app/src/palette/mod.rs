//! The command palette and the sheet of shortcuts: their code comes when one is first opened.

mod commands;
mod deeds;
mod entry;
mod finding;
mod people;
mod sheet;
#[cfg(test)]
mod testing;

use crate::over::Which;
use finding::Palette;
use leptos::prelude::*;
use sheet::Sheet;

/// The one that is open.
pub(crate) async fn show(which: Which) -> AnyView {
    match which {
        Which::Palette => view! { <Palette /> }.into_any(),
        Which::Keys => view! { <Sheet /> }.into_any(),
    }
}
