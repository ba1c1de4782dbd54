use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// An empty list: what would be here, why it is empty, and what to do.
#[component]
pub fn Empty(
    /// What the list is of.
    glyph: Glyph,
    /// What is missing.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    #[prop(into)]
    text: String,
    /// The ways on: links or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=glyph />
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}
