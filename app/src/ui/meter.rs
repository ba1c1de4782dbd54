use leptos::prelude::*;

use super::tone::Tone;

/// How full something is: a native meter, which needs no inline style.
#[component]
pub fn Meter(
    /// How much is used.
    #[prop(into)]
    used: Signal<u64>,
    /// Of how much.
    #[prop(into)]
    total: Signal<u64>,
    /// How that is meant.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The same in words, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <meter
            class=move || format!("meter {}", tone.get().class())
            min="0"
            max=move || total.get().max(1).to_string()
            value=move || used.get().to_string()
            aria-label=label
        >
            {label}
        </meter>
    }
}
