use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::tone::Tone;

/// The one line that says what will happen. Read out when it changes.
#[component]
pub fn Outcome(
    /// How it is meant, told by shape and color.
    #[prop(into)]
    tone: Signal<Tone>,
    /// Its id, where the focus goes to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let icon = move || {
        let glyph = match tone.get() {
            Tone::Plain => Glyph::Plain,
            Tone::Good => Glyph::Good,
            Tone::Warn => Glyph::Warn,
            Tone::Bad => Glyph::Bad,
        };
        view! { <Icon glyph=glyph /> }
    };
    view! {
        <p class=move || format!("outcome {}", tone.get().class()) role="status" id=id tabindex=id.map(|_| "-1")>
            {icon}
            <span>{text}</span>
        </p>
    }
}
