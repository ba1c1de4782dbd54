use leptos::prelude::*;

/// A card with a heading: one of several on a page.
#[component]
pub fn Panel(
    /// Its id in the page, where an address can point.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: String,
    /// What stands beside the heading: a link, a choice.
    #[prop(optional, into)]
    aside: ViewFn,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <section class="card panel" id=id aria-labelledby=labelled>
            <header>
                <h2 id=heading>{title}</h2>
                {aside.run()}
            </header>
            {children()}
        </section>
    }
}
