use crate::words::{place, problem as words};
use domain::Location;
use leptos::prelude::*;

/// The choice of a usage location.
#[component]
pub(super) fn Places(
    #[prop(into)] label: &'static str,
    chosen: RwSignal<Option<Location>>,
    /// It can't be changed here.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView {
    let first = chosen.get_untracked();
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
                disabled=fixed
                prop:value=move || {
                    let now = chosen.get();
                    now.map_or_else(String::new, |now| now.code().to_owned())
                }
                on:change=move |event| chosen.set(Location::new(&event_target_value(&event)))
            >
                <option value="">{words::CHOOSE}</option>
                {place::all().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
