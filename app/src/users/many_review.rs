use super::{
    many_asked::{Asking, Question},
    many_pane::OUTCOME,
    many_steps::STEP,
    offer::Offer,
};
use crate::{
    api_many,
    error::Error,
    licenses::foot::Open,
    session::Me,
    trouble::{Trouble, WayOn},
    ui::{Button, Look, Reason, Tone, focus_on, save},
    words::{and, digits, error, many as words, order, problem as problems, tell},
};
use domain::{Cause, Edit, Fix, Listed, Problem, Verb};
use leptos::prelude::*;

/// What the file of rows that can't be added is called.
pub(super) const FAILED: &str = "users-not-added.csv";

/// The last step: what would come of it, and what is in the way.
#[component]
pub(super) fn Review(asking: Asking, shown: Signal<bool>) -> impl IntoView {
    let answer = move || {
        asking.answer.get().map(|answer| match answer {
            Ok(listed) => view! { <Told asking=asking listed=listed /> }.into_any(),
            Err(why) => view! {
                <Reason title=words::not_read(&why)>
                    <p>{error::sentence(&why)}</p>
                    <div class="row">
                        <WayOn again=why.may_pass().then_some(asking.again) error=why />
                    </div>
                </Reason>
            }
            .into_any(),
        })
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[2] tabindex="-1">
                {words::STEPS[2]}
            </h3>
            <Failure asking=asking />
            {answer}
        </section>
    }
}

/// Why the last try didn't succeed.
#[component]
fn Failure(asking: Asking) -> impl IntoView {
    move || match (asking.open(), asking.failure()) {
        (Some(error), _) => view! { <Open error=error /> }.into_any(),
        (None, None) => ().into_any(),
        (None, Some(Error::Changed(_) | Error::Refused(_))) => view! {
            <Reason title=order::CHANGED tone=Tone::Warn>
                <p>{order::CHANGED_TEXT}</p>
            </Reason>
        }
        .into_any(),
        (None, Some(error)) => view! { <Trouble error=error /> }.into_any(),
    }
}

#[component]
fn Told(asking: Asking, listed: Listed) -> impl IntoView {
    let asked = asking.asked;
    let name = asked.list.get_untracked().and_then(Result::ok);
    let name = name.map(|list| list.name);
    let named = |offers: &Vec<Offer>| {
        let ticked = offers.iter().filter(|offer| offer.on.get_untracked());
        ticked
            .map(|offer| offer.name().to_owned())
            .collect::<Vec<_>>()
    };
    let licenses = match asked.offers.with_value(named).as_slice() {
        [] => words::NO_LICENSES.to_owned(),
        names => and(names),
    };
    let shared = listed.summary.problems.clone().into_iter();
    let shared = shared.map(|(problem, rows)| {
        view! { <Shared asking=asking problem=problem rows=rows /> }
    });
    view! {
        <dl class="told">
            <dt>{words::CHOSEN_FILE}</dt>
            <dd>{name}</dd>
            <dt>{words::ROWS}</dt>
            <dd>{digits(listed.rows)}</dd>
            <dt>{words::LICENSES}</dt>
            <dd>{licenses}</dd>
        </dl>
        {shared.collect_view()}
        <Failing asking=asking listed=listed.clone() />
    }
}

/// A problem that rows share, with the ways out that go for all of them.
#[component]
fn Shared(asking: Asking, problem: Problem, rows: usize) -> impl IntoView {
    let Problem {
        cause,
        users,
        fixes,
    } = problem;
    let title = match (&cause, rows) {
        (Cause::NoSeats { .. } | Cause::NotAllowed(_), _) | (_, 0) => {
            problems::title(&cause, &users, |who| who.to_owned())
        }
        _ => words::stuck(rows),
    };
    let fixes: Vec<Fix> = fixes
        .into_iter()
        .filter(|fix| goes_for_all(&cause, fix))
        .collect();
    let button = move |fix: Fix| {
        let title = tell(&fix.sentence());
        let apply = move || {
            asking.asked.apply(&fix);
            focus_on(OUTCOME);
        };
        view! {
            <Button look=Look::Small on_press=apply>
                {title}
            </Button>
        }
    };
    let buys = |fix: &Fix| matches!(fix.edits[..], [Edit::BuySeats(..)]);
    let cannot_buy = match &cause {
        Cause::NoSeats {
            product,
            needed,
            available,
            overdrawn,
            ..
        } if !fixes.iter().any(buys) => {
            let missing = needed.saturating_sub(*available) + overdrawn;
            let fix = Fix::new(vec![Edit::BuySeats(product.clone(), missing)]);
            let why_not = expect_context::<Me>().why_not(Verb::BuySeats);
            why_not.map(|denial| {
                view! {
                    <Button look=Look::Small reason=Signal::stored(Some(denial))>
                        {tell(&fix.sentence())}
                    </Button>
                }
            })
        }
        _ => None,
    };
    let fixes = fixes.into_iter().map(button).collect_view();
    view! {
        <Reason title=title tone=Tone::Bad>
            <p>{tell(&cause.sentence())}</p>
            <div class="row">{fixes} {cannot_buy}</div>
        </Reason>
    }
}

/// Can the fix be made by choosing something else for everybody?
fn goes_for_all(cause: &Cause, fix: &Fix) -> bool {
    fix.edits.iter().all(|edit| match edit {
        Edit::TurnOff(..) | Edit::TurnOn(..) | Edit::BuySeats(..) => true,
        // Those for whom there are seats get them.
        Edit::Skip(_) => !matches!(cause, Cause::NoSeats { .. }),
        // A row that names its own location keeps it.
        Edit::SetLocation(_) => *cause == Cause::NoLocation,
        Edit::Drop(_)
        | Edit::LeaveOut
        | Edit::LeaveOutNamed(_)
        | Edit::EveryoneWhoCan
        | Edit::Manage(..) => false,
    })
}

/// The rows that can't be added: the first of them, and all of them as a file.
#[component]
fn Failing(asking: Asking, listed: Listed) -> impl IntoView {
    let failures = listed.failures();
    let fetch = Action::new(|question: &Question| {
        let Question { many, list, .. } = question.clone();
        async move {
            let file = api_many::failed_of_many(many, list.text.to_string()).await?;
            save(FAILED, &file);
            Ok::<_, Error>(())
        }
    });
    let download = move || {
        if let Some(question) = asking.question.get_untracked() {
            fetch.dispatch(question);
        }
    };
    let failed = move || {
        let failed = fetch.value().get().and_then(Result::err);
        failed.map(|error| view! { <Trouble error=error /> })
    };
    (!listed.failed.is_empty()).then(|| {
        let more = failures.saturating_sub(listed.failed.len());
        let rows = listed.failed.into_iter().map(|row| {
            let reasons: Vec<String> = row.reasons.iter().map(tell).collect();
            view! {
                <li>
                    <span class="stack tight">
                        <strong>{words::line(row.line, &row.username)}</strong>
                        <span>{reasons.join(" ")}</span>
                    </span>
                </li>
            }
        });
        let what = match (listed.added, listed.summary.problems.is_empty()) {
            (0, true) => words::CORRECT_ALL,
            (0, false) => order::REFUSED,
            _ => words::CORRECT,
        };
        view! {
            <Reason title=words::failing(failures, listed.rows) tone=Tone::Warn>
                <p>{what}</p>
                <ul class="people">
                    {rows.collect_view()}
                    {(more > 0).then(|| view! { <li class="quiet">{words::more(more)}</li> })}
                </ul>
                <div class="row">
                    <Button
                        on_press=download
                        busy=Signal::derive(move || fetch.pending().get())
                    >
                        {words::DOWNLOAD_FAILED}
                    </Button>
                </div>
                {failed}
            </Reason>
        }
    })
}
