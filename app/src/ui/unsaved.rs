use leptos::prelude::*;

use super::button::{Button, Look};
use super::dialog::Dialog;
use crate::words::kit;

/// What closing a pane would lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// What was entered and isn't saved yet.
    Entered,
    /// Passwords that are being given: nobody can read them later.
    Passwords,
}

/// What a pane would lose: whoever closes it by Escape or its cross is asked first.
#[derive(Clone, Copy, Debug)]
pub struct Unsaved(RwSignal<Vec<(Loss, Signal<bool>)>>);

impl Unsaved {
    /// Hands it to a pane and what is in it.
    pub fn provide() -> Self {
        let unsaved = Self(RwSignal::new(Vec::new()));
        provide_context(unsaved);
        unsaved
    }

    /// This would be lost with the pane around, as long as `at_stake` says so.
    pub fn watch(loss: Loss, at_stake: impl Fn() -> bool + Send + Sync + 'static) {
        if let Some(Self(all)) = use_context() {
            all.update(|all| all.push((loss, Signal::derive(at_stake))));
        }
    }

    /// What would be lost, if anything.
    pub(super) fn loss(self) -> Option<Loss> {
        // What watched may be gone from the pane meanwhile.
        let lost = |one: &&(Loss, Signal<bool>)| one.1.try_get_untracked() == Some(true);
        self.0
            .with_untracked(|all| all.iter().find(lost).map(|one| one.0))
    }
}

/// The question.
#[component]
pub(super) fn Discard(
    /// What would be lost.
    loss: Loss,
    /// The pane stays.
    on_keep: Callback<()>,
    /// It goes, and what would be lost with it.
    on_discard: Callback<()>,
) -> impl IntoView {
    let (title, text, keep, discard) = match loss {
        Loss::Entered => (
            kit::DISCARD_ENTERED,
            kit::NOT_SAVED,
            kit::GO_ON,
            kit::DISCARD,
        ),
        Loss::Passwords => (kit::LEAVE_PASSWORDS, kit::SHOWN_ONCE, kit::STAY, kit::LEAVE),
    };
    view! {
        <Dialog title=title on_close=on_keep>
            <p>{text}</p>
            <div class="row">
                <Button look=Look::Primary on_press=on_keep>
                    {keep}
                </Button>
                <Button look=Look::Danger on_press=on_discard>
                    {discard}
                </Button>
            </div>
        </Dialog>
    }
}
