use leptos::prelude::*;

/// A check box with its label and, if there is more to say, a quiet second line.
#[component]
pub fn Check(
    /// What it switches.
    #[prop(into)]
    label: String,
    /// The second line.
    #[prop(optional, into)]
    detail: Signal<Option<String>>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with the new state.
    on_change: Callback<bool>,
    /// No switch: it is shown as it is, and `detail` says why.
    #[prop(optional)]
    fixed: bool,
    /// The field of a plain form post: name and value.
    #[prop(optional, into)]
    says: Option<(&'static str, String)>,
) -> impl IntoView {
    let (name, value) = says.unzip();
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                value=value
                checked=on.get_untracked()
                prop:checked=on
                disabled=fixed
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span>
                {label}
                {move || detail.get().map(|detail| view! { <span class="quiet">{detail}</span> })}
            </span>
        </label>
    }
}

/// The circle beside a row, or above them for all.
#[component]
pub fn Tick(
    /// What is chosen by it, for assistive technology.
    #[prop(into)]
    label: String,
    /// Whether it is chosen.
    #[prop(into)]
    on: Signal<bool>,
    /// Some of what it stands for is chosen, not all.
    #[prop(optional, into)]
    partly: Signal<bool>,
    /// Called with the new state.
    on_change: Callback<bool>,
    /// The field of a plain form post: name and value.
    #[prop(optional, into)]
    says: Option<(&'static str, String)>,
) -> impl IntoView {
    let (name, value) = says.unzip();
    view! {
        <label class="tick">
            <input
                type="checkbox"
                name=name
                value=value
                aria-label=label
                checked=on.get_untracked()
                prop:checked=on
                prop:indeterminate=partly
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
        </label>
    }
}
