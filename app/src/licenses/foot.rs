use super::{
    draft::{Draft, Verdict},
    who_can::WhoCan,
};
use crate::{
    paths,
    trouble::WayOn,
    ui::{Button, ButtonLink, Look, Outcome, Tone, awake, focus_if_lost, focus_on},
    words::{Text, error as errors, order as words},
};
use domain::{Policy, Preview};
use leptos::{ev::SubmitEvent, prelude::*};

pub(crate) use super::{
    done::Done,
    failure::{Failure, Open},
};

/// The id of the outcome line: the focus goes there when a fix is applied.
pub(crate) const OUTCOME: &str = "outcome";

/// What a pane's foot says.
#[derive(Clone, Copy)]
pub(crate) struct Says {
    /// The button.
    pub(crate) act: Text,
    /// The button for a part of the users.
    pub(crate) those_who_can: fn(usize) -> String,
    /// Why the button is off while nothing is asked for.
    pub(crate) nothing: Text,
    /// The line while nothing is asked for.
    pub(crate) idle: Text,
}

/// What a pane asks, in its body: once it was sent it stays as it is, until it is known what came of it.
#[component]
pub(crate) fn Asked(draft: Draft, children: Children) -> impl IntoView {
    draft.shown_here();
    let is_sent = Memo::new(move |_| draft.is_pending());
    // An effect because focus is the browser's: a field that was sent from can't keep it.
    Effect::new(move || {
        if is_sent.get() {
            focus_if_lost(OUTCOME);
        }
    });
    view! {
        <fieldset class="asked" disabled=move || is_sent.get()>
            {children()}
        </fieldset>
    }
}

/// What sending a pane's form does: the draft goes, unless the button is off.
pub(crate) fn give(
    draft: Draft,
    why_off: impl Fn() -> Option<String> + Send + 'static,
) -> impl Fn(SubmitEvent) + Send + 'static {
    move |event| {
        event.prevent_default();
        if untrack(&why_off).is_none() {
            draft.submit();
        }
    }
}

/// The end of every pane that changes something: what will happen, and the button that does it.
#[component]
pub(crate) fn Foot(
    draft: Draft,
    says: Says,
    close: Signal<String>,
    /// The form around it goes without JavaScript too: until the script is awake, nothing is off.
    #[prop(optional)]
    posts: bool,
    /// What is in the way that the rule knows nothing of.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let line = draft.line(says.idle.into());
    let line = Memo::new(move |_| match (why_off(draft, says.nothing), wrong.get()) {
        (None, Some(wrong)) if !draft.is_pending() => (Tone::Bad, wrong),
        _ => line.get(),
    });
    let awake = awake();
    let reason = Signal::derive(move || {
        let wrong = || wrong.get().filter(|_| !draft.is_pending());
        let off = || why_off(draft, says.nothing).or_else(wrong);
        (awake.get() || !posts).then(off).flatten()
    });
    let who_can = Memo::new(
        move |_| match draft.open().is_some() || draft.denial().is_some() {
            true => 0,
            false => draft.who_can(),
        },
    );
    let foretold = draft.those_who_can();
    let foretold = Memo::new(move |_| foretold.get());
    // An effect because focus is the browser's: the button may have it that goes.
    Effect::new(move |before: Option<bool>| {
        let is_there = who_can.get() > 0;
        if before == Some(true) && !is_there {
            focus_if_lost(OUTCOME);
        }
        is_there
    });
    let some = move || {
        let number = who_can.get();
        let press = move || {
            if let Some(shown) = foretold.get_untracked() {
                draft.submit_for_some(shown);
            }
        };
        let busy = Signal::derive(move || draft.sending_for(Policy::EveryoneWhoCan));
        let reason = Signal::derive(move || match (draft.sending(), &*foretold.read()) {
            (true, _) => (!busy.get()).then(|| words::UNDER_WAY.to_owned()),
            (_, None) => Some(words::CHECKING.to_owned()),
            (_, Some(shown)) => (shown.changed_users() == 0).then(|| words::NOTHING.to_owned()),
        });
        (number > 0).then(|| {
            view! {
                <Button on_press=press reason=reason busy=busy>
                    {(says.those_who_can)(number)}
                </Button>
            }
        })
    };
    view! {
        <div class="foot">
            <Line draft=draft line=line />
            <WhoCan draft=draft foretold=foretold />
            <div class="row">
                <Act draft=draft act=says.act reason=reason line=line />
                {some}
                <Cancel draft=draft close=close />
            </div>
        </div>
    }
}

/// The line that says what will happen; where that can't be told, with the way on.
#[component]
pub(crate) fn Line(draft: Draft, line: Memo<(Tone, String)>) -> impl IntoView {
    let failed = Memo::new(move |_| match &*draft.verdict.read() {
        Verdict::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let again = Callback::new(move |()| {
        draft.again();
        focus_on(OUTCOME);
    });
    let way = move || {
        let error = failed.get()?;
        Some(view! { <WayOn error=error again=Some(again) small=true /> })
    };
    view! {
        <div class="row">
            <Outcome
                id=OUTCOME
                tone=Signal::derive(move || line.read().0)
                text=Signal::derive(move || line.read().1.clone())
            />
            {way}
        </div>
    }
}

/// The button that gives the order. One that wasn't answered it gives again.
#[component]
pub(crate) fn Act(
    draft: Draft,
    /// The words on it.
    #[prop(into)]
    act: Signal<Text>,
    /// Why it is off.
    reason: Signal<Option<String>>,
    /// The line above it, which may say the reason already.
    line: Memo<(Tone, String)>,
    /// It takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let is_open = Memo::new(move |_| draft.open().is_some());
    let busy = Signal::derive(move || {
        draft.sending() && (is_open.get() || !draft.sending_for(Policy::EveryoneWhoCan))
    });
    let reason = Signal::derive(move || reason.get().filter(|_| !busy.get()));
    let told_by = Signal::derive(move || {
        let line = line.read();
        (reason.read().as_ref() == Some(&line.1)).then_some(OUTCOME)
    });
    let label = move || match is_open.get() {
        true => errors::AGAIN.say(),
        false => act.get().say(),
    };
    let look = if danger { Look::Danger } else { Look::Primary };
    view! {
        <Button look=look submit=true reason=reason told_by=told_by busy=busy>
            {label}
        </Button>
    }
}

/// Turns away. What was sent isn't taken back by that.
#[component]
pub(crate) fn Cancel(draft: Draft, close: Signal<String>) -> impl IntoView {
    let label = move || match draft.is_pending() {
        true => words::CLOSE.say(),
        false => words::CANCEL.say(),
    };
    view! { <ButtonLink href=close>{label}</ButtonLink> }
}

/// Why the button is off; none when it can be pressed.
pub(crate) fn why_off(draft: Draft, nothing: Text) -> Option<String> {
    // What wasn't answered can be tried again, whatever has become of it meanwhile.
    if draft.open().is_some() {
        return None;
    }
    if draft.sending() {
        return Some(words::UNDER_WAY.to_owned());
    }
    if let Some(denial) = draft.denial() {
        return Some(denial);
    }
    match draft.verdict.get() {
        Verdict::Nothing => Some(nothing.to_owned()),
        Verdict::Checking => Some(words::CHECKING.to_owned()),
        Verdict::Failed(error) => Some(errors::sentence(&error)),
        Verdict::Decided(Preview::Accepted(outcome)) => {
            (outcome.changed_users() == 0).then(|| words::NOTHING.to_owned())
        }
        Verdict::Decided(Preview::Refused(refusal)) if refusal.who_can > 0 => {
            Some(words::REFUSED_BUT.to_owned())
        }
        Verdict::Decided(Preview::Refused(_)) => Some(words::REFUSED.to_owned()),
    }
}

/// Where closing a pane leads: the product's page as it was shown.
pub(crate) fn close() -> Signal<String> {
    let (slug, shown) = (super::chosen::slug(), super::chosen::shown());
    Signal::derive(move || paths::product(&slug.read(), &shown.read()))
}
