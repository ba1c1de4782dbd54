use super::{
    draft::{Applied as AppliedFix, Draft},
    elsewhere::Elsewhere,
    foot::OUTCOME,
};
use crate::{
    ui::{Button, ButtonLink, Look, focus_on},
    words::{order, place, problem as words, tell},
};
use domain::{Cause, Edit, Fix, Location, Named, Preview, UserId, Verb};
use leptos::prelude::*;

/// The ways out of a problem, the smallest change first.
#[component]
pub(crate) fn Fixes(
    draft: Draft,
    cause: Cause,
    fixes: Vec<Fix>,
    concerned: Signal<Vec<Named<UserId>>>,
    /// Where closing the pane leads, if that is all that is left when nobody can be left out.
    close: Option<Signal<String>>,
) -> impl IntoView {
    let leaves_out = fixes.iter().any(|fix| fix.edits == [Edit::LeaveOut]);
    let nobody_left = match cause {
        Cause::NotHeld(_) if !leaves_out => close.map(|close| view! { <NobodyLeft close=close /> }),
        _ => None,
    };
    let location = matches!(cause, Cause::NoLocation | Cause::ProhibitedLocation(_))
        .then(|| view! { <SetLocation draft=draft concerned=concerned /> });
    let buying = fixes
        .iter()
        .any(|fix| matches!(fix.edits[..], [Edit::BuySeats(..)]));
    let cannot_buy = match (&cause, draft.why_not(Verb::BuySeats)) {
        (
            Cause::NoSeats {
                product,
                needed,
                available,
                overdrawn,
                ..
            },
            Some(denial),
        ) if !buying => {
            let edit = Edit::BuySeats(
                product.clone(),
                needed.saturating_sub(*available) + overdrawn,
            );
            Some(view! { <Denied title=tell(&Fix::new(vec![edit]).sentence()) denial=denial /> })
        }
        _ => None,
    };
    // The location has its own row, and "everyone who can" the foot of the pane.
    let listed = fixes.into_iter().filter(|fix| {
        !matches!(
            fix.edits[..],
            [Edit::SetLocation(_)] | [Edit::EveryoneWhoCan]
        )
    });
    let rows = listed.map(|fix| {
        let fix = Signal::stored(Some(fix));
        view! { <Row draft=draft fix=fix concerned=concerned /> }
    });
    view! {
        <ul class="fixes">
            {location}
            {rows.collect_view()}
            {cannot_buy}
            <Elsewhere draft=draft cause=cause concerned=concerned />
            {nobody_left}
        </ul>
    }
}

/// One way out: what it edits, what would come of it, and the button.
#[component]
fn Row(
    draft: Draft,
    fix: Signal<Option<Fix>>,
    concerned: Signal<Vec<Named<UserId>>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let for_whom = move |fix: &Fix| {
        if fix.whole_order() {
            Vec::new()
        } else {
            concerned.get()
        }
    };
    let preview = draft.with_fix(move || {
        let fix = fix.get()?;
        let users = for_whom(&fix).iter().map(|user| user.id).collect();
        Some((fix, users))
    });
    let comes = move || {
        Some(match preview.get()? {
            Preview::Accepted(outcome) => tell(&outcome.sentence()),
            Preview::Refused(refusal) => order::remaining(refusal.problems.len()),
        })
    };
    let title = move || fix.get().map(|fix| tell(&fix.sentence()));
    let others = move || {
        let others = fix.get().map(|fix| words::others(fix.unnamed()));
        others
            .flatten()
            .map(|others| view! { <span class="quiet">{others}</span> })
    };
    let label = move || match fix.get().map(|fix| for_whom(&fix).len()) {
        Some(number @ 2..) => words::apply_to_all(number),
        _ => words::APPLY.to_owned(),
    };
    let apply = move || {
        if let Some(fix) = fix.get_untracked() {
            let users = untrack(|| for_whom(&fix));
            draft
                .applied
                .update(|applied| applied.push(AppliedFix { fix, users }));
            focus_on(OUTCOME);
        }
    };
    let reason = move || {
        fix.read()
            .is_none()
            .then(|| words::CHOOSE_LOCATION.to_owned())
    };
    view! {
        <li>
            <div>
                {match children {
                    Some(children) => children().into_any(),
                    None => view! { <strong>{title}</strong> }.into_any(),
                }}
                {others}
                <span class="quiet">{comes}</span>
            </div>
            <Button look=Look::Small on_press=apply reason=Signal::derive(reason)>
                {label}
                <span class="unseen">": " {title}</span>
            </Button>
        </li>
    }
}

/// The way out of a missing location, or of one that isn't allowed: choose another.
#[component]
fn SetLocation(draft: Draft, concerned: Signal<Vec<Named<UserId>>>) -> impl IntoView {
    let facts = untrack(|| draft.facts()).unwrap_or_default();
    let allowed = |code: &str| {
        let mut prohibited = facts.rules.prohibited.iter();
        prohibited.all(|place| place.code() != code)
    };
    let usual = facts.default_location;
    let usual = usual.filter(|usual| allowed(usual.code()));
    let places = place::all().into_iter();
    let places: Vec<_> = places.filter(|(code, _)| allowed(code)).collect();
    let chosen = RwSignal::new(usual);
    let fix = move || {
        chosen
            .get()
            .map(|place| Fix::new(vec![Edit::SetLocation(place)]))
    };
    let option = move |(code, name): (&'static str, &'static str)| {
        let here = usual.is_some_and(|usual| usual.code() == code);
        view! {
            <option value=code selected=here>
                {name}
            </option>
        }
    };
    view! {
        <Row draft=draft fix=Signal::derive(fix) concerned=concerned>
            <label class="labeled">
                <strong>{words::LOCATION}</strong>
                <select
                    class="field"
                    on:change=move |event| chosen.set(Location::new(&event_target_value(&event)))
                >
                    <option value="">{words::CHOOSE}</option>
                    {places.into_iter().map(option).collect_view()}
                </select>
            </label>
        </Row>
    }
}

/// Where nobody would be left: the way out of the pane.
#[component]
fn NobodyLeft(close: Signal<String>) -> impl IntoView {
    let title = tell(&Fix::new(vec![Edit::LeaveOut]).sentence());
    view! {
        <li>
            <div>
                <strong>{title.clone()}</strong>
                <span class="quiet">{words::NOBODY_LEFT}</span>
            </div>
            <ButtonLink look=Look::Small href=close>
                {order::CLOSE}
                <span class="unseen">": " {title}</span>
            </ButtonLink>
        </li>
    }
}

/// A way out that the person has no role for.
#[component]
fn Denied(title: String, denial: String) -> impl IntoView {
    view! {
        <li>
            <div>
                <strong>{title.clone()}</strong>
                <span class="quiet">{denial.clone()}</span>
            </div>
            <Button look=Look::Small reason=Signal::stored(Some(denial))>
                {words::APPLY}
                <span class="unseen">": " {title}</span>
            </Button>
        </li>
    }
}

/// The fixes applied so far; each can be taken back until the order is given.
#[component]
pub(crate) fn Applied(draft: Draft) -> impl IntoView {
    let undo = move |at: usize| {
        draft.applied.update(|applied| {
            applied.remove(at);
        });
        focus_on(OUTCOME);
    };
    let row = move |(at, AppliedFix { fix, users }): (usize, AppliedFix)| {
        let title = words::applied(&tell(&fix.sentence()), &users);
        view! {
            <li>
                <div>{title.clone()}</div>
                <Button look=Look::Small on_press=move || undo(at)>
                    {order::UNDO}
                    <span class="unseen">": " {title}</span>
                </Button>
            </li>
        }
    };
    let some = Memo::new(move |_| !draft.applied.read().is_empty());
    let rows = move || {
        draft
            .applied
            .get()
            .into_iter()
            .enumerate()
            .map(row)
            .collect_view()
    };
    move || {
        some.get().then(|| {
            view! {
                <section class="stack tight">
                    <h3>{order::APPLIED}</h3>
                    <ul class="fixes applied">{rows}</ul>
                </section>
            }
        })
    }
}
