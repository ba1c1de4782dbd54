use crate::words::Text;
use leptos::prelude::*;

/// One of several, as a radio button with what it means.
#[component]
pub(super) fn Choice(
    /// The group's name; also the field's in a form that posts.
    name: &'static str,
    /// What the form posts.
    value: &'static str,
    /// Its label, and what it means.
    words: (Text, Text),
    /// Is it chosen?
    #[prop(into)]
    on: Signal<bool>,
    /// Called when it is.
    #[prop(optional, into)]
    on_choose: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name=name
                value=value
                checked=on.get_untracked()
                prop:checked=on
                on:change=move |_| {
                    if let Some(on_choose) = on_choose {
                        on_choose.run(());
                    }
                }
            />
            <span>
                {words.0} <span class="quiet">{words.1}</span>
            </span>
        </label>
    }
}
