use super::{chosen, manage_pane::close, one_account::Account, one_licenses::Licenses};
use crate::{
    api,
    error::Error,
    paths::users as paths,
    trouble::Trouble,
    ui::{Pane, Tabs},
    words::{error, user as words},
};
use domain::{Facts, ProductRow, UserId, UserRow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};
use serde::{Deserialize, Serialize};

/// What the pane shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Content {
    /// The account.
    pub(super) row: UserRow,
    /// The licenses, and what they bring.
    pub(super) facts: Facts,
    /// The products owned.
    pub(super) products: Vec<ProductRow>,
}

async fn load(user: String) -> Result<Content, Error> {
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
    let path = use_location().pathname;
    let on_licenses = Memo::new(move |_| path.read().ends_with("/licenses"));
    // Not asked for again after a change of its own: the pane says that it was done.
    let known = Resource::new(move || user.get(), load);
    let pane = move || {
        Suspend::new(async move {
            let (title, content) = match known.await {
                Ok(content) => {
                    let title = content.row.name.to_string();
                    let view = view! { <Whole content=content on_licenses=on_licenses /> };
                    (title, view.into_any())
                }
                Err(error) => {
                    let title = error::title(&error).to_owned();
                    (title, view! { <Trouble error=error /> }.into_any())
                }
            };
            view! {
                <Title text=title.clone() />
                <Pane title=title close=close() wide=true>
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
}

#[component]
fn Whole(content: Content, on_licenses: Memo<bool>) -> impl IntoView {
    let shown = chosen::shown();
    let id = content.row.id;
    let tabs = move || {
        let tabs = vec![
            (
                paths::account(&shown.read(), id),
                words::ACCOUNT,
                !on_licenses.get(),
            ),
            (
                paths::licenses_and_apps(&shown.read(), id),
                words::LICENSES_AND_APPS,
                on_licenses.get(),
            ),
        ];
        view! { <Tabs label=words::TABS tabs=tabs /> }
    };
    let content = StoredValue::new(content);
    move || {
        let content = content.get_value();
        match on_licenses.get() {
            true => view! { <Licenses content=content tabs=tabs /> }.into_any(),
            false => view! { <Account row=content.row tabs=tabs /> }.into_any(),
        }
    }
}
