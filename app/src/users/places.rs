use crate::{licenses::mark::folded, words::problem as words};
use domain::{COUNTRIES, Location};
use leptos::prelude::*;

/// The choice of a usage location.
#[component]
pub(super) fn Places(label: &'static str, chosen: RwSignal<Option<Location>>) -> impl IntoView {
    let first = chosen.get_untracked();
    let mut countries = COUNTRIES.to_vec();
    countries.sort_by_cached_key(|(_, name)| folded(name).collect::<String>());
    let option = move |(code, name): (&'static str, &'static str)| {
        let here = first.is_some_and(|first| first.code() == code);
        view! {
            <option value=code selected=here>
                {name}
            </option>
        }
    };
    view! {
        <label class="labeled">
            <strong>{label}</strong>
            <select
                class="field"
                name="location"
                on:change=move |event| chosen.set(Location::new(&event_target_value(&event)))
            >
                <option value="">{words::CHOOSE}</option>
                {countries.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
