use leptos::prelude::*;

use crate::words::kit;

/// A list on its way, in its size, so that nothing jumps when it comes.
#[component]
pub fn Skeleton(
    /// How many rows it will have, about.
    #[prop(default = 6)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label=kit::LOADING>
            {(0..rows).map(|_| view! { <div></div> }).collect_view()}
        </div>
    }
}
