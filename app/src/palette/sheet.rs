//! The sheet of shortcuts.

use crate::{
    keys,
    over::Over,
    places::Place,
    session::Organization,
    ui::{Check, Dialog},
    words::{Text, keys as words},
};
use leptos::prelude::*;

/// Which keys do what, and the switch for single keys.
#[component]
pub(super) fn Sheet() -> impl IntoView {
    let over = Over::here();
    let on = RwSignal::new(keys::single_keys());
    let switch = Callback::new(move |now| {
        keys::set_single_keys(now);
        on.set(keys::single_keys());
    });
    let cloud = untrack(|| Organization::here().cloud());
    let go = move |place: &Place| {
        let pair = format!("{} {}", keys::GO, place.letter());
        (pair, place.title(cloud).to_owned())
    };
    let everywhere = vec![
        (words::CTRL_K.to_owned(), words::PALETTE.to_owned()),
        (keys::HELP.to_owned(), words::THIS.to_owned()),
        (keys::SEARCH.to_owned(), words::SEARCH.to_owned()),
    ];
    let product = vec![(keys::ASSIGN.to_owned(), words::ASSIGN.to_owned())];
    let pane = vec![(words::ESCAPE.to_owned(), words::CLOSE.to_owned())];
    view! {
        <Dialog title=words::TITLE on_close=move || over.close()>
            <div class="columns">
                <Keys title=words::EVERYWHERE rows=everywhere />
                <Keys title=words::GO rows=Place::ALL.iter().map(go).collect() />
                <Keys title=words::ON_PRODUCT rows=product />
                <Keys title=words::IN_PANE rows=pane />
            </div>
            <Check
                label=words::SINGLE
                detail=Some(words::SINGLE_TEXT.to_owned())
                on=on
                on_change=switch
            />
        </Dialog>
    }
}

#[component]
fn Keys(title: Text, rows: Vec<(String, String)>) -> impl IntoView {
    let row = |(keys, does): (String, String)| {
        let caps = keys
            .split(' ')
            .map(|key| view! { <kbd>{key.to_owned()}</kbd> });
        view! {
            <div>
                <dt>{caps.collect_view()}</dt>
                <dd>{does}</dd>
            </div>
        }
    };
    view! {
        <section class="keys">
            <h3>{title}</h3>
            <dl>{rows.into_iter().map(row).collect_view()}</dl>
        </section>
    }
}
