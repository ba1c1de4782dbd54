use crate::{
    ui::{Button, Look},
    words::{Text, people as words},
};
use leptos::prelude::*;

/// The steps of a pane: each can be gone to.
#[component]
pub(super) fn Steps(
    titles: &'static [Text],
    step: RwSignal<usize>,
    go: Callback<usize>,
) -> impl IntoView {
    let one = move |(index, title): (usize, &Text)| {
        view! {
            <li aria-current=move || (step.get() == index).then_some("step")>
                <Button look=Look::Small on_press=move || go.run(index)>
                    {format!("{}. {title}", index + 1)}
                </Button>
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label=words::STEPS_LABEL>
            {titles.iter().enumerate().map(one).collect_view()}
        </ol>
    }
}
