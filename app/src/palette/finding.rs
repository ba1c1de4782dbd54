//! The palette: what is typed, what answers it, and going there.

use super::{
    commands, deeds,
    entry::{Entry, Kind, To, answering},
    people,
};
use crate::{
    api,
    ask::{Answered, answered},
    over::Over,
    session::Me,
    ui::{FindGroup, Finder},
    words::{error, palette as words},
};
use domain::SubscriptionQuery;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Finds pages, commands, products and users, and goes there.
#[component]
pub(super) fn Palette() -> impl IntoView {
    let over = Over::here();
    let text = RwSignal::new(String::new());
    let typed = Memo::new(move |_| text.read().trim().to_owned());
    let found = found(typed);
    let fresh = Memo::new(move |_| {
        let whom = people::whom(&typed.read());
        users_answer(&whom, found.users.newest.get().as_ref())
    });
    let groups = Memo::new(move |_| {
        let (typed, entries) = (typed.read(), found.entries.read());
        let group = |kind: Kind| {
            let of_kind = entries.iter().filter(|entry| entry.kind == kind);
            FindGroup {
                title: kind.title().to_owned(),
                items: of_kind.map(|entry| entry.found(&typed)).collect(),
                // Enter must not pick a user who answers what was typed a moment ago.
                fresh: kind != Kind::User || fresh.get(),
            }
        };
        Kind::ALL.map(group).to_vec()
    });
    let status = move || match found.users.newest.get() {
        Some((_, Err(failed))) => error::sentence(&failed),
        _ if !fresh.get() => words::LOOKING.to_owned(),
        _ => words::found(found.entries.read().len(), &typed.read()),
    };
    let go = go();
    let pick = Callback::new(move |at: usize| {
        let entry = found.entries.with_untracked(|all| all.get(at).cloned());
        if let Some(entry) = entry.filter(|entry| entry.reason.is_none()) {
            go(&entry.to);
        }
    });
    view! {
        <Finder
            title=words::TITLE
            placeholder=words::BEGIN
            text=text
            groups=groups
            status=Signal::derive(status)
            on_pick=pick
            on_close=move || over.close()
        />
    }
}

/// What answers, and what the server said of users.
#[derive(Clone, Copy)]
struct Answers {
    entries: Memo<Vec<Entry>>,
    users: Answered<String, Vec<domain::Match>>,
}

fn found(typed: Memo<String>) -> Answers {
    let me = StoredValue::new(expect_context::<Me>());
    let whom = Memo::new(move |_| people::whom(&typed.read()));
    let users = answered(whom, None, |whom| async move {
        match whom.as_str() {
            "" => Ok(Vec::new()),
            _ => api::find_anybody(whom).await,
        }
    });
    let products = answered(Memo::new(|_| ()), None, |()| api::products());
    let subscriptions = answered(Memo::new(|_| ()), None, |()| {
        api::subscriptions(SubscriptionQuery::default())
    });
    let known = Memo::new(move |_| {
        let me = me.get_value();
        let mut known = commands::everywhere(&me);
        if let Some(((), Ok(list))) = subscriptions.newest.get() {
            known.extend(deeds::of_subscriptions(&list, &me));
        }
        if let Some(((), Ok(products))) = products.newest.get() {
            known.extend(commands::of_products(&products, &me));
        }
        known
    });
    let entries = Memo::new(move |_| {
        let typed = typed.read();
        let found = match (typed.is_empty(), users.newest.get()) {
            (false, Some((_, Ok(users)))) => users,
            _ => Vec::new(),
        };
        // Who types no more than a name wants the user: Enter must not begin to do something with them.
        let is_name = found
            .first()
            .is_some_and(|user| people::is_name_of(&typed, user));
        let acts = match is_name || *typed == people::whom(&typed) {
            true => Vec::new(),
            false => people::of_users(&found, &me.get_value()),
        };
        let known = known.read();
        let mut entries = answering(acts.iter().chain(known.iter()), &typed);
        entries.extend(found.iter().map(people::user));
        entries
    });
    Answers { entries, users }
}

fn users_answer<A>(typed: &str, users: Option<&(String, A)>) -> bool {
    users.is_some_and(|(asked, _)| asked == typed)
}

/// Closes the palette and goes there.
fn go() -> impl Fn(&To) {
    let over = Over::here();
    let navigate = use_navigate();
    move |to| match to {
        To::Page(path) => {
            over.close();
            navigate(path, Default::default());
        }
        To::File(path) => {
            over.close();
            // Fails only for an address that is none. A file to save leaves the page where it is.
            let _ = window().location().assign(path);
        }
        To::Over(which) => over.open(*which),
    }
}
