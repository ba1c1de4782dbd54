use super::{chosen::Everybody, views::Views};
use crate::{
    licenses::chosen::Selection,
    paths::users::{self as paths, UsersShown},
    session::{Me, Organization},
    ui::{ButtonLink, CommandBar, Disclosure, Glyph, Icon, Look, More, SearchField},
    words::{cloud, many, people, told, users as words},
};
use domain::{Location, UserColumn, UserFilter, UserList, UserQuery, Verb};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Form, hooks::use_navigate};

/// What can be done with the users selected, and what narrows the list.
#[component]
pub(super) fn Bars(known: Memo<Option<UserList>>, shown: Memo<UsersShown>) -> impl IntoView {
    view! {
        <Commands shown=shown />
        <div class="bar">
            <Narrow known=known shown=shown />
            <Columns shown=shown />
            <Views known=known shown=shown />
        </div>
    }
}

#[component]
fn Commands(shown: Memo<UsersShown>) -> impl IntoView {
    let (selection, everybody) = (Selection::here(), Everybody::here());
    let me = expect_context::<Me>();
    let may = me.why_not(Verb::AssignLicenses);
    let organization = Organization::here();
    let why_not = Signal::derive(move || {
        let nobody = selection.len() == 0 && !everybody.selected.get();
        may.clone()
            .or(nobody.then(|| words::SELECT_FIRST.to_owned()))
    });
    let href = move || match everybody.selected.get() {
        true => paths::licenses_of_all(&shown.read()),
        false => paths::licenses(&shown.read(), &selection.users()),
    };
    let users = move || selection.users();
    let manage = me.why_not(Verb::ManageUsers);
    let export = Signal::derive(move || me.address(&paths::export(&shown.read().query)));
    let (may_add, may_add_many, may_act) = (manage.clone(), manage.clone(), manage);
    // These are for users who are named: whom a question finds is nobody's to delete unseen.
    let not_now = Signal::derive(move || {
        let why = match (everybody.selected.get(), selection.len()) {
            (true, _) => Some(words::ONLY_NAMED),
            (false, 0) => Some(words::SELECT_FIRST),
            (false, _) => None,
        };
        may_act.clone().or(why.map(|why| why.to_owned()))
    });
    let add = Signal::derive(move || paths::add(&shown.read()));
    let add_many = Signal::derive(move || paths::add_many(&shown.read()));
    let delete = Signal::derive(move || paths::delete(&shown.read(), &users()));
    let block = Signal::derive(move || paths::block(&shown.read(), &users()));
    let allow = Signal::derive(move || paths::allow(&shown.read(), &users()));
    let clear = Callback::new(move |()| {
        everybody.selected.set(false);
        selection.clear();
    });
    let selected = move || match (everybody.selected.get(), selection.len()) {
        (true, _) => Some(words::all_selected(everybody.number.get())),
        (false, 0) => None,
        (false, number) => Some(words::selected(number)),
    };
    view! {
        <CommandBar
            selected=Signal::derive(selected)
            nothing=words::NOBODY_SELECTED
            clear=words::CLEAR
            on_clear=clear
        >
            <ButtonLink look=Look::Primary href=Signal::derive(href) reason=why_not>
                {move || cloud::manage(organization.cloud()).say()}
            </ButtonLink>
            <span class="apart">
                <ButtonLink href=add reason=Signal::stored(may_add)>
                    {people::ADD}
                </ButtonLink>
            </span>
            <ButtonLink href=delete reason=not_now>
                {people::DELETE}
            </ButtonLink>
            <More id="more-commands" label=words::MORE>
                <ButtonLink href=add_many reason=Signal::stored(may_add_many)>
                    {many::TITLE}
                </ButtonLink>
                <ButtonLink href=block reason=not_now>
                    {people::BLOCK}
                </ButtonLink>
                <ButtonLink href=allow reason=not_now>
                    {people::ALLOW}
                </ButtonLink>
                <ButtonLink href=export file=true>
                    <Icon glyph=Glyph::Download />
                    {words::EXPORT}
                </ButtonLink>
            </More>
        </CommandBar>
    }
}

/// Goes to the list with another question, in the place of this one.
pub(super) fn asks(shown: Memo<UsersShown>) -> impl Fn(UserQuery) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |query| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&paths::list(&shown.get_untracked().asking(query)), options);
    }
}

/// Search and filters, as a form that gets the page.
#[component]
fn Narrow(known: Memo<Option<UserList>>, shown: Memo<UsersShown>) -> impl IntoView {
    let ask = asks(shown);
    let query = move || shown.get_untracked().query;
    let search = {
        let ask = ask.clone();
        Callback::new(move |search| ask(UserQuery { search, ..query() }))
    };
    let filter = {
        let ask = ask.clone();
        Callback::new(move |code: String| {
            let filter = UserFilter::from_code(&code).unwrap_or_default();
            ask(UserQuery { filter, ..query() });
        })
    };
    let product = {
        let ask = ask.clone();
        Callback::new(move |id: String| {
            let product = id.parse().ok();
            ask(UserQuery { product, ..query() });
        })
    };
    let location = Callback::new(move |code: String| {
        let location = Location::new(&code);
        ask(UserQuery {
            location,
            ..query()
        });
    });
    let finds_errors = Memo::new(move |_| {
        let known = known.read();
        known.as_ref().is_none_or(|list| list.finds_errors)
    });
    let filters = move || {
        let label = |one| match one {
            UserFilter::WithErrors if !finds_errors.get() => words::ERRORS_NOT_FOUND,
            one => words::filter(one),
        };
        let all = UserFilter::ALL.iter();
        all.map(|one| (one.code().to_owned(), label(*one).to_owned()))
            .collect()
    };
    let off = move || {
        let errors = UserFilter::WithErrors.code();
        (!finds_errors.get()).then(|| errors.to_owned())
    };
    let products = move || {
        let known = known.read();
        let owned = known.iter().flat_map(|list| &list.products);
        owned
            .map(|one| (one.id.to_string(), one.name.to_string()))
            .collect()
    };
    let locations = move || {
        let known = known.read();
        let used = known.iter().flat_map(|list| &list.locations);
        let mut used = used
            .map(|one| (one.code().to_owned(), told(one.name())))
            .collect::<Vec<_>>();
        used.sort_by(|one, other| one.1.cmp(&other.1));
        used
    };
    let chosen_product = move || {
        let product = shown.read().query.product;
        product.map(|id| id.to_string()).unwrap_or_default()
    };
    let chosen_location = move || {
        let location = shown.read().query.location;
        location.map_or(String::new(), |one| one.code().to_owned())
    };
    view! {
        <Form method="GET" action="" attr:class="row narrow">
            <SearchField
                label=words::SEARCH
                value=Signal::derive(move || shown.read().query.search.clone())
                on_text=search
            />
            <Pick
                name="filter"
                label=words::FILTER
                options=Signal::derive(filters)
                off=Signal::derive(off)
                chosen=Signal::derive(move || shown.read().query.filter.code().to_owned())
                on_pick=filter
            />
            <Pick
                name="product"
                label=words::PRODUCT
                any=words::ANY_PRODUCT
                options=Signal::derive(products)
                chosen=Signal::derive(chosen_product)
                on_pick=product
            />
            <Pick
                name="location"
                label=words::LOCATION
                any=words::ANY_LOCATION
                options=Signal::derive(locations)
                chosen=Signal::derive(chosen_location)
                on_pick=location
            />
            <Kept shown=shown without=&["search", "filter", "product", "location"] />
            <button class="button without-script" type="submit">
                {words::APPLY}
            </button>
        </Form>
    }
}

/// What a form that gets the page doesn't ask for stays as the address says it.
#[component]
fn Kept(shown: Memo<UsersShown>, without: &'static [&'static str]) -> impl IntoView {
    let pairs = move || {
        let pairs = paths::pairs(&shown.read().asking(shown.read().query.clone()));
        let kept = pairs
            .into_iter()
            .filter(|(name, value)| !without.contains(name) && !value.is_empty());
        kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    };
    view! { {pairs} }
}

/// One choice above the list.
#[component]
fn Pick(
    name: &'static str,
    #[prop(into)] label: &'static str,
    /// The words for no choice.
    #[prop(optional, into)]
    any: Option<&'static str>,
    /// Values and their words.
    options: Signal<Vec<(String, String)>>,
    /// The value that can't be chosen now: its words say why.
    #[prop(optional)]
    off: Signal<Option<String>>,
    chosen: Signal<String>,
    on_pick: Callback<String>,
) -> impl IntoView {
    let option = move |(value, words): (String, String)| {
        let (here, this) = (value.clone(), value.clone());
        let disabled = move || off.read().as_ref() == Some(&this);
        view! {
            <option value=value selected=move || *chosen.read() == here disabled=disabled>
                {words}
            </option>
        }
    };
    let any = any.map(|words| (String::new(), words.to_owned()));
    let all = move || {
        let all = any.clone().into_iter().chain(options.get());
        all.map(option).collect_view()
    };
    view! {
        <select
            class="field"
            name=name
            aria-label=label
            on:change=move |event| on_pick.run(event_target_value(&event))
        >
            {all}
        </select>
    }
}

/// Which columns the list has: a form that gets the page.
#[component]
fn Columns(shown: Memo<UsersShown>) -> impl IntoView {
    let navigate = use_navigate();
    let change = move |column: UserColumn, on: bool| {
        let now = shown.get_untracked();
        let has = |one: &&UserColumn| match **one == column {
            true => on,
            false => now.columns.contains(one),
        };
        let columns = UserColumn::ALL.iter().filter(has).copied().collect();
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        let query = now.query.clone();
        navigate(&paths::list(&UsersShown { query, columns }), options);
    };
    let check = move |column: UserColumn| {
        let change = change.clone();
        view! {
            <crate::ui::Check
                label=words::column(column)
                on=Signal::derive(move || shown.read().columns.contains(&column))
                on_change=Callback::new(move |on| change(column, on))
                says=("columns", column.code().to_owned())
            />
        }
    };
    view! {
        <Disclosure title=words::COLUMNS>
            <Form method="GET" action="" attr:class="choices">
                <Kept shown=shown without=&["columns"] />
                <input type="hidden" name="columns" value=paths::NO_COLUMNS />
                {UserColumn::ALL.iter().copied().map(check).collect_view()}
                <button class="button without-script" type="submit">
                    {words::APPLY}
                </button>
            </Form>
        </Disclosure>
    }
}
