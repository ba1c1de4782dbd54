//! What an order would do for those who can, before it is given for them.

use super::{alike::Alike, draft::Draft};
use crate::{
    ui::Disclosure,
    words::{manage, order as words, problem, tell},
};
use domain::{Effect, Facts, Named, Outcome, Person, UserId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Who can, who would be left out and why, and how many seats would be left: as soon as that is known.
#[component]
pub(super) fn WhoCan(draft: Draft, foretold: Memo<Option<Outcome>>) -> impl IntoView {
    let is_known = Memo::new(move |_| foretold.read().is_some());
    let title = Signal::derive(move || {
        let facts = draft.facts();
        let told = |outcome| in_short(facts.as_deref(), outcome);
        foretold.read().as_ref().map(told).unwrap_or_default()
    });
    let note = Signal::derive(move || {
        let outcome = foretold.read();
        outcome.as_ref().map(|outcome| tell(&outcome.sentence()))
    });
    let rows = move || {
        let facts = draft.facts();
        let told = |outcome| everybody(facts.as_deref(), outcome);
        foretold.get().map(told)
    };
    move || {
        is_known.get().then(|| {
            view! {
                <Disclosure title=title note=note>
                    <ul class="people" tabindex="0" aria-label=title>
                        {rows}
                    </ul>
                </Disclosure>
            }
        })
    }
}

/// "Greta Holm can; Elif Demir and 1 other would be left out".
fn in_short(facts: Option<&Facts>, outcome: &Outcome) -> String {
    let changed = outcome
        .effects
        .iter()
        .filter(|(effect, _)| effect.changes());
    let can: Vec<UserId> = changed.flat_map(|(_, users)| users).copied().collect();
    let out = outcome.left_out.iter().flat_map(|problem| &problem.users);
    // Somebody may be left out for several reasons.
    let out: BTreeMap<UserId, &Named<UserId>> = out.map(|user| (user.id, user)).collect();
    let out = by_name(out.into_values().cloned().collect());
    let who = match named(facts, &can) {
        Some(named) => problem::who(&named),
        None => manage::users(can.len()),
    };
    words::some_can(&who, &problem::who(&out))
}

/// What befalls whom, and who would be left out, and why.
fn everybody(facts: Option<&Facts>, outcome: Outcome) -> Vec<AnyView> {
    let row = |users: Option<Vec<Named<UserId>>>, number: usize, what: String| match users {
        Some(users) => view! { <Alike users=users what=what /> }.into_any(),
        None => view! {
            <li>
                <strong>{manage::users(number)}</strong>
                <span class="quiet">{what}</span>
            </li>
        }
        .into_any(),
    };
    let effects = outcome.effects.iter();
    let effects = effects.map(|(effect, users)| {
        let named = named(facts, users);
        row(named, users.len(), befalls(effect))
    });
    let effects = effects.collect::<Vec<_>>();
    let left_out = outcome.left_out.into_iter().map(|problem| {
        let why = words::would_be_left_out(&problem.cause);
        let number = problem.users.len();
        row(Some(problem.users), number, why)
    });
    effects.into_iter().chain(left_out).collect()
}

/// What befalls users: what becomes of their licenses, or else that what is asked is done.
fn befalls(effect: &Effect) -> String {
    let fate = manage::fate(effect);
    match effect.changes() && fate == manage::STAYS.say() {
        true => words::IS_DONE.to_owned(),
        false => fate,
    }
}

/// The same users with their names, in order of these; none where only the server knows them.
fn named(facts: Option<&Facts>, users: &[UserId]) -> Option<Vec<Named<UserId>>> {
    let people = &facts?.people;
    let named = users.iter().map(|id| people.get(id).map(Person::named));
    named.collect::<Option<Vec<_>>>().map(by_name)
}

fn by_name(mut users: Vec<Named<UserId>>) -> Vec<Named<UserId>> {
    users.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    users
}
