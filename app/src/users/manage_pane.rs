use super::{
    chosen, chosen::Everybody as Selected, manage_matching::Everybody, manage_named::Named,
};
use crate::{
    api,
    error::Error,
    licenses::chosen as named,
    loaded_pane::{LoadedPane, Shown},
    paths::users as paths,
    session::Organization,
    ui::{Empty, Glyph},
    words::{cloud, manage as words},
};
use domain::{Match, ProductId, ProductRow, UserId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose licenses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Whose {
    Named(Vec<Match>),
    Everybody,
}

async fn load(all: bool, users: Vec<UserId>) -> Result<(Vec<ProductRow>, Whose), Error> {
    let products = api::products().await?;
    let whose = match all {
        true => Whose::Everybody,
        false if users.is_empty() => Whose::Named(Vec::new()),
        // Whether they hold this or that product isn't asked.
        false => Whose::Named(api::users_by_id(users, ProductId(Uuid::nil())).await?),
    };
    Ok((products, whose))
}

/// Where closing leads: the list as it was.
pub(super) fn close() -> Signal<String> {
    let shown = chosen::shown();
    Signal::derive(move || paths::list(&shown.read()))
}

/// The pane that manages the licenses of the users that its address names, or of all who match.
#[component]
pub(crate) fn ManagePane() -> impl IntoView {
    let query = use_query_map();
    let all = Memo::new(move |_| query.read().get("all").is_some());
    let users = named::users();
    let organization = Organization::here();
    let number = Selected::here().number;
    let everybody = Signal::derive(move || Some(words::everybody(number.get())));
    let known = Resource::new(
        move || (all.get(), users.get()),
        |(all, users)| load(all, users),
    );
    let shows = move |(products, whose): (Vec<ProductRow>, Whose)| match whose {
        Whose::Everybody => Shown::new(view! { <Everybody products=products /> }).about(everybody),
        Whose::Named(people) if people.is_empty() => Shown::new(view! { <Nobody /> }),
        Whose::Named(people) => {
            let about = words::users(people.len());
            Shown::new(view! { <Named products=products people=people /> }).about(about)
        }
    };
    let title = Signal::derive(move || cloud::manage(organization.cloud()).to_owned());
    view! { <LoadedPane from=known title=title close=close() wide=true shows=shows /> }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <div class="body">
            <Empty glyph=Glyph::Person title=words::NOBODY text=words::NOBODY_TEXT />
        </div>
    }
}
