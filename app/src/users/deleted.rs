use crate::{
    api_people,
    error::Error,
    paths::users as paths,
    session::Changes,
    trouble::Trouble,
    ui::{ButtonLink, Column, Empty, Face, Glyph, Skeleton, Table, keep_rows, rows},
    words::{date, people as words, users},
};
use domain::{DeletedUser, Page};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Outlet, hooks::use_query_map};

/// Where the page of the list begins.
fn after() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("after").filter(|one| !one.is_empty()))
}

/// Where closing a pane leads.
pub(super) fn close_deleted() -> Signal<String> {
    let after = after();
    Signal::derive(move || paths::deleted(after.read().as_deref()))
}

/// Users > Deleted users. The pane that restores lies over it.
#[component]
pub(crate) fn DeletedPage() -> impl IntoView {
    let (after, changes) = (after(), Changes::here());
    keep_rows();
    let list = Resource::new(
        move || (after.get(), changes.count()),
        |(after, _)| api_people::deleted_users(after),
    );
    let shown = move || {
        Suspend::new(async move {
            match list.await {
                Ok(page) => view! { <List page=page after=after /> }.into_any(),
                Err(error) => {
                    let again = move || list.refetch();
                    view! { <Trouble error=error again=again /> }.into_any()
                }
            }
        })
    };
    view! {
        <Title text=words::DELETED />
        <div class="head">
            <div>
                <h1>{words::DELETED}</h1>
                <p class="quiet">{words::DELETED_TEXT}</p>
            </div>
        </div>
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=4 /></div> }>
            <div class="card">{shown}</div>
        </Transition>
        <Outlet />
    }
}

#[component]
fn List(page: Page<DeletedUser>, after: Memo<Option<String>>) -> impl IntoView {
    if page.rows.is_empty() {
        return view! {
            <Empty
                glyph=Glyph::Person
                title=words::NOBODY_DELETED
                text=words::NOBODY_DELETED_TEXT
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::new(users::NAME, ""),
        Column::new(words::DELETED_ON, "wide"),
        Column::new(words::PURGED_ON, "skip"),
        Column::new(words::HELD, "skip"),
    ];
    let row = move |user| view! { <Row user=user after=after /> };
    let next = page.next.map(|next| {
        view! {
            <div class="row">
                <ButtonLink href=paths::deleted(Some(&next))>{words::NEXT_PAGE}</ButtonLink>
            </div>
        }
    });
    view! {
        <Table caption=words::DELETED columns=columns>
            {rows(page.rows, row)}
        </Table>
        {next}
    }
    .into_any()
}

#[component]
fn Row(user: DeletedUser, after: Memo<Option<String>>) -> impl IntoView {
    let DeletedUser {
        id,
        name,
        username,
        at,
        by,
        purged_at,
        licenses,
        ..
    } = user;
    let href = move || paths::restore(after.read().as_deref(), id);
    view! {
        <tr>
            <td>
                <span class="row">
                    <Face name=name.to_string() />
                    <span>
                        <a href=href data-noscroll="true">
                            {name.to_string()}
                        </a>
                        <br />
                        <span class="quiet">{username.to_string()}</span>
                    </span>
                </span>
            </td>
            <td class="wide">{words::deleted_by(&date::day(at), &by)}</td>
            <td class="skip">{date::day(purged_at)}</td>
            <td class="skip">{users::licenses(&licenses)}</td>
        </tr>
    }
}

/// What the restore pane needs to know.
pub(super) async fn load(user: String) -> Result<(domain::Facts, Vec<domain::ProductRow>), Error> {
    let missing = || Error::Missing(crate::words::error::NO_PAGE_TEXT.into());
    let user = user.parse().map_err(|_| missing())?;
    let facts = api_people::one_deleted_user(user).await?;
    Ok((facts, crate::api::products().await?))
}
