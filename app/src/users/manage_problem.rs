//! What is in the way of all who match, and the ways out.

use super::{
    manage_ways::{Way, Ways},
    places::Places,
};
use crate::{
    session::Me,
    ui::{Button, Look, Reason, Tone},
    words::{manage as words, problem as problems, tell},
};
use domain::{Cause, Edit, Fix, Location, Named, Problem, ProductId, Verb};
use leptos::prelude::*;

/// One problem of so many users, and what can be done about it for all of them.
#[component]
pub(super) fn OneProblem(problem: Problem, users: usize, tone: Tone, ways: Ways) -> impl IntoView {
    let Problem {
        cause,
        users: named,
        fixes,
    } = problem;
    let title = match (&cause, users) {
        (Cause::NoSeats { .. }, _) | (_, 0) => problems::title(&cause, &[], words::stuck),
        _ => words::stuck(&words::users(users)),
    };
    let names = named.first();
    let names = names.map(|first| words::first_of(&first.name, users));
    let sentence = tell(&cause.sentence());
    let way = match cause {
        Cause::NoSeats {
            product,
            needed,
            available,
            overdrawn,
            ..
        } => {
            let missing = needed.saturating_sub(available).saturating_add(overdrawn);
            let buys = |fix: &Fix| matches!(fix.edits[..], [Edit::BuySeats(..)]);
            let possible = fixes.iter().any(buys);
            view! { <Buy product=product seats=missing possible=possible ways=ways /> }.into_any()
        }
        Cause::NoLocation => {
            view! { <Relocate from=None usual=usual(&fixes) ways=ways /> }.into_any()
        }
        Cause::ProhibitedLocation(from) => {
            view! { <Relocate from=Some(from) usual=usual(&fixes) ways=ways /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <Reason title=title tone=tone>
            <p>{sentence}</p>
            <p class="quiet">{names}</p>
            <ul class="fixes">{way}</ul>
        </Reason>
    }
}

/// The organization's default location, where it is a way out.
fn usual(fixes: &[Fix]) -> Option<Location> {
    fixes.iter().find_map(|fix| match fix.edits[..] {
        [Edit::SetLocation(location)] => Some(location),
        _ => None,
    })
}

/// Buys the seats that are missing, or says who can.
#[component]
fn Buy(product: Named<ProductId>, seats: u32, possible: bool, ways: Ways) -> impl IntoView {
    let denial = expect_context::<Me>().why_not(Verb::BuySeats);
    (possible || denial.is_some()).then(|| {
        let fix = Fix::new(vec![Edit::BuySeats(product.clone(), seats)]);
        let title = tell(&fix.sentence());
        let shown = title.clone();
        let apply = Callback::new(move |()| ways.take(Way::Buy(product.clone())));
        view! {
            <Row title=title reason=denial.clone() on_apply=apply>
                <strong>{shown}</strong>
                <span class="quiet">{denial}</span>
            </Row>
        }
    })
}

/// Sets the location of those who are here, or without one.
#[component]
fn Relocate(from: Option<Location>, usual: Option<Location>, ways: Ways) -> impl IntoView {
    let denial = expect_context::<Me>().why_not(Verb::SetLocation);
    let chosen = RwSignal::new(usual);
    let title = Signal::derive(move || {
        let fix = |to| tell(&Fix::new(vec![Edit::SetLocation(to)]).sentence());
        chosen.get().map(fix).unwrap_or_default()
    });
    let reason = Signal::derive(move || {
        let open = chosen.read().is_none();
        let open = open.then(|| problems::CHOOSE_LOCATION.to_owned());
        denial.clone().or(open)
    });
    let apply = Callback::new(move |()| {
        if let Some(to) = chosen.get_untracked() {
            ways.take(Way::Relocate { from, to });
        }
    });
    view! {
        <Row title=title reason=reason on_apply=apply>
            <Places label=problems::LOCATION chosen=chosen />
        </Row>
    }
}

/// One way out, with the button that takes it.
#[component]
fn Row(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] reason: Signal<Option<String>>,
    on_apply: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <div>{children()}</div>
            <Button look=Look::Small on_press=on_apply reason=reason>
                {problems::APPLY}
                <span class="unseen">": " {title}</span>
            </Button>
        </li>
    }
}
