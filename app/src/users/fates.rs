use crate::{
    licenses::{
        draft::{Draft, Verdict},
        foot::OUTCOME,
    },
    ui::{Button, Look, Person, Tag, Tone, focus_on},
    words::manage as words,
};
use domain::{Effect, Match, Preview, UserId};
use leptos::prelude::*;

/// As many users are named; of more, only their number.
const NAMED: usize = 50;

/// Everybody concerned, and what each gains and loses.
#[component]
pub(super) fn Fates(draft: Draft, people: RwSignal<Vec<Match>>) -> impl IntoView {
    let more = move || people.read().len().saturating_sub(NAMED);
    let alone = move || people.read().len() < 2;
    let leave_out = move |user: UserId| {
        people.update(|people| people.retain(|one| one.id != user));
        focus_on(OUTCOME);
    };
    let row = move |user: Match| {
        let (id, name) = (user.id, user.name.to_string());
        let fate = move || fate(draft, user.id);
        let detail = move || fate().map(|(_, text)| view! { <span class="quiet">{text}</span> });
        let leave = move || {
            let name = name.clone();
            (!alone()).then(|| {
                view! {
                    <Button look=Look::Small on_press=move || leave_out(id)>
                        {words::LEAVE_OUT}
                        <span class="unseen">" " {name}</span>
                    </Button>
                }
            })
        };
        let mark = move || {
            let (tone, _) = fate()?;
            (tone != Tone::Plain).then(|| view! { <Tag tone=tone text=words::LEFT_OUT /> })
        };
        view! {
            <li>
                <span class="stack fate">
                    <Person name=user.name.to_string() detail=user.username.to_string() />
                    {detail}
                </span>
                {mark}
                {leave}
            </li>
        }
    };
    let first = move || {
        people
            .read()
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<_>>()
    };
    view! {
        <section class="stack tight">
            <h3>{words::WHO}</h3>
            <ul class="people">
                <For each=first key=|user| user.id children=row />
                {move || {
                    let more = more();
                    (more > 0).then(|| view! { <li class="quiet">{words::and_more(more)}</li> })
                }}
            </ul>
        </section>
    }
}

/// What would happen to one user, once that is known.
fn fate(draft: Draft, user: UserId) -> Option<(Tone, String)> {
    match draft.verdict.get() {
        Verdict::Decided(Preview::Accepted(outcome)) => {
            let of_user = |(_, users): &&(Effect, Vec<UserId>)| users.binary_search(&user).is_ok();
            Some(match outcome.effects.iter().find(of_user) {
                Some((effect, _)) => (Tone::Plain, words::fate(effect)),
                None => (Tone::Warn, words::STAYS.to_owned()),
            })
        }
        Verdict::Decided(Preview::Refused(_)) if draft.troubled().contains_key(&user) => {
            Some((Tone::Bad, words::STAYS.to_owned()))
        }
        _ => None,
    }
}
