use super::chosen::Selection;
use crate::{
    keys,
    paths::{self, Shown, Tab},
    session::Me,
    ui::{
        ButtonLink, Column, CommandBar, Direction, Empty, Face, Glyph, Icon, Look, Pages,
        SearchField, Sort, Table, Tag, Tick, Tone, rows as keep,
    },
    words::product as words,
};
use domain::{Holder, HolderQuery, HolderSort, Page, ProductPage, SourceFilter, UserKind, Verb};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Form, hooks::use_navigate};
use std::sync::Arc;

/// The command bar: what can be done with the product, and with the users selected.
#[component]
pub(super) fn Commands(slug: Memo<String>, shown: Memo<Shown>) -> impl IntoView {
    let selection = Selection::here();
    let may = expect_context::<Me>().why_not(Verb::AssignLicenses);
    let why_not = {
        let may = may.clone();
        Signal::derive(move || {
            let nobody = (selection.len() == 0).then(|| words::SELECT_FIRST.to_owned());
            may.clone().or(nobody)
        })
    };
    let selected = Signal::derive(move || {
        let number = selection.len();
        (number > 0).then(|| words::selected(number))
    });
    let me = expect_context::<Me>();
    let export = move || me.address(&paths::export_holders(&slug.read(), &shown.read().query));
    let export = Signal::derive(export);
    let href = move |pane: fn(&str, &Shown, &[domain::UserId]) -> String| {
        Signal::derive(move || pane(&slug.read(), &shown.read(), &selection.users()))
    };
    view! {
        <CommandBar
            selected=selected
            nothing=words::NOBODY_SELECTED
            clear=words::CLEAR
            on_clear=Callback::new(move |()| selection.clear())
        >
            <span class="apart">
                <ButtonLink
                    look=Look::Primary
                    href=Signal::derive(move || paths::assign(&slug.read(), &shown.read()))
                    reason=Signal::stored(may)
                    key=keys::ASSIGN
                >
                    {words::ASSIGN}
                </ButtonLink>
            </span>
            <ButtonLink href=href(paths::unassign) reason=why_not>
                {words::UNASSIGN}
            </ButtonLink>
            <ButtonLink href=href(paths::services) reason=why_not>
                {words::SERVICES}
            </ButtonLink>
        </CommandBar>
        <div class="bar">
            <Narrow slug=slug shown=shown />
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT}
            </ButtonLink>
        </div>
    }
}

/// Search and source, as a form that gets the page.
#[component]
fn Narrow(slug: Memo<String>, shown: Memo<Shown>) -> impl IntoView {
    let navigate = use_navigate();
    let go = move |query: HolderQuery| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let shown = Shown {
            query: HolderQuery {
                after: None,
                ..query
            },
            ..Shown::default()
        };
        navigate(&paths::product(&slug.read_untracked(), &shown), options);
    };
    let search = {
        let go = go.clone();
        Callback::new(move |search| {
            go(HolderQuery {
                search,
                ..shown.get_untracked().query
            })
        })
    };
    let filter = move |event| {
        let source = paths::source_from(&event_target_value(&event));
        go(HolderQuery {
            source,
            ..shown.get_untracked().query
        });
    };
    let option = move |source: SourceFilter| {
        view! {
            <option
                value=paths::source_code(source)
                selected=move || shown.read().query.source == source
            >
                {words::source(source)}
            </option>
        }
    };
    use SourceFilter::{Any, Direct, Group, SelfService};
    view! {
        <Form method="GET" action="" attr:class="row narrow">
            <SearchField
                label=words::SEARCH
                value=Signal::derive(move || shown.read().query.search.clone())
                on_text=search
            />
            <select class="field" name="source" aria-label=words::ASSIGNED_BY on:change=filter>
                {[Any, Direct, Group, SelfService].map(option).into_iter().collect_view()}
            </select>
            <button class="button without-script" type="submit">
                {words::APPLY}
            </button>
        </Form>
    }
}

/// Who holds the product.
#[component]
pub(super) fn HolderList(
    product: ProductPage,
    /// What the page answers.
    query: HolderQuery,
    page: Page<Holder>,
    slug: Memo<String>,
    shown: Memo<Shown>,
) -> impl IntoView {
    let Page { rows, next } = page;
    if rows.is_empty() {
        return view! { <Nobody product=product slug=slug shown=shown /> }.into_any();
    }
    let product = Arc::new(product);
    let ids = rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let body = keep(rows, move |holder| {
        view! { <Row holder=holder product=product.clone() slug=slug shown=shown /> }
    });
    let other = {
        let query = query.clone();
        move |sort, after| {
            let query = HolderQuery {
                sort,
                after,
                ..query.clone()
            };
            let tab = Tab::Users;
            paths::product(&slug.read_untracked(), &Shown { tab, query })
        }
    };
    let sort = match query.sort {
        HolderSort::Name => Sort {
            href: other(HolderSort::NameDescending, None),
            now: Some(Direction::Up),
        },
        HolderSort::NameDescending => Sort {
            href: other(HolderSort::Name, None),
            now: Some(Direction::Down),
        },
    };
    let columns = vec![
        Column::new("", "choose"),
        Column {
            label: words::USER.say(),
            class: "",
            sort: Some(sort),
        },
        Column::new(words::ASSIGNED_BY, "wide"),
        Column::new(words::SERVICES_COLUMN, "num"),
    ];
    let (at, sort) = (query.after, query.sort);
    view! {
        <Table caption=words::USERS columns=columns lead=move || view! { <All ids=ids.clone() /> }>
            {body}
        </Table>
        <Pages at=at next=next href=move |after| other(sort, after) />
    }
    .into_any()
}

#[component]
fn All(ids: Vec<domain::UserId>) -> impl IntoView {
    let selection = Selection::here();
    let ids = StoredValue::new(ids);
    let count = move || ids.with_value(|ids| ids.iter().filter(|id| selection.has(**id)).count());
    let all = move || ids.with_value(Vec::len);
    let change = Callback::new(move |on| {
        ids.with_value(|ids| ids.iter().for_each(|id| selection.set(*id, on)));
    });
    view! {
        <Tick
            label=words::SELECT_ALL
            on=Signal::derive(move || count() == all())
            partly=Signal::derive(move || count() > 0 && count() < all())
            on_change=change
        />
    }
}

#[component]
fn Row(
    holder: Holder,
    product: Arc<ProductPage>,
    slug: Memo<String>,
    shown: Memo<Shown>,
) -> impl IntoView {
    let selection = Selection::here();
    let id = holder.id;
    let by = words::by(&holder);
    let off = words::off(&holder, &product.services);
    let guest = (holder.kind == UserKind::Guest).then(|| view! { <Tag text=words::GUEST /> });
    let blocked = (!holder.enabled).then(|| view! { <Tag tone=Tone::Warn text=words::BLOCKED /> });
    let name = holder.name.to_string();
    view! {
        <tr>
            <td class="choose">
                <Tick
                    label=words::select(&name)
                    on=Signal::derive(move || selection.has(id))
                    on_change=Callback::new(move |on| selection.set(id, on))
                />
            </td>
            <td>
                <span class="person">
                    <Face name=name.clone() />
                    <span>
                        <a
                            href=move || paths::services(&slug.read(), &shown.read(), &[id])
                            data-noscroll="true"
                        >
                            <strong>{name}</strong>
                        </a>
                        " "
                        {guest}
                        {blocked}
                        <span class="quiet">{holder.username.to_string()}</span>
                    </span>
                </span>
            </td>
            <td class="wide">{by}</td>
            <td class="num quiet">{off}</td>
        </tr>
    }
}

#[component]
fn Nobody(product: ProductPage, slug: Memo<String>, shown: Memo<Shown>) -> impl IntoView {
    let everybody = shown.read_untracked().query == HolderQuery::default();
    if everybody {
        view! {
            <Empty
                glyph=Glyph::Person
                title=words::NO_USERS
                text=words::no_users_text(&product)
            />
        }
        .into_any()
    } else {
        let all = paths::product(&slug.read_untracked(), &Shown::default());
        view! {
            <Empty glyph=Glyph::Search title=words::NO_MATCH text=words::NO_MATCH_TEXT>
                <ButtonLink href=all>{words::SHOW_ALL}</ButtonLink>
            </Empty>
        }
        .into_any()
    }
}
