use super::{manage_pane::close, many_steps::STEP};
use crate::{
    api,
    api_people::{self, Start},
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    ui::focus_on,
    words::Text,
};
use domain::ProductRow;
use leptos::prelude::*;

/// What a pane that adds users knows when it opens.
type Known = (Start, Vec<ProductRow>);

async fn load() -> Result<Known, Error> {
    Ok((api_people::start_adding().await?, api::products().await?))
}

/// A pane that adds users.
#[component]
pub(super) fn AddingPane(
    /// The heading.
    title: Text,
    /// Its content before anything is chosen. It is handed what adds more.
    begin: fn(&Start, Vec<ProductRow>, Callback<()>) -> AnyView,
) -> impl IntoView {
    let known = Resource::new(|| (), |()| load());
    let shows = move |known: Known| {
        let number = RwSignal::new(0_u32);
        let known = StoredValue::new(known);
        let more = move |()| {
            number.update(|one| *one += 1);
            // What was pressed is gone.
            focus_on(STEP[0]);
        };
        Shown::new(move || {
            number.track();
            let (start, products) = known.get_value();
            begin(&start, products, Callback::new(more))
        })
    };
    view! { <LoadedPane from=known title=title close=close() wide=true shows=shows /> }
}
