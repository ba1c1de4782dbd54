//! The palette: what is typed, what answers it, and going there.

use super::{
    commands,
    entry::{Entry, Kind, To, answering},
};
use crate::{
    api,
    ask::answered,
    over::Over,
    session::Me,
    ui::{FindGroup, Finder},
    words::{error, palette as words},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Finds pages, commands, products and users, and goes there.
#[component]
pub(super) fn Palette() -> impl IntoView {
    let over = Over::here();
    let text = RwSignal::new(String::new());
    let typed = Memo::new(move |_| text.read().trim().to_owned());
    let found = found(typed);
    let fresh = Memo::new(move |_| users_answer(&typed.read(), found.users.get().as_ref()));
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
    let status = move || match found.users.get() {
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

type Users = ReadSignal<Option<(String, Result<Vec<domain::Match>, crate::error::Error>)>>;

/// What answers, and what the server said of users.
#[derive(Clone, Copy)]
struct Answers {
    entries: Memo<Vec<Entry>>,
    users: Users,
}

fn found(typed: Memo<String>) -> Answers {
    let me = expect_context::<Me>();
    let users = answered(typed, |typed| async move {
        match typed.as_str() {
            "" => Ok(Vec::new()),
            _ => api::find_anybody(typed).await,
        }
    });
    let products = answered(Memo::new(|_| ()), |()| api::products());
    let known = Memo::new(move |_| {
        let mut known = commands::everywhere(&me);
        if let Some(((), Ok(products))) = products.get() {
            known.extend(commands::of_products(&products, &me));
        }
        known
    });
    let entries = Memo::new(move |_| {
        let mut entries = answering(&known.read(), &typed.read());
        if let (false, Some((_, Ok(users)))) = (typed.read().is_empty(), users.get()) {
            entries.extend(users.iter().map(commands::user));
        }
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
