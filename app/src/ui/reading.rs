use leptos::prelude::*;

/// The middle of a pane that is only read. Nothing in it takes the focus, so it does itself: else the keyboard
/// couldn't scroll it.
#[component]
pub fn Reading(children: Children) -> impl IntoView {
    view! {
        <div class="body" tabindex="0" role="region" aria-labelledby="pane-title">
            {children()}
        </div>
    }
}
