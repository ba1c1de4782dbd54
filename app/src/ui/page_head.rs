use leptos::prelude::*;

/// The head of a page: its title and what it is for.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: &'static str,
    /// The quiet line below.
    #[prop(into)]
    text: &'static str,
) -> impl IntoView {
    view! {
        <div class="head">
            <div>
                <h1>{title}</h1>
                <p class="quiet">{text}</p>
            </div>
        </div>
    }
}
