use crate::{
    ui::Check,
    words::{settings as words, told},
};
use domain::Role;
use leptos::prelude::*;

/// The id of the note.
const NOTE: &str = "roles-note";

/// The admin roles of a user by check box, each with what it may do.
#[component]
pub(crate) fn RoleChoice(
    chosen: RwSignal<Vec<Role>>,
    /// No switches: they are shown as they are.
    fixed: bool,
    /// Why, or what to know before.
    #[prop(optional_no_strip)]
    note: Option<String>,
) -> impl IntoView {
    let role = move |role: Role| {
        let change = Callback::new(move |on: bool| {
            chosen.update(|chosen| {
                chosen.retain(|one| *one != role);
                chosen.extend(on.then_some(role));
                chosen.sort_unstable();
            });
        });
        view! {
            <Check
                label=told(role.name())
                detail=Some(words::role(role).to_owned())
                on=Signal::derive(move || chosen.read().contains(&role))
                on_change=change
                fixed=fixed
            />
        }
    };
    let described = note.as_ref().map(|_| NOTE);
    view! {
        <fieldset aria-describedby=described>
            <legend>
                <strong>{words::ROLES_OF}</strong>
            </legend>
            {note
                .map(|note| {
                    view! {
                        <p id=NOTE class="quiet">
                            {note}
                        </p>
                    }
                })}
            {Role::ALL.map(role).collect_view()}
        </fieldset>
    }
}
