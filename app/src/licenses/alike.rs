use crate::{
    ui::Disclosure,
    words::{and, problem},
};
use domain::{Named, UserId};
use leptos::prelude::*;

/// So many are named in a line, and no more.
const NAMED: usize = 2;

/// In a list: users whom the same befalls, and what. All of them are named, of many at a press.
#[component]
pub(super) fn Alike(users: Vec<Named<UserId>>, what: String) -> impl IntoView {
    let who = problem::who(&users);
    if users.len() <= NAMED {
        return view! {
            <li>
                <strong>{who}</strong>
                <span class="quiet">{what}</span>
            </li>
        }
        .into_any();
    }
    let names = users.iter().map(|user| &*user.name).collect::<Vec<_>>();
    let names = and(&names);
    view! {
        <li>
            <Disclosure title=who note=Signal::stored(Some(what))>
                <p>{names}</p>
            </Disclosure>
        </li>
    }
    .into_any()
}
