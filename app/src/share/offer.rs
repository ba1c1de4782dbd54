use crate::{
    lazy::office::{self, Screen},
    ui::Button,
    words::share as words,
};
use leptos::prelude::*;

/// The next step after assigning. What it opens is loaded then.
#[component]
pub(crate) fn Share(
    /// The entry of the ledger that tells who got what.
    entry: i64,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let message = move || {
        open.get()
            .then(|| Suspend::new(office::show(Screen::Share(entry))))
    };
    view! {
        <section class="stack tight" aria-labelledby="share">
            <h3 id="share">{words::TITLE}</h3>
            <p class="quiet">{words::TEXT}</p>
            <div class="row" hidden=open>
                <Button on_press=move || open.set(true)>{words::WRITE}</Button>
            </div>
            <Suspense fallback=|| ()>{message}</Suspense>
        </section>
    }
}
