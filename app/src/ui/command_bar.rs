use leptos::prelude::*;

use super::button::{Button, Look};

/// The commands of a list, and what is selected in it. They stay in sight while something is: at the top, on a phone at the
/// bottom, without those in an `.apart`, which aren't for the selection.
#[component]
pub fn CommandBar(
    /// What is selected, in words; none while nothing is.
    #[prop(into)]
    selected: Signal<Option<String>>,
    /// What stands in its place then, so that nothing moves when something is.
    #[prop(into)]
    nothing: &'static str,
    /// The words on the button that clears the selection.
    #[prop(into)]
    clear: &'static str,
    /// Clears it.
    on_clear: Callback<()>,
    /// The commands.
    children: Children,
) -> impl IntoView {
    let some = Memo::new(move |_| selected.read().is_some());
    let said = move || selected.get().unwrap_or_else(|| nothing.to_owned());
    view! {
        <div class="bar" class:stuck=some>
            <div class="acts">{children()}</div>
            <div class="picked" class:none=move || !some.get()>
                <span class="quiet">{said}</span>
                <Button look=Look::Small on_press=on_clear>
                    {clear}
                </Button>
            </div>
        </div>
    }
}
