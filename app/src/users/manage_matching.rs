use super::{
    chosen,
    chosen::Everybody as Selected,
    manage::{Chosen, First, Second},
    manage_pane::close,
    manage_problem::OneProblem,
    manage_ways::{Applied, Known, OUTCOME, Question, Way, Ways},
    offer::Offer,
};
use crate::{
    api,
    ask::answered,
    error::Error,
    licenses::{
        chosen::Selection,
        draft::new_key,
        foot::{Done, Open},
    },
    sending::Sending,
    session::{Changes, Me},
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Loss, Outcome, Reason, Tone, Unsaved, focus_if_lost},
    words::{error as errors, manage as words, order, tell},
};
use domain::{Action, Matching, ProductRow, Receipt, Summary, Verb};
use leptos::prelude::*;
use std::{future::Future, pin::Pin};

/// What would come of it; none while that is asked.
type Answer = Option<Result<Known, Error>>;

/// An order on its way: what, the seal of what was shown, and its key. Sent again unchanged, it takes effect once.
type Sent = (Matching, String, String);

fn carry((matching, seal, key): Sent) -> Pin<Box<dyn Future<Output = Result<Receipt, Error>>>> {
    Box::pin(api::submit_matching(matching, seal, key))
}

/// What is asked, what the server says to it, and what came of sending it.
#[derive(Clone, Copy)]
struct Asking {
    ways: Ways,
    question: Memo<Question>,
    answer: Memo<Answer>,
    /// Asks again what couldn't be answered.
    again: Callback<()>,
    sending: Sending<Sent, Receipt>,
}

impl Asking {
    fn new(chosen: &Chosen) -> Self {
        let (shown, ways) = (chosen::shown(), Ways::new());
        let sending = Sending::<Sent, Receipt>::new(carry);
        let action = {
            let chosen = chosen.clone();
            Memo::new(move |_| chosen.action())
        };
        // An effect because what somebody chose by hand takes back for good what was a way out of something else.
        Effect::new(move || ways.follow(action.read().as_ref()));
        let question = Memo::new(move |_| Question {
            query: shown.read().query.whom(),
            action: action.get(),
            ways: ways.taken(),
        });
        let found = answered(question, Some(Changes::here()), Question::answer);
        let answer = sending.answer(question, found);
        Unsaved::watch(Loss::Entered, move || {
            let is_over = sending.is_pending() || sending.done().is_some();
            !is_over && action.read().is_some()
        });
        Self {
            ways,
            question,
            answer,
            again: Callback::new(move |()| found.again()),
            sending,
        }
    }

    /// What would come of it, if that is known.
    fn summary(self) -> Option<Summary> {
        let (_, summary) = self.answer.get()?.ok()?;
        Some(summary)
    }

    /// Sends it, if it is known what would come of it.
    fn submit(self) {
        let Some(Ok((matching, summary))) = self.answer.get_untracked() else {
            return;
        };
        let same = |(order, seal, key): &Sent| {
            (*order == matching && *seal == summary.seal).then(|| key.clone())
        };
        let key = untrack(|| self.sending.with_last(same)).flatten();
        let key = key.unwrap_or_else(new_key);
        self.sending.send((matching, summary.seal, key));
    }

    /// Did what was sent last assign licenses?
    fn assigned(self) -> bool {
        let assigns = |(matching, ..): &Sent| matching.actions.iter().any(Action::assigns);
        untrack(|| self.sending.with_last(assigns)).unwrap_or_default()
    }
}

/// The licenses of everybody who matches: the server finds them, and says in numbers what comes of it. What is
/// carried out is compared with that.
#[component]
pub(super) fn Everybody(products: Vec<ProductRow>) -> impl IntoView {
    let chosen = Chosen::among(products.into_iter().map(Offer::of).collect());
    let asking = Asking::new(&chosen);
    let (selection, all) = (Selection::here(), Selected::here());
    let second = chosen.second;
    move || match asking.sending.done() {
        Some(receipt) => {
            selection.clear();
            all.selected.set(false);
            let share = asking.assigned();
            view! { <Done receipt=receipt close=close() share=share /> }.into_any()
        }
        None if second.get() => view! { <Form chosen=chosen.clone() asking=asking /> }.into_any(),
        None => view! { <First chosen=chosen.clone() /> }.into_any(),
    }
}

#[component]
fn Form(chosen: Chosen, asking: Asking) -> impl IntoView {
    let Asking {
        ways,
        answer,
        again,
        sending,
        ..
    } = asking;
    let is_sent = Memo::new(move |_| sending.is_pending());
    // An effect because focus is the browser's: what was sent from can't keep it.
    Effect::new(move || {
        if is_sent.get() {
            focus_if_lost(OUTCOME);
        }
    });
    let known = Memo::new(
        move |before: Option<&Option<Matching>>| match answer.get() {
            Some(Ok((matching, _))) => Some(matching),
            // The seats to buy stay named while they are counted anew.
            _ => before.cloned().flatten(),
        },
    );
    let told = move || {
        answer.get().map(|answer| match answer {
            Ok((_, summary)) => view! { <Numbers summary=summary ways=ways /> }.into_any(),
            Err(error) => view! { <Trouble error=error again=again /> }.into_any(),
        })
    };
    view! {
        <div class="body">
            <Failure asking=asking />
            <fieldset class="asked" disabled=move || is_sent.get()>
                <Second chosen=chosen />
                <Applied ways=ways order=known.into() />
                {told}
            </fieldset>
        </div>
        <Foot asking=asking />
    }
}

/// Why the last try didn't succeed, or that this isn't known yet.
#[component]
fn Failure(asking: Asking) -> impl IntoView {
    let sending = asking.sending;
    move || match (sending.open(), sending.failure()) {
        (Some(error), _) => view! { <Open error=error /> }.into_any(),
        (None, Some(Error::Changed(_) | Error::Refused(_))) => view! {
            <Reason title=order::CHANGED tone=Tone::Warn>
                <p>{order::CHANGED_TEXT}</p>
            </Reason>
        }
        .into_any(),
        (None, Some(error)) => view! { <Trouble error=error /> }.into_any(),
        (None, None) => ().into_any(),
    }
}

/// What befalls how many, and what is in the way of how many, with the ways out.
#[component]
fn Numbers(summary: Summary, ways: Ways) -> impl IntoView {
    let Summary {
        accepted,
        who_can,
        problems,
        effects,
        ..
    } = summary;
    let tone = if accepted { Tone::Warn } else { Tone::Bad };
    let problems = problems.into_iter().map(|(problem, users)| {
        view! { <OneProblem problem=problem users=users tone=tone ways=ways /> }
    });
    let effects = effects.into_iter().map(|(effect, users)| {
        view! {
            <li>
                <span>{words::fate(&effect)}</span>
                <span class="quiet">{words::users(users)}</span>
            </li>
        }
    });
    let go_on = move || ways.take(Way::OnlyWhoCan);
    let some = (!accepted && who_can > 0).then(|| {
        view! {
            <div class="row">
                <Button on_press=go_on>{words::leave_out_others(who_can)}</Button>
            </div>
        }
    });
    view! {
        {problems.collect_view()}
        {some}
        <ul class="people">{effects.collect_view()}</ul>
    }
}

/// What will happen, and the button that does it. One that wasn't answered it gives again.
#[component]
fn Foot(asking: Asking) -> impl IntoView {
    let Asking {
        question,
        answer,
        sending,
        ..
    } = asking;
    let line = Memo::new(move |_| match answer.get() {
        _ if question.read().action.is_none() => (Tone::Plain, words::CHOOSE.to_owned()),
        None => (Tone::Plain, order::CHECKING.to_owned()),
        Some(Err(error)) => (Tone::Bad, errors::sentence(&error)),
        Some(Ok((_, summary))) if summary.accepted => match summary.changed_users {
            0 => (Tone::Plain, tell(&summary.line)),
            _ => (Tone::Good, tell(&summary.line)),
        },
        Some(Ok(_)) => (Tone::Bad, order::REFUSED.to_owned()),
    });
    let may = expect_context::<Me>().why_not(Verb::AssignLicenses);
    let is_open = Memo::new(move |_| sending.open().is_some());
    let busy = Signal::derive(move || sending.is_under_way());
    let reason = Signal::derive(move || {
        if is_open.get() || busy.get() {
            return None;
        }
        may.clone().or_else(|| match asking.summary() {
            Some(summary) if summary.accepted && summary.changed_users > 0 => None,
            Some(summary) if summary.accepted => Some(order::NOTHING.to_owned()),
            _ => Some(line.get().1),
        })
    });
    let told_by = Signal::derive(move || {
        let line = line.read();
        (reason.read().as_ref() == Some(&line.1)).then_some(OUTCOME)
    });
    let act = move || match is_open.get() {
        true => errors::AGAIN.say(),
        false => words::SAVE.say(),
    };
    let leave = move || match sending.is_pending() {
        true => order::CLOSE.say(),
        false => order::CANCEL.say(),
    };
    view! {
        <div class="foot">
            <Outcome
                id=OUTCOME
                tone=Signal::derive(move || line.read().0)
                text=Signal::derive(move || line.read().1.clone())
            />
            <div class="row">
                <Button
                    look=Look::Primary
                    reason=reason
                    told_by=told_by
                    busy=busy
                    on_press=move || asking.submit()
                >
                    {act}
                </Button>
                <ButtonLink href=close()>{leave}</ButtonLink>
            </div>
        </div>
    }
}
