use leptos::prelude::*;

use super::button::{Button, Look};
use super::dialog::Dialog;
use crate::words::kit;

/// What was entered in a pane and isn't saved yet: whoever closes it by Escape or its cross is asked first.
#[derive(Clone, Copy, Debug)]
pub struct Unsaved(RwSignal<Vec<Signal<bool>>>);

impl Unsaved {
    /// Hands it to a pane and what is in it.
    pub fn provide() -> Self {
        let unsaved = Self(RwSignal::new(Vec::new()));
        provide_context(unsaved);
        unsaved
    }

    /// Something would be lost with the pane around, as long as `entered` says so.
    pub fn watch(entered: impl Fn() -> bool + Send + Sync + 'static) {
        if let Some(Self(all)) = use_context() {
            all.update(|all| all.push(Signal::derive(entered)));
        }
    }

    /// Would something be lost?
    pub(super) fn is_some(self) -> bool {
        // What watched may be gone from the pane meanwhile.
        let lost = |one: &Signal<bool>| one.try_get_untracked() == Some(true);
        self.0.with_untracked(|all| all.iter().any(lost))
    }
}

/// The question.
#[component]
pub(super) fn Discard(
    /// The pane stays.
    on_keep: Callback<()>,
    /// It goes, and what was entered with it.
    on_discard: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title=kit::DISCARD_ENTERED on_close=on_keep>
            <p>{kit::NOT_SAVED}</p>
            <div class="row">
                <Button look=Look::Primary on_press=on_keep>
                    {kit::GO_ON}
                </Button>
                <Button look=Look::Danger on_press=on_discard>
                    {kit::DISCARD}
                </Button>
            </div>
        </Dialog>
    }
}
