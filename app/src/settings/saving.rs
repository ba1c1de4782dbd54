use crate::{
    api,
    error::Error,
    licenses::draft::new_key,
    session::Changes,
    ui::{Outcome, Tone},
    words::{error, settings as words, tell},
};
use domain::{Order, Policy, Receipt, Setting, Step};
use leptos::prelude::*;

/// Gives orders about settings, and says what came of them.
#[derive(Clone, Copy)]
pub(super) struct Saving(Action<Order, Result<Receipt, Error>>);

impl Saving {
    /// For one part of the settings.
    pub(super) fn new() -> Self {
        let changes = Changes::here();
        Self(Action::new(move |order: &Order| {
            let order = order.clone();
            async move {
                let done = api::submit(order, None, new_key()).await;
                changes.ordered(done.as_ref());
                done
            }
        }))
    }

    /// Gives one.
    pub(super) fn give(self, order: Order) {
        self.0.dispatch(order);
    }

    /// Changes settings, all of them or none.
    pub(super) fn save(self, settings: impl IntoIterator<Item = Setting>) {
        let step = |setting| Step {
            action: domain::Action::Configure(setting),
            users: Vec::new(),
        };
        self.give(Order {
            steps: settings.into_iter().map(step).collect(),
            policy: Policy::AllOrNothing,
        });
    }

    /// Is one under way?
    pub(super) fn busy(self) -> Signal<bool> {
        self.0.pending().into()
    }
}

/// What came of the last order.
#[component]
pub(super) fn Said(saving: Saving) -> impl IntoView {
    move || {
        saving.0.value().get().map(|done| match done {
            Ok(receipt) => {
                let text = words::saved(receipt.entry, &tell(&receipt.line));
                view! { <Outcome tone=Tone::Good text=text /> }
            }
            Err(failed) => view! { <Outcome tone=Tone::Bad text=error::sentence(&failed) /> },
        })
    }
}

/// That nothing can be changed here, and why, for whom that isn't allowed.
#[component]
pub(super) fn Denied(why_not: Option<String>) -> impl IntoView {
    why_not.map(|why_not| view! { <Outcome tone=Tone::Bad text=why_not /> })
}
