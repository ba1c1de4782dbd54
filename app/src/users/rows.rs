use super::chosen::Everybody;
use crate::{
    error::Error,
    licenses::chosen::Selection,
    paths::users::{self as paths, UsersShown},
    session::Me,
    trouble::Trouble,
    ui::{
        Button, ButtonLink, Column, Direction, Empty, Face, Glyph, Look, Pages, Sort, Table, Tag,
        Tick, Tone, rows as keep,
    },
    words::{many, people, users as words},
};
use domain::{Page, UserColumn, UserId, UserKind, UserList, UserQuery, UserRow, UserSort, Verb};
use leptos::prelude::*;

/// A list or what is wrong with it, and what it answers: addresses change before the list of a new one is here.
pub(super) type Found = (UserQuery, Result<UserList, Error>);

/// The rows, with the circles beside them, and the ways to the other pages.
#[component]
pub(super) fn Rows(
    known: Memo<Option<Found>>,
    shown: Memo<UsersShown>,
    /// Asks again for a list that can't be shown.
    again: Callback<()>,
) -> impl IntoView {
    let page = Memo::new(move |_| {
        let (query, list) = known.get()?;
        Some((query, list.map(|list| list.page)))
    });
    let columns = Memo::new(move |_| shown.get().columns);
    move || {
        let columns = columns.get();
        page.get().map(|(query, page)| match page {
            Err(error) => {
                let first = query.after.is_some().then(|| {
                    let query = UserQuery {
                        after: None,
                        ..query
                    };
                    paths::list(&UsersShown { query, columns })
                });
                view! { <Trouble error=error again=again first=first /> }.into_any()
            }
            Ok(page) if page.rows.is_empty() => view! { <Nobody query=query /> }.into_any(),
            Ok(page) => {
                view! { <List query=query page=page columns=columns shown=shown /> }.into_any()
            }
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
    Everybody::here().page.set_value(ids.clone());
    let other = {
        let (query, columns) = (query.clone(), columns.clone());
        move |sort, after| {
            let query = UserQuery {
                sort,
                after,
                ..query.clone()
            };
            let columns = columns.clone();
            paths::list(&UsersShown { query, columns })
        }
    };
    let (at, sort) = (query.after, query.sort);
    let heads = heads(&columns, sort, |sort| other(sort, None));
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
        <Pages at=at next=next href=move |after| other(sort, after) />
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
        class: class(*column, columns),
        sort: (*column == UserColumn::Username).then(|| sort(Username, UsernameDescending)),
    }));
    heads
}

/// The class of a column that has a line of its own on a phone, with its heading.
const LINE: &str = "line";

/// On a phone username and licenses have a line of their own. The rest is in the user's pane, unless somebody chose columns.
fn class(column: UserColumn, columns: &[UserColumn]) -> &'static str {
    match column {
        UserColumn::Username | UserColumn::Licenses => "wide",
        _ if columns == UserColumn::USUAL => "skip",
        _ => LINE,
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
        if everybody.selected.get_untracked() {
            everybody.selected.set(false);
            selection.clear();
        }
        ids.with_value(|ids| ids.iter().for_each(|id| selection.set(*id, on)));
    });
    let on = Signal::derive(move || everybody.selected.get() || count() == all());
    view! {
        <Tick
            label=words::SELECT_ALL
            on=on
            partly=Signal::derive(move || count() > 0 && !on.get())
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
    let change = Callback::new(move |on| everybody.choose(selection, id, on));
    let cell = |column: UserColumn| {
        let (class, shown) = (class(column, &columns), cell(&user, column));
        let label = shown.as_ref().filter(|_| class == LINE).map(|_| {
            view! { <span class="of">{words::column(column)} ": "</span> }
        });
        view! { <td class=class>{label} {shown}</td> }
    };
    let cells = columns.iter().copied().map(cell).collect_view();
    view! {
        <tr>
            <td class="choose">
                <Tick
                    label=words::select(&name)
                    on=Signal::derive(move || everybody.selected.get() || selection.has(id))
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

/// What stands in a column; none if nothing is known.
fn cell(user: &UserRow, column: UserColumn) -> Option<AnyView> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned().into_any());
    match column {
        UserColumn::Username => Some(address(&user.username)),
        UserColumn::Licenses => text(&words::licenses(&user.licenses)),
        UserColumn::Location => text(&words::location(user.location)),
        UserColumn::SignIn if user.enabled => text(&words::ALLOWED),
        UserColumn::SignIn => {
            Some(view! { <Tag tone=Tone::Warn text=words::BLOCKED /> }.into_any())
        }
        UserColumn::Kind => match user.kind {
            UserKind::Member => text(&words::MEMBER),
            UserKind::Guest => Some(view! { <Tag text=words::GUEST /> }.into_any()),
        },
        UserColumn::Department => text(&user.department),
        UserColumn::JobTitle => text(&user.job_title),
        UserColumn::Office => text(&user.office),
        UserColumn::City => text(&user.city),
        UserColumn::Mail => (!user.mail.is_empty()).then(|| address(&user.mail)),
    }
}

/// An address; where there is too little room for it, it goes on below from the @ on.
fn address(address: &str) -> AnyView {
    let (local, domain) = address.split_at(address.rfind('@').unwrap_or(address.len()));
    view! {
        {local.to_owned()}
        <wbr />
        {domain.to_owned()}
    }
    .into_any()
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
