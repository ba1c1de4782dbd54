//! Why an order is refused, and the ways out: each with what would come of it.

use super::{
    draft::{Draft, Verdict},
    fixes::{Applied, Fixes},
};
use crate::{
    ui::{Reason, Tone},
    words::{problem as words, tell},
};
use domain::{
    Brought, Cause, Facts, License, Named, Preview, Problem, ProductId, UserId, Via,
    words::Sentence,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The problems of a draft, and the fixes applied so far.
#[component]
pub(crate) fn Problems(
    draft: Draft,
    /// What can't be done for whom.
    stuck: fn(&str) -> String,
    /// Where closing the pane leads, if it is for users who may have lost already what it is about.
    #[prop(optional)]
    close: Option<Signal<String>>,
) -> impl IntoView {
    let problems = move || match draft.verdict.get() {
        Verdict::Decided(Preview::Refused(refusal)) => with_tone(refusal.problems, Tone::Bad),
        Verdict::Decided(Preview::Accepted(outcome)) => with_tone(outcome.left_out, Tone::Warn),
        _ => Vec::new(),
    };
    view! {
        <Applied draft=draft />
        <For
            each=problems
            key=|(problem, tone)| {
                let Problem { cause, users, fixes } = problem;
                (cause.clone(), users.clone(), fixes.clone(), *tone)
            }
            children=move |(problem, tone)| {
                view! { <One draft=draft problem=problem tone=tone stuck=stuck close=close /> }
            }
        />
    }
}

fn with_tone(problems: Vec<Problem>, tone: Tone) -> Vec<(Problem, Tone)> {
    problems
        .into_iter()
        .map(|problem| (problem, tone))
        .collect()
}

#[component]
fn One(
    draft: Draft,
    problem: Problem,
    tone: Tone,
    stuck: fn(&str) -> String,
    close: Option<Signal<String>>,
) -> impl IntoView {
    let Problem {
        cause,
        users,
        fixes,
    } = problem;
    let scope = RwSignal::new(None::<UserId>);
    let users = Arc::new(users);
    let concerned = {
        let users = users.clone();
        Signal::derive(move || match scope.get() {
            None => users.to_vec(),
            Some(one) => users
                .iter()
                .filter(|user| user.id == one)
                .cloned()
                .collect(),
        })
    };
    let single = fixes.iter().any(|fix| !fix.whole_order());
    let brought = match &cause {
        Cause::Conflict(services) => services.clone(),
        Cause::Missing { service, .. } => vec![service.clone()],
        _ => Vec::new(),
    };
    view! {
        <Reason title=words::title(&cause, &users, stuck) tone=tone>
            <p>{tell(&cause.sentence())}</p>
            <Sources draft=draft brought=brought concerned=concerned />
            {single.then(|| view! { <Scope users=users.clone() scope=scope /> })}
            <Fixes draft=draft cause=cause fixes=fixes concerned=concerned close=close />
        </Reason>
    }
}

/// Which license brings which service; for one user, since when and by whom.
#[component]
fn Sources(
    draft: Draft,
    brought: Vec<Brought>,
    concerned: Signal<Vec<Named<UserId>>>,
) -> impl IntoView {
    let line = move |one: &Brought| {
        let facts = draft.facts();
        let only = match concerned.read().as_slice() {
            [one] => Some(one.id),
            _ => None,
        };
        words::brought(one, |product, via| {
            held(facts.as_deref()?, only?, product, via)
        })
    };
    move || {
        brought
            .iter()
            .map(|one| view! { <p class="quiet">{line(one)}</p> })
            .collect_view()
    }
}

/// The license that a user holds by this source, and the source in words.
fn held<'f>(
    facts: &'f Facts,
    user: UserId,
    product: &Named<ProductId>,
    via: &Via,
) -> Option<(&'f License, Sentence)> {
    let licenses = &facts.people.get(&user)?.licenses;
    let license = licenses
        .iter()
        .find(|one| one.product == product.id && one.via == *via)?;
    let group = match via {
        Via::Group(id) => facts.group_named(*id).name,
        _ => "".into(),
    };
    Some((license, words::via(via, &group)))
}

/// Of several users with the same problem, for whom a fix shall be.
#[component]
fn Scope(users: Arc<Vec<Named<UserId>>>, scope: RwSignal<Option<UserId>>) -> impl IntoView {
    let number = users.len();
    (number > 1).then(|| {
        let choose = move |event| scope.set(event_target_value(&event).parse().ok());
        let option = |user: &Named<UserId>| {
            view! { <option value=user.id.to_string()>{user.name.to_string()}</option> }
        };
        view! {
            <label class="labeled scope">
                <span>{words::FOR}</span>
                <select class="field" on:change=choose>
                    <option value="">{words::everybody(number)}</option>
                    {users.iter().map(option).collect_view()}
                </select>
            </label>
        }
    })
}
