use leptos::prelude::*;

use super::tone::Tone;

/// A word about a thing.
#[component]
pub fn Tag(
    /// How it is meant.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=format!("tag {}", tone.class())>{text}</span> }
}
