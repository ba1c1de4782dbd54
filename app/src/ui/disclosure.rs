use leptos::prelude::*;

/// Something to open: native `<details>`, so it opens without JavaScript too.
#[component]
pub fn Disclosure(
    /// What is inside.
    #[prop(into)]
    title: Signal<String>,
    /// The state of what is inside, readable while it is closed.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// What opens.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>
                <span>{title}</span>
                {move || note.get().map(|note| view! { <span class="quiet">{note}</span> })}
            </summary>
            <div>{children()}</div>
        </details>
    }
}
