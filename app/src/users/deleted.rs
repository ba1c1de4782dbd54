use crate::{
    api_people,
    error::Error,
    loaded::drawn_anew,
    paths::users as paths,
    session::{Changes, Me},
    ui::{
        ButtonLink, Column, Empty, Face, Glyph, Icon, PageHead, Pages, SearchField, Skeleton,
        Table, keep_rows, rows,
    },
    words::{date, people as words, users},
};
use domain::{DeletedQuery, DeletedUser, Page};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    components::{Form, Outlet},
    hooks::{use_navigate, use_query_map},
};

/// Which deleted users the address asks for.
fn query() -> Memo<DeletedQuery> {
    let map = use_query_map();
    Memo::new(move |_| paths::read_deleted(|name| map.read().get(name).unwrap_or_default()))
}

/// Where closing a pane leads.
pub(super) fn close_deleted() -> Signal<String> {
    let query = query();
    Signal::derive(move || paths::deleted(&query.read()))
}

/// Users > Deleted users. The pane that restores lies over it.
#[component]
pub(crate) fn DeletedPage() -> impl IntoView {
    let (query, changes) = (query(), Changes::here());
    keep_rows();
    let list = Resource::new(
        move || (query.get(), changes.count()),
        |(query, _)| api_people::deleted_users(query),
    );
    let shown = drawn_anew(list, move |page| view! { <List page=page query=query /> });
    view! {
        <Title text=words::DELETED />
        <PageHead title=words::DELETED text=words::DELETED_TEXT />
        <Bar query=query />
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=4 /></div> }>
            <div class="card">{shown}</div>
        </Transition>
        <Outlet />
    }
}

/// Search, as a form that gets the page; and the list as a file.
#[component]
fn Bar(query: Memo<DeletedQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let search = Callback::new(move |search| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let after = None;
        navigate(&paths::deleted(&DeletedQuery { search, after }), options);
    });
    let me = expect_context::<Me>();
    let export = Signal::derive(move || me.address(&paths::export_deleted(&query.read())));
    view! {
        <div class="bar">
            <Form method="GET" action=paths::DELETED>
                <SearchField
                    label=words::SEARCH_DELETED
                    value=Signal::derive(move || query.read().search.clone())
                    on_text=search
                />
                <button class="button without-script" type="submit">
                    {users::APPLY}
                </button>
            </Form>
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT_DELETED}
            </ButtonLink>
        </div>
    }
}

#[component]
fn List(page: Page<DeletedUser>, query: Memo<DeletedQuery>) -> impl IntoView {
    if page.rows.is_empty() {
        return view! { <Nobody query=query /> }.into_any();
    }
    let columns = vec![
        Column::new(users::NAME, ""),
        Column::new(words::DELETED_ON, "wide"),
        Column::new(words::PURGED_ON, "skip"),
        Column::new(words::HELD, "skip"),
    ];
    let row = move |user| view! { <Row user=user query=query /> };
    let now = query.get_untracked();
    let at = now.after.clone();
    let href = move |after| {
        paths::deleted(&DeletedQuery {
            after,
            ..now.clone()
        })
    };
    view! {
        <Table caption=words::DELETED columns=columns>
            {rows(page.rows, row)}
        </Table>
        <Pages at=at next=page.next href=href />
    }
    .into_any()
}

#[component]
fn Nobody(query: Memo<DeletedQuery>) -> impl IntoView {
    let now = query.get_untracked();
    // Those of a later page may all be restored or gone by now.
    if now.search.is_empty() && now.after.is_some() {
        let first = |_: Option<String>| paths::deleted(&DeletedQuery::default());
        return view! { <Pages at=now.after next=None href=first /> }.into_any();
    }
    if now.search.is_empty() {
        return view! {
            <Empty
                glyph=Glyph::Person
                title=words::NOBODY_DELETED
                text=words::NOBODY_DELETED_TEXT
            />
        }
        .into_any();
    }
    view! {
        <Empty
            glyph=Glyph::Search
            title=words::NO_DELETED_MATCH
            text=words::NO_DELETED_MATCH_TEXT
        >
            <ButtonLink href=paths::DELETED>{words::SHOW_ALL_DELETED}</ButtonLink>
        </Empty>
    }
    .into_any()
}

#[component]
fn Row(user: DeletedUser, query: Memo<DeletedQuery>) -> impl IntoView {
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
    let href = move || paths::restore(&query.read(), id);
    view! {
        <tr>
            <td>
                <span class="person">
                    <Face name=name.to_string() />
                    <span>
                        <a href=href data-noscroll="true">
                            <strong>{name.to_string()}</strong>
                        </a>
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
