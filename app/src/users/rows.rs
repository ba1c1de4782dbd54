use super::chosen::Everybody;
use crate::{
    licenses::chosen::Selection,
    paths::users::{self as paths, UsersShown},
    session::Me,
    ui::{
        Button, ButtonLink, Column, Direction, Empty, Face, Glyph, Look, Sort, Table, Tag, Tick,
        Tone, rows as keep,
    },
    words::{many, people, users as words},
};
use domain::{Page, UserColumn, UserId, UserKind, UserList, UserQuery, UserRow, UserSort, Verb};
use leptos::prelude::*;

/// A list, and what it answers: addresses change before the list of a new one is here.
pub(super) type Found = (UserQuery, UserList);

/// The rows, with the circles beside them, and the ways to the other pages.
#[component]
pub(super) fn Rows(known: Memo<Option<Found>>, shown: Memo<UsersShown>) -> impl IntoView {
    let page = Memo::new(move |_| known.get().map(|(query, list)| (query, list.page)));
    let columns = Memo::new(move |_| shown.get().columns);
    move || {
        let columns = columns.get();
        page.get().map(|(query, page)| match page.rows.as_slice() {
            [] => view! { <Nobody query=query /> }.into_any(),
            _ => view! { <List query=query page=page columns=columns shown=shown /> }.into_any(),
        })
    }
}

#[component]
fn List(
    query: UserQuery,
    page: Page<UserRow>,
    columns: Vec<UserColumn>,
    shown: Memo<UsersShown>,
) -> impl IntoView {
    let Page { rows, next } = page;
    let ids = rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let has_next = next.is_some();
    let other = |sort, after| {
        let query = UserQuery {
            sort,
            after,
            ..query.clone()
        };
        let columns = columns.clone();
        paths::list(&UsersShown { query, columns })
    };
    let first = query.after.is_some();
    let first = first.then(|| other(query.sort, None));
    let next = next.map(|cursor| other(query.sort, Some(cursor)));
    let heads = heads(&columns, query.sort, |sort| other(sort, None));
    let body = rows.into_iter().map(|user| (user, columns.clone()));
    let body = keep(body.collect(), move |(user, columns)| {
        view! { <Row user=user columns=columns shown=shown /> }
    });
    let lead = {
        let ids = ids.clone();
        move || view! { <All ids=ids.clone() /> }
    };
    view! {
        <Beyond ids=ids has_next=has_next />
        <Table caption=words::TITLE columns=heads lead=lead>
            {body}
        </Table>
        <Pages first=first next=next />
    }
}

/// The headings; name and username sort the list.
fn heads(columns: &[UserColumn], now: UserSort, href: impl Fn(UserSort) -> String) -> Vec<Column> {
    use UserSort::{Name, NameDescending, Username, UsernameDescending};
    let sort = |up: UserSort, down: UserSort| Sort {
        href: href(if now == up { down } else { up }),
        now: match now {
            one if one == up => Some(Direction::Up),
            one if one == down => Some(Direction::Down),
            _ => None,
        },
    };
    let mut heads = vec![
        Column::new("", "choose"),
        Column {
            label: words::NAME.say(),
            class: "",
            sort: Some(sort(Name, NameDescending)),
        },
    ];
    heads.extend(columns.iter().map(|column| Column {
        label: words::column(*column).say(),
        class: class(*column),
        sort: (*column == UserColumn::Username).then(|| sort(Username, UsernameDescending)),
    }));
    heads
}

/// On a phone the licenses have a line of their own, and the rest is in the user's pane.
fn class(column: UserColumn) -> &'static str {
    match column {
        UserColumn::Username | UserColumn::Licenses => "wide",
        _ => "skip",
    }
}

#[component]
fn All(ids: Vec<UserId>) -> impl IntoView {
    let selection = Selection::here();
    let ids = StoredValue::new(ids);
    let count = move || ids.with_value(|ids| ids.iter().filter(|id| selection.has(**id)).count());
    let all = move || ids.with_value(Vec::len);
    let everybody = Everybody::here();
    let change = Callback::new(move |on| {
        everybody.selected.set(false);
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

/// With the whole page selected, and more beyond it: all of them.
#[component]
fn Beyond(ids: Vec<UserId>, has_next: bool) -> impl IntoView {
    let (selection, everybody) = (Selection::here(), Everybody::here());
    let whole = Memo::new(move |_| has_next && ids.iter().all(|id| selection.has(*id)));
    // An effect because it asks the server: how many they are is counted only now.
    Effect::new(move || everybody.offered.set(whole.get()));
    move || {
        (whole.get() && !everybody.selected.get()).then(|| {
            view! {
                <div class="more above">
                    <span class="quiet">{move || words::selected(selection.len())}</span>
                    <Button look=Look::Small on_press=move || everybody.selected.set(true)>
                        {move || words::select_matching(everybody.number.get())}
                    </Button>
                </div>
            }
        })
    }
}

#[component]
fn Row(user: UserRow, columns: Vec<UserColumn>, shown: Memo<UsersShown>) -> impl IntoView {
    let (selection, everybody) = (Selection::here(), Everybody::here());
    let id = user.id;
    let name = user.name.to_string();
    let change = Callback::new(move |on| {
        everybody.selected.set(false);
        selection.set(id, on);
    });
    let cells = columns
        .into_iter()
        .map(|column| view! { <td class=class(column)>{cell(&user, column)}</td> })
        .collect_view();
    view! {
        <tr>
            <td class="choose">
                <Tick
                    label=words::select(&name)
                    on=Signal::derive(move || selection.has(id))
                    on_change=change
                />
            </td>
            <td>
                <span class="person">
                    <Face name=name.clone() />
                    <a
                        href=move || paths::licenses_and_apps(&shown.read(), id)
                        data-noscroll="true"
                    >
                        <strong>{name}</strong>
                    </a>
                </span>
            </td>
            {cells}
        </tr>
    }
}

fn cell(user: &UserRow, column: UserColumn) -> AnyView {
    let text = |text: &str| text.to_owned().into_any();
    match column {
        UserColumn::Username => text(&user.username),
        UserColumn::Licenses => text(&words::licenses(&user.licenses)),
        UserColumn::Location => text(&words::location(user.location)),
        UserColumn::SignIn if user.enabled => text(&words::ALLOWED),
        UserColumn::SignIn => view! { <Tag tone=Tone::Warn text=words::BLOCKED /> }.into_any(),
        UserColumn::Kind => match user.kind {
            UserKind::Member => text(&words::MEMBER),
            UserKind::Guest => view! { <Tag text=words::GUEST /> }.into_any(),
        },
        UserColumn::Department => text(&user.department),
        UserColumn::JobTitle => text(&user.job_title),
        UserColumn::Office => text(&user.office),
        UserColumn::City => text(&user.city),
        UserColumn::Mail => text(&user.mail),
    }
}

/// The ways to the first page of a list, and to the next.
#[component]
pub(super) fn Pages(first: Option<String>, next: Option<String>) -> impl IntoView {
    let link = |href: Option<String>, words| {
        href.map(|href| view! { <ButtonLink href=href>{words}</ButtonLink> })
    };
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <div class="more">
                <span>{link(first, words::FIRST)}</span>
                <span>{link(next, words::NEXT)}</span>
            </div>
        }
    })
}

#[component]
fn Nobody(query: UserQuery) -> impl IntoView {
    if query.whom() == UserQuery::default() {
        let now = UsersShown::default();
        let why_not = Signal::stored(expect_context::<Me>().why_not(Verb::ManageUsers));
        view! {
            <Empty glyph=Glyph::Person title=words::NO_USERS text=words::NO_USERS_TEXT>
                <ButtonLink look=Look::Primary href=paths::add(&now) reason=why_not>
                    {people::ADD}
                </ButtonLink>
                <ButtonLink href=paths::add_many(&now) reason=why_not>
                    {many::TITLE}
                </ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty glyph=Glyph::Search title=words::NO_MATCH text=words::NO_MATCH_TEXT>
                <ButtonLink href=paths::USERS>{words::SHOW_ALL}</ButtonLink>
            </Empty>
        }
        .into_any()
    }
}
