use super::draft::{Draft, Verdict};
use crate::{
    error::Error,
    paths,
    share::Share,
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Outcome, Reading, Reason, Tone, awake, take_focus},
    words::{Text, order as words, tell},
};
use domain::{Policy, Preview, Receipt, Verb};
use leptos::{html, prelude::*};

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

/// The end of every pane that changes something: what will happen, and the button that does it.
#[component]
pub(crate) fn Foot(
    draft: Draft,
    says: Says,
    close: Signal<String>,
    /// The form around it goes without JavaScript too: until the script is awake, nothing is off.
    #[prop(optional)]
    posts: bool,
) -> impl IntoView {
    let line = draft.line(says.idle);
    let awake = awake();
    let reason = Signal::derive(move || {
        (awake.get() || !posts)
            .then(|| why_off(draft, says.nothing))
            .flatten()
    });
    let who_can = move || draft.refusal().map_or(0, |refusal| refusal.who_can);
    let some = move || {
        let number = who_can();
        (number > 0 && draft.why_not(Verb::AssignLicenses).is_none()).then(|| {
            view! {
                <Button on_press=move || draft.submit(Policy::EveryoneWhoCan)>
                    {(says.those_who_can)(number)}
                </Button>
            }
        })
    };
    // There is always the cross; three buttons are too many for a phone.
    let cancel = move || {
        (who_can() == 0).then(|| view! { <ButtonLink href=close>{words::CANCEL}</ButtonLink> })
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
                    submit=true
                    reason=reason
                    busy=Signal::derive(move || draft.sending())
                >
                    {says.act}
                </Button>
                {some}
                {cancel}
            </div>
        </div>
    }
}

/// Why the button is off; none when it can be pressed.
pub(crate) fn why_off(draft: Draft, nothing: Text) -> Option<String> {
    if let Some(denial) = draft.why_not(Verb::AssignLicenses) {
        return Some(denial);
    }
    match draft.verdict.get() {
        Verdict::Nothing => Some(nothing.to_owned()),
        Verdict::Checking => Some(words::CHECKING.to_owned()),
        Verdict::Failed(error) => Some(crate::words::error::sentence(&error)),
        Verdict::Decided(Preview::Accepted(outcome)) => {
            (outcome.changed_users() == 0).then(|| words::NOTHING.to_owned())
        }
        Verdict::Decided(Preview::Refused(refusal)) if refusal.who_can > 0 => {
            Some(words::REFUSED_BUT.to_owned())
        }
        Verdict::Decided(Preview::Refused(_)) => Some(words::REFUSED.to_owned()),
    }
}

/// Why the last try didn't succeed: the difference, if something changed meanwhile.
#[component]
pub(crate) fn Failure(draft: Draft) -> impl IntoView {
    move || match draft.failure() {
        None => ().into_any(),
        Some(Error::Changed(now)) => {
            let before = draft.sent().and_then(|sent| sent.shown).map(|shown| {
                view! {
                    <dt>{words::BEFORE}</dt>
                    <dd>{tell(&shown.sentence())}</dd>
                }
            });
            view! {
                <Reason title=words::CHANGED tone=Tone::Warn>
                    <p>{words::CHANGED_TEXT}</p>
                    <dl class="difference">
                        {before}
                        <dt>{words::NOW}</dt>
                        <dd>{tell(&now)}</dd>
                    </dl>
                </Reason>
            }
            .into_any()
        }
        // The rule in the browser says the same as soon as it has the new facts.
        Some(Error::Refused(_)) if draft.refusal().is_some() => view! {
            <Reason title=words::CHANGED tone=Tone::Warn>
                <p>{words::NOW_REFUSED}</p>
            </Reason>
        }
        .into_any(),
        Some(error) => view! { <Trouble error=error /> }.into_any(),
    }
}

/// After it is done: what was done, where the ledger has it, and the ways on.
#[component]
pub(crate) fn Done(
    receipt: Receipt,
    close: Signal<String>,
    /// Begins the next one: its words, and how.
    #[prop(optional)]
    more: Option<(Text, Callback<()>)>,
    /// Somebody got something: offers to tell them.
    #[prop(optional)]
    share: bool,
    /// What else came of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H3>::new();
    take_focus(heading);
    let entry = words::entry(&receipt);
    let left_out = receipt.left_out.into_iter().map(|problem| {
        view! {
            <li>
                <strong>{crate::words::problem::who(&problem.users)}</strong>
                <span class="quiet">{tell(&problem.cause.sentence())}</span>
            </li>
        }
    });
    let left_out = left_out.collect::<Vec<_>>();
    let number = receipt.entry;
    view! {
        <Reading>
            <section class="done" aria-labelledby="done">
                <h3 id="done" tabindex="-1" node_ref=heading>
                    {words::DONE}
                </h3>
                <Outcome tone=Tone::Good text=tell(&receipt.line) />
                <p class="quiet">{entry}</p>
            </section>
            {children.map(|more| more())}
            {(!left_out.is_empty())
                .then(|| {
                    view! {
                        <Reason title=words::LEFT_OUT tone=Tone::Warn>
                            <ul class="people">{left_out}</ul>
                        </Reason>
                    }
                })}
            {share.then(|| view! { <Share entry=number /> })}
        </Reading>
        <div class="foot">
            <div class="row">
                <ButtonLink look=Look::Primary href=close>
                    {words::CLOSE}
                </ButtonLink>
                {more.map(|(label, again)| view! { <Button on_press=again>{label}</Button> })}
            </div>
        </div>
    }
}

/// Where closing a pane leads: the product's page as it was shown.
pub(crate) fn close() -> Signal<String> {
    let (slug, shown) = (super::chosen::slug(), super::chosen::shown());
    Signal::derive(move || paths::product(&slug.read(), &shown.read()))
}
