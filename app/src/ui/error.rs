use leptos::prelude::*;

/// Something failed: what, what that means, and what to do. Announced when it appears.
#[component]
pub fn ErrorState(
    /// What failed.
    #[prop(into)]
    title: String,
    /// What it means: that nothing was changed, and whom to tell.
    #[prop(into)]
    text: String,
    /// The ways on: links or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="error" role="alert">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </section>
    }
}
