use super::{
    chosen,
    chosen::Everybody as Selected,
    manage::{Chosen, First, Second},
    manage_pane::close,
    offer::Offer,
};
use crate::{
    api,
    ask::kept_up,
    error::Error,
    licenses::{chosen::Selection, draft::new_key, foot::Done},
    session::{Changes, Me},
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Outcome, Reason, Tone, focus_on},
    words::{manage as words, order, problem, tell},
};
use domain::{Action as Verb, Cause, Matching, Policy, ProductId, ProductRow, Receipt, Summary};
use leptos::{prelude::*, reactive::actions::Action};

/// What would come of it; none while that is asked.
type Answer = Option<Result<Summary, Error>>;

/// An order on its way: what, the seal of what was shown, and its key.
type Sent = (Matching, String, String);

/// The ways out that were taken.
#[derive(Clone, Copy)]
struct Ways {
    bought: RwSignal<Vec<(ProductId, u32)>>,
    policy: RwSignal<Policy>,
}

/// The licenses of everybody who matches: the server finds them, and says in numbers what comes of it. What is
/// carried out is compared with that.
#[component]
pub(super) fn Everybody(products: Vec<ProductRow>) -> impl IntoView {
    let chosen = Chosen::among(products.into_iter().map(Offer::of).collect());
    let ways = Ways {
        bought: RwSignal::new(Vec::new()),
        policy: RwSignal::new(Policy::AllOrNothing),
    };
    let (asked, answer) = asking(&chosen, ways);
    let changes = Changes::here();
    let send = Action::new(move |sent: &Sent| {
        let (matching, seal, key) = sent.clone();
        async move {
            let done = api::submit_matching(matching, seal, key).await;
            changes.ordered(&done);
            done
        }
    });
    let (selection, all) = (Selection::here(), Selected::here());
    let second = chosen.second;
    move || match send.value().get() {
        Some(Ok(receipt)) => {
            let receipt: Receipt = receipt;
            selection.clear();
            all.selected.set(false);
            let share = asked.read_untracked().actions.iter().any(Verb::assigns);
            view! { <Done receipt=receipt close=close() share=share /> }.into_any()
        }
        _ if second.get() => {
            view! { <Form chosen=chosen.clone() ways=ways asked=asked answer=answer send=send /> }
                .into_any()
        }
        _ => view! { <First chosen=chosen.clone() /> }.into_any(),
    }
}

/// What is asked for, and what the server says to it.
fn asking(chosen: &Chosen, ways: Ways) -> (Memo<Matching>, Memo<Answer>) {
    let (shown, changes) = (chosen::shown(), Changes::here());
    let chosen = chosen.clone();
    let asked = Memo::new(move |_| {
        let buys = ways.bought.get().into_iter();
        let buys = buys.map(|(product, seats)| Verb::BuySeats { product, seats });
        let action = chosen.action();
        Matching {
            query: shown.read().query.whom(),
            actions: match action {
                Some(action) => buys.chain([action]).collect(),
                None => Vec::new(),
            },
            policy: ways.policy.get(),
        }
    });
    let found = kept_up(asked, changes, |matching: Matching| async move {
        match matching.actions.as_slice() {
            [] => None,
            _ => Some(api::preview_matching(matching).await),
        }
    });
    let answer = Memo::new(move |_| {
        let known = found.read();
        let (about, answer) = known.as_ref()?;
        (*about == asked.get()).then(|| answer.clone()).flatten()
    });
    (asked, answer)
}

/// The id of the outcome line.
const OUTCOME: &str = "outcome";

#[component]
fn Form(
    chosen: Chosen,
    ways: Ways,
    asked: Memo<Matching>,
    answer: Memo<Answer>,
    send: Action<Sent, Result<Receipt, Error>>,
) -> impl IntoView {
    // Sent again unchanged, it has the same key and takes effect once.
    let last = StoredValue::new(None::<Sent>);
    let submit = move || {
        let Some(Ok(summary)) = answer.get_untracked() else {
            return;
        };
        let matching = asked.get_untracked();
        let same = |sent: &Sent| sent.0 == matching && sent.1 == summary.seal;
        let sent = match last.get_value().filter(same) {
            Some(sent) => sent,
            None => (matching, summary.seal, new_key()),
        };
        last.set_value(Some(sent.clone()));
        send.dispatch(sent);
    };
    let failed = move || match send.value().get() {
        Some(Err(Error::Changed(_))) => view! {
            <Reason title=order::CHANGED tone=Tone::Warn>
                <p>{order::CHANGED_TEXT}</p>
            </Reason>
        }
        .into_any(),
        Some(Err(error)) => view! { <Trouble error=error /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <div class="body">
            <Second chosen=chosen />
            {failed}
            {move || answer.get().map(|answer| match answer {
                Ok(summary) => view! { <Numbers summary=summary ways=ways /> }.into_any(),
                Err(error) => view! { <Trouble error=error /> }.into_any(),
            })}
        </div>
        <Foot asked=asked answer=answer busy=send.pending() on_save=Callback::new(move |()| submit()) />
    }
}

/// What befalls how many, and what is in the way of how many, with the ways out.
#[component]
fn Numbers(summary: Summary, ways: Ways) -> impl IntoView {
    let missing = summary
        .missing_seats()
        .map(|(product, seats)| (product.clone(), seats));
    let missing = missing.collect::<Vec<_>>().into_iter();
    let buys = missing.map(|(product, seats)| {
        let id = product.id;
        let buy = move || {
            ways.bought
                .update(|bought| match bought.iter_mut().find(|one| one.0 == id) {
                    Some((_, before)) => *before += seats,
                    None => bought.push((id, seats)),
                });
            focus_on(OUTCOME);
        };
        let why_not = expect_context::<Me>().why_not(domain::Verb::BuySeats);
        view! {
            <Button on_press=buy reason=Signal::stored(why_not)>
                {words::buy(seats, &product.name)}
            </Button>
        }
    });
    let buys = buys.collect_view();
    let tone = if summary.accepted {
        Tone::Warn
    } else {
        Tone::Bad
    };
    let problems = summary.problems.into_iter().map(|(one, users)| {
        let title = match (&one.cause, users) {
            (Cause::NoSeats { .. }, _) | (_, 0) => problem::title(&one.cause, &[], words::stuck),
            _ => words::stuck(&words::users(users)),
        };
        let names = one
            .users
            .first()
            .map(|first| words::first_of(&first.name, users));
        view! {
            <Reason title=title tone=tone>
                <p>{tell(&one.cause.sentence())}</p>
                <p class="quiet">{names}</p>
            </Reason>
        }
    });
    let effects = summary.effects.into_iter().map(|(effect, users)| {
        view! {
            <li>
                <span>{words::fate(&effect)}</span>
                <span class="quiet">{words::users(users)}</span>
            </li>
        }
    });
    let who_can = summary.who_can;
    let go_on = move || {
        ways.policy.set(Policy::EveryoneWhoCan);
        focus_on(OUTCOME);
    };
    let some = (!summary.accepted && who_can > 0).then(|| {
        view! { <Button on_press=go_on>{words::leave_out_others(who_can)}</Button> }
    });
    view! {
        {problems.collect_view()}
        <div class="row">{buys} {some}</div>
        <ul class="people">{effects.collect_view()}</ul>
    }
}

/// What will happen, and the button that does it.
#[component]
fn Foot(
    asked: Memo<Matching>,
    answer: Memo<Answer>,
    #[prop(into)] busy: Signal<bool>,
    on_save: Callback<()>,
) -> impl IntoView {
    let line = Memo::new(move |_| match answer.get() {
        _ if asked.read().actions.is_empty() => (Tone::Plain, words::CHOOSE.to_owned()),
        None => (Tone::Plain, order::CHECKING.to_owned()),
        Some(Err(error)) => (Tone::Bad, crate::words::error::sentence(&error)),
        Some(Ok(summary)) if summary.accepted => match summary.changed_users {
            0 => (Tone::Plain, tell(&summary.line)),
            _ => (Tone::Good, tell(&summary.line)),
        },
        Some(Ok(_)) => (Tone::Bad, order::REFUSED.to_owned()),
    });
    let may = expect_context::<Me>().why_not(domain::Verb::AssignLicenses);
    let reason = Signal::derive(move || {
        may.clone().or_else(|| match answer.get() {
            Some(Ok(summary)) if summary.accepted && summary.changed_users > 0 => None,
            Some(Ok(summary)) if summary.accepted => Some(order::NOTHING.to_owned()),
            _ => Some(line.get().1),
        })
    });
    view! {
        <div class="foot">
            <Outcome
                id=OUTCOME
                tone=Signal::derive(move || line.read().0)
                text=Signal::derive(move || line.read().1.clone())
            />
            <div class="row">
                <Button look=Look::Primary reason=reason busy=busy on_press=on_save>
                    {words::SAVE}
                </Button>
                <ButtonLink href=close()>{order::CANCEL}</ButtonLink>
            </div>
        </div>
    }
}
