use super::{
    chosen,
    manage_pane::close,
    one_account::Account,
    one_edit::{Edit, Editing, Reset, Resetting},
    one_licenses::{Chosen, Licenses},
};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    paths::users as paths,
    ui::Tabs,
    words::{error, user as words},
};
use domain::{Facts, ProductRow, UserId, UserRow};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// What the pane shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Content {
    /// The account.
    pub(crate) row: UserRow,
    /// The licenses, and what they bring.
    pub(super) facts: Facts,
    /// The products owned.
    pub(super) products: Vec<ProductRow>,
}

/// What of the user is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Account,
    Edit,
    Password,
    Licenses,
}

impl Part {
    /// By the end of the pane's address.
    fn of(end: Option<&str>) -> Option<Self> {
        Some(match end {
            None => Self::Account,
            Some("licenses") => Self::Licenses,
            Some("edit") => Self::Edit,
            Some("password") => Self::Password,
            Some(_) => return None,
        })
    }
}

/// What the pane shows of this user.
pub(crate) async fn load(user: String) -> Result<Content, Error> {
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let user: UserId = user.parse().map_err(|_| missing())?;
    let (row, facts) = api::one_user(user).await?;
    let products = api::products().await?;
    Ok(Content {
        row,
        facts,
        products,
    })
}

/// One user: the account, and the licenses and apps.
#[component]
pub(crate) fn UserPane() -> impl IntoView {
    let params = use_params_map();
    let user = Memo::new(move |_| params.read().get("user").unwrap_or_default());
    let end = Memo::new(move |_| params.read().get("part"));
    let part = Memo::new(move |_| Part::of(end.read().as_deref()).unwrap_or(Part::Account));
    let there = Memo::new(move |_| Part::of(end.read().as_deref()).is_some());
    // Not asked for again after a change of its own: the pane says that it was done.
    let known = Resource::new(
        move || (user.get(), there.get()),
        |(user, there)| async move {
            match there {
                true => load(user).await,
                false => Err(Error::Missing(error::NO_PAGE_TEXT.into())),
            }
        },
    );
    let shows = move |content: Content| {
        let title = content.row.name.to_string();
        Shown::new(view! { <Whole content=content part=part /> }).titled(title)
    };
    view! { <LoadedPane from=known close=close() wide=true shows=shows /> }
}

#[component]
fn Whole(content: Content, part: Memo<Part>) -> impl IntoView {
    let shown = chosen::shown();
    let id = content.row.id;
    let tabs = move || {
        let tabs = vec![
            (
                paths::account(&shown.read(), id),
                words::ACCOUNT.say(),
                part.get() != Part::Licenses,
            ),
            (
                paths::licenses_and_apps(&shown.read(), id),
                words::LICENSES_AND_APPS.say(),
                part.get() == Part::Licenses,
            ),
        ];
        view! { <Tabs label=words::TABS tabs=tabs /> }
    };
    // Here, because what was chosen in one part is still there after a look at another.
    let (editing, resetting) = (Editing::of(&content), Resetting::of(&content));
    let chosen = Chosen::of(content.clone());
    let content = StoredValue::new(content);
    move || match part.get() {
        Part::Licenses => view! { <Licenses chosen=chosen close=close() tabs=tabs /> }.into_any(),
        Part::Account => view! { <Account content=content.get_value() tabs=tabs /> }.into_any(),
        Part::Edit => view! { <Edit editing=editing tabs=tabs /> }.into_any(),
        Part::Password => view! { <Reset resetting=resetting tabs=tabs /> }.into_any(),
    }
}
