//! What an open assign pane holds, and who else has it open.

use super::draft::{Draft, Verdict, random};
use crate::{api, holds::Holds, words::holds as words};
use domain::{Cause, Preview, ProductId, Verb};
use leptos::{ev::Custom, prelude::*, task::spawn_local};
use server_fn::ServerFn;
use std::time::Duration;
use uuid::Uuid;
use web_sys::{Blob, BlobPropertyBag, js_sys::Array};

/// Who types on doesn't need every number held.
const SETTLED: Duration = Duration::from_millis(300);

/// How often the pane says that it is still open: three times before it is taken for closed.
const AGAIN: Duration = Duration::from_secs(30);

/// Says that the pane is open and holds the seats that its draft needs, as long as it is. Shows who else does.
#[component]
pub(super) fn Held(draft: Draft, product: ProductId) -> impl IntoView {
    // Which pane this is: nothing is held before the browser says so.
    let pane = RwSignal::new(None);
    if draft.why_not(Verb::AssignLicenses).is_none() {
        keep(draft, product, pane);
    }
    let holds = Holds::here();
    let others = move || {
        let others = holds.of_others(product).into_iter();
        others
            .map(|hold| view! { <p>{words::other(&hold)}</p> })
            .collect_view()
    };
    let own = move || {
        let own = holds.of_pane(pane.get()?)?;
        Some(view! { <p class="quiet">{words::own(&own)}</p> })
    };
    view! {
        <div class="held">
            <div role="status">{others}</div>
            {own}
        </div>
    }
}

/// The seats of other admins' open panes, on the product's page.
#[component]
pub(super) fn HeldByOthers(product: ProductId) -> impl IntoView {
    let holds = Holds::here();
    move || {
        let others = holds.of_others(product).into_iter();
        others
            .filter(|hold| hold.seats > 0)
            .map(|hold| view! { <p class="quiet">{words::about_to_assign(&hold)}</p> })
            .collect_view()
    }
}

fn keep(draft: Draft, product: ProductId, known: RwSignal<Option<Uuid>>) {
    let needed = Memo::new(move |before: Option<&u32>| {
        needed(draft, product).unwrap_or_else(|| before.copied().unwrap_or_default())
    });
    // Only the browser runs effects; this one runs once.
    Effect::new(move || {
        let pane = random();
        known.set(Some(pane));
        let hold = move || {
            // The pane may be closed by now, and is released then.
            let Some(wanted) = needed.try_get_untracked() else {
                return;
            };
            // Whoever can't hold anything loses nothing but that.
            spawn_local(async move { drop(api::hold(pane, product, wanted).await) });
        };
        Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
            _ = needed.get();
            if let Some(waiting) = waiting.flatten() {
                waiting.clear();
            }
            set_timeout_with_handle(hold, SETTLED).ok()
        });
        let again = set_interval_with_handle(hold, AGAIN);
        let left = window_event_listener(Custom::<web_sys::Event>::new("pagehide"), move |_| {
            release_at_once(pane);
        });
        on_cleanup(move || {
            if let Ok(again) = again {
                again.clear();
            }
            left.remove();
            spawn_local(async move { drop(api::release(pane).await) });
        });
    });
}

/// A page that goes away can't wait for an answer. If this doesn't get through, the hold ends by the clock.
fn release_at_once(pane: Uuid) {
    let parts = Array::of1(&format!("{{\"pane\":\"{pane}\"}}").into());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    if let Ok(body) = Blob::new_with_str_sequence_and_options(&parts, &kind) {
        let navigator = window().navigator();
        drop(navigator.send_beacon_with_opt_blob(api::Release::PATH, Some(&body)));
    }
}

/// How many seats the draft takes; none while that isn't known.
fn needed(draft: Draft, product: ProductId) -> Option<u32> {
    match draft.verdict.get() {
        Verdict::Nothing => Some(0),
        Verdict::Checking | Verdict::Failed(_) => None,
        Verdict::Decided(Preview::Accepted(outcome)) => {
            let moved = outcome.seats.iter().find(|one| one.product.id == product);
            Some(moved.map_or(0, |one| {
                one.after.assigned.saturating_sub(one.before.assigned)
            }))
        }
        Verdict::Decided(Preview::Refused(refusal)) => {
            let short = refusal.problems.iter().find_map(|one| match &one.cause {
                Cause::NoSeats {
                    product: of,
                    needed,
                    ..
                } if of.id == product => Some(*needed),
                _ => None,
            });
            let users = || draft.order.read().needs().users.len();
            short.or_else(|| u32::try_from(users()).ok())
        }
    }
}
