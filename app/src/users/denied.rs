use crate::{error::Error, ui::Reason, words::error};
use leptos::prelude::*;

/// Why whoever looks may change nothing here, at the top of what is off.
#[component]
pub(super) fn Denied(reason: Option<String>) -> impl IntoView {
    reason.map(|reason| {
        let title = error::title(&Error::NotAllowed(reason.clone()));
        view! {
            <Reason title=title>
                <p>{reason}</p>
            </Reason>
        }
    })
}
