use super::{asked, rows::Rows};
use crate::{
    api,
    loaded::drawn_anew,
    paths::guests as paths,
    session::{Changes, Me},
    ui::{ButtonLink, Glyph, Icon, Look, PageHead, SearchField, Skeleton, keep_rows},
    words::guests as words,
};
use domain::{GuestFilter, GuestQuery, Verb};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    components::{Form, Outlet},
    hooks::use_navigate,
};

/// The guests. The panes lie over it.
#[component]
pub(crate) fn GuestsPage() -> impl IntoView {
    let (query, changes) = (asked::query(), Changes::here());
    keep_rows();
    let guests = Resource::new(
        move || (query.get(), changes.count()),
        |(query, _)| api::guests(query),
    );
    let list = drawn_anew(guests, move |page| view! { <Rows page=page query=query /> });
    view! {
        <Title text=words::TITLE />
        <PageHead title=words::TITLE text=words::TEXT />
        <Commands query=query />
        <div class="card">
            <Transition fallback=|| view! { <Skeleton rows=8 /> }>{list}</Transition>
        </div>
        <Outlet />
    }
}

#[component]
fn Commands(query: Memo<GuestQuery>) -> impl IntoView {
    let me = expect_context::<Me>();
    let may = me.why_not(Verb::ManageUsers);
    let export = Signal::derive(move || me.address(&paths::export(&query.read())));
    view! {
        <div class="bar">
            <ButtonLink
                look=Look::Primary
                href=Signal::derive(move || paths::invite(&query.read()))
                reason=Signal::stored(may)
            >
                {words::INVITE}
            </ButtonLink>
        </div>
        <div class="bar">
            <Narrow query=query />
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT}
            </ButtonLink>
        </div>
    }
}

/// Search and state, as a form that gets the page.
#[component]
fn Narrow(query: Memo<GuestQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let go = move |query: GuestQuery| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let first = GuestQuery {
            after: None,
            ..query
        };
        navigate(&paths::list(&first), options);
    };
    let search = {
        let go = go.clone();
        Callback::new(move |search| {
            go(GuestQuery {
                search,
                ..query.get_untracked()
            })
        })
    };
    let filter = move |event| {
        go(GuestQuery {
            filter: GuestFilter::from_code(&event_target_value(&event)),
            ..query.get_untracked()
        });
    };
    let option = move |filter: GuestFilter| {
        view! {
            <option value=filter.code() selected=move || query.read().filter == filter>
                {words::filter(filter)}
            </option>
        }
    };
    view! {
        <Form method="GET" action=paths::GUESTS>
            <SearchField
                label=words::SEARCH
                value=Signal::derive(move || query.read().search.clone())
                on_text=search
            />
            <select class="field short" name="filter" aria-label=words::FILTER on:change=filter>
                {GuestFilter::ALL.map(option).collect_view()}
            </select>
            <button class="button without-script" type="submit">
                {words::APPLY}
            </button>
        </Form>
    }
}
