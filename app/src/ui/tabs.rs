use leptos::prelude::*;

/// Tabs as links: each has its URL, the one shown is marked.
#[component]
pub fn Tabs(
    /// What they divide, for assistive technology.
    #[prop(into)]
    label: String,
    /// Where each leads, its words, and whether it is the one shown.
    tabs: Vec<(String, &'static str, bool)>,
) -> impl IntoView {
    let links = tabs
        .into_iter()
        .map(|(href, words, here)| {
            view! {
                <a href=href data-noscroll="true" aria-current=here.then_some("page")>
                    {words}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=label>
            {links}
        </nav>
    }
}
