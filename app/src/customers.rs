//! The organizations in which somebody of a partner may act.

use crate::{
    api,
    loaded::drawn_anew,
    paths,
    session::Me,
    ui::{Column, PageHead, Skeleton, Table, Tag},
    words::{customers as words, told},
};
use domain::{Customer, OrganizationId};
use leptos::prelude::*;
use leptos_meta::Title;

/// One's own organization and its customers, each with a way to it.
#[component]
pub(crate) fn CustomersPage() -> impl IntoView {
    let places = Resource::new(|| (), |()| api::customers());
    let typed = RwSignal::new(String::new());
    let content = drawn_anew(
        places,
        move |places| view! { <List places=places typed=typed /> },
    );
    view! {
        <Title text=words::TITLE />
        <PageHead title=words::TITLE text=words::TEXT />
        <div class="bar">
            <input
                class="field"
                type="search"
                aria-label=words::SEARCH
                placeholder=words::SEARCH
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </div>
        <div class="card">
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>{content}</Transition>
        </div>
    }
}

#[component]
fn List(places: Vec<Customer>, typed: RwSignal<String>) -> impl IntoView {
    let me = expect_context::<Me>();
    let home = me.home.as_ref().map_or(me.organization_id, |home| home.id);
    let columns = vec![
        Column::new(words::NAME, ""),
        Column::new(words::ROLES, "wide"),
        Column::new("", ""),
    ];
    let row = move |place: Customer| {
        let name = place.name.to_string();
        let sought = place.clone();
        let own = (place.id == home).then(|| view! { " " <Tag text=words::OWN /> });
        let roles: Vec<_> = place.roles.iter().map(|role| told(role.name())).collect();
        view! {
            <tr hidden=move || !found(&sought, &typed.read())>
                <td>
                    <strong>{name.clone()}</strong>
                    {own}
                </td>
                <td class="wide">{roles.join(", ")}</td>
                <td>
                    {match place.id == me.organization_id {
                        true => view! { <Tag text=words::HERE /> }.into_any(),
                        false => {
                            let label = words::go_to(&name);
                            view! { <GoTo organization=place.id text=words::GO label=label /> }
                                .into_any()
                        }
                    }}
                </td>
            </tr>
        }
    };
    let all = places.clone();
    let none = Memo::new(move |_| !all.iter().any(|place| found(place, &typed.read())));
    view! {
        <Table caption=words::TITLE columns=columns>
            {places.into_iter().map(row).collect_view()}
        </Table>
        <p class="quiet" class:notice=none aria-live="polite">
            {move || none.get().then(|| words::NOT_FOUND.say())}
        </p>
    }
}

/// Has it what was typed in its name?
fn found(place: &Customer, typed: &str) -> bool {
    let name = place.name.to_lowercase();
    name.contains(&typed.trim().to_lowercase())
}

/// A button to another organization. A plain form: the next page is drawn anew, for that one.
#[component]
pub(crate) fn GoTo(
    /// To which.
    organization: OrganizationId,
    /// The word on it.
    #[prop(into)]
    text: String,
    /// The same for whoever doesn't see what stands beside it.
    label: String,
) -> impl IntoView {
    view! {
        <form method="post" action=paths::ACT_IN>
            <input type="hidden" name="organization" value=organization.0.to_string() />
            <button class="button" type="submit" aria-label=label>
                {text}
            </button>
        </form>
    }
}
