use leptos::prelude::*;

use super::tone::Tone;

/// Why not, and the ways out. Announced when it appears.
#[component]
pub fn Reason(
    /// Whom or what it stops.
    #[prop(into)]
    title: String,
    /// Whether it stops everything or only asks for a look.
    #[prop(default = Tone::Bad)]
    tone: Tone,
    /// The sentence, its cause, and the ways out.
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("reason {}", tone.class()) role="alert">
            <h3>{title}</h3>
            {children()}
        </section>
    }
}
