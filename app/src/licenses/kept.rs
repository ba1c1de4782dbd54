//! What was chosen in a pane, kept while whoever chose it signs in again.

use super::draft::Draft;
use crate::{reach::Reach, session::Me};
use domain::{OrganizationId, UserId};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// What the browser keeps it under, before the pane's address. It forgets it with the tab.
const KEPT: &str = "usher-chosen:";

/// What was chosen, and by whom, where. Ids only: nothing that tells who somebody is.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    user: UserId,
    organization: OrganizationId,
    chosen: T,
}

/// Keeps what is `chosen` from the end of the session on, until the draft is done or its pane closed. Gives it back, once,
/// to the pane at the same address, if the same user opens it in the same organization.
pub(super) fn keep_through_sign_in<T>(
    draft: Draft,
    chosen: Memo<T>,
    give_back: impl Fn(T) + 'static,
) where
    T: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    let me = expect_context::<Me>();
    let (user, organization) = (me.user, me.organization_id);
    let here = use_location();
    let address = here.pathname.get_untracked() + &here.search.get_untracked();
    let key = format!("{KEPT}{address}");
    let reach = Reach::here();
    // An effect because only the browser keeps anything.
    Effect::new(move |before: Option<()>| {
        let kept =
            || take::<T>(&key).filter(|it| it.user == user && it.organization == organization);
        if before.is_none() {
            if let Some(Kept { chosen, .. }) = kept() {
                give_back(chosen);
            }
            forget_all();
        }
        if reach.signed_out() && draft.receipt().is_none() {
            let kept = Kept {
                user,
                organization,
                chosen: chosen.get(),
            };
            put(&key, &kept);
            let key = key.clone();
            on_cleanup(move || forget(&key));
        }
    });
}

fn memory() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Where the browser keeps nothing, it has to be chosen again.
fn put<T: Serialize>(key: &str, kept: &Kept<T>) {
    if let (Some(memory), Ok(text)) = (memory(), serde_json::to_string(kept)) {
        let _ = memory.set_item(key, &text);
    }
}

fn forget(key: &str) {
    if let Some(memory) = memory() {
        let _ = memory.remove_item(key);
    }
}

/// Whatever was kept for a pane that nobody came back to.
fn forget_all() {
    let Some(memory) = memory() else {
        return;
    };
    let keys = (0..memory.length().unwrap_or_default()).filter_map(|at| memory.key(at).ok()?);
    let kept: Vec<String> = keys.filter(|key| key.starts_with(KEPT)).collect();
    kept.iter().for_each(|key| forget(key));
}

fn take<T: DeserializeOwned>(key: &str) -> Option<Kept<T>> {
    let text = memory()?.get_item(key).ok()??;
    forget(key);
    serde_json::from_str(&text).ok()
}
