use crate::{
    licenses::{
        draft::{Draft, Verdict},
        foot::OUTCOME,
    },
    ui::{Button, Look, Person, Tag, Tone, focus_on},
    words::{Text, manage as words},
};
use domain::{Effect, Match, Outcome, Preview, UserId};
use leptos::prelude::*;

/// So many users are shown at first, and so many more each time.
const AT_ONCE: usize = 50;

/// Who is in the order, and whom somebody left out of it.
#[derive(Clone, Copy)]
pub(super) struct People {
    /// In it.
    pub(super) within: RwSignal<Vec<Match>>,
    left_out: RwSignal<Vec<Match>>,
    /// How many are shown.
    shown: RwSignal<usize>,
}

impl People {
    /// All are in it.
    pub(super) fn all(people: Vec<Match>) -> Self {
        Self {
            within: RwSignal::new(people),
            left_out: RwSignal::new(Vec::new()),
            shown: RwSignal::new(AT_ONCE),
        }
    }
}

/// Everybody concerned, and what each gains and loses.
#[component]
pub(super) fn Fates(draft: Draft, people: People) -> impl IntoView {
    let People {
        within: people,
        left_out,
        shown,
    } = people;
    let alone = move || people.read().len() < 2;
    let able = draft.those_who_can();
    let able = Memo::new(move |_| able.get());
    let leave_out = move |user: UserId| {
        move_over(people, left_out, user);
        focus_on(OUTCOME);
    };
    let take_back = move |user: UserId| {
        move_over(left_out, people, user);
        focus_on(OUTCOME);
    };
    let row = move |user: Match| {
        let (id, name) = (user.id, user.name.to_string());
        let fate = Memo::new(move |_| fate(draft, able, id));
        let detail = move || {
            fate.get()
                .map(|fate| view! { <span class="quiet">{fate.text}</span> })
        };
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
            let (tone, text) = fate.get()?.mark?;
            Some(view! { <Tag tone=tone text=text /> })
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
        let people = people.read();
        people.iter().take(shown.get()).cloned().collect::<Vec<_>>()
    };
    let more = move || {
        let hidden = people.read().len().saturating_sub(shown.get());
        let show = move || {
            shown.update(|shown| *shown += AT_ONCE);
            // The button goes with the last of them.
            if hidden <= AT_ONCE {
                focus_on(OUTCOME);
            }
        };
        (hidden > 0).then(|| {
            view! {
                <li>
                    <Button look=Look::Small on_press=show>
                        {words::show_more(hidden.min(AT_ONCE), hidden)}
                    </Button>
                </li>
            }
        })
    };
    let row_out = move |user: Match| {
        let (id, name) = (user.id, user.name.to_string());
        view! {
            <li>
                <Person name=name.clone() detail=user.username.to_string() />
                <Button look=Look::Small on_press=move || take_back(id)>
                    {words::TAKE_BACK}
                    <span class="unseen">" " {name}</span>
                </Button>
            </li>
        }
    };
    let some_out = Memo::new(move |_| !left_out.read().is_empty());
    view! {
        <section class="stack tight">
            <h3>{words::WHO}</h3>
            <ul class="people">
                <For each=first key=|user| user.id children=row />
                {more}
            </ul>
        </section>
        {move || {
            some_out
                .get()
                .then(|| {
                    view! {
                        <section class="stack tight">
                            <h3>{words::LEFT_OUT}</h3>
                            <ul class="people">
                                <For each=move || left_out.get() key=|user| user.id children=row_out />
                            </ul>
                        </section>
                    }
                })
        }}
    }
}

/// Takes a user from one list to the end of another.
fn move_over(from: RwSignal<Vec<Match>>, to: RwSignal<Vec<Match>>, user: UserId) {
    let at = from.with_untracked(|from| from.iter().position(|one| one.id == user));
    if let Some(at) = at {
        let user = from.try_update(|from| from.remove(at));
        to.update(|to| to.extend(user));
    }
}

/// What would happen to one user.
#[derive(Clone, PartialEq)]
struct Fate {
    text: String,
    /// A word about the user, and how it is meant.
    mark: Option<(Tone, Text)>,
}

impl Fate {
    /// What the order does.
    fn of(outcome: &Outcome, user: UserId) -> Option<Self> {
        let of_user = |(_, users): &&(Effect, Vec<UserId>)| users.binary_search(&user).is_ok();
        let (effect, _) = outcome.effects.iter().find(of_user)?;
        Some(Self {
            text: words::fate(effect),
            mark: None,
        })
    }

    fn nothing(mark: Option<(Tone, Text)>) -> Self {
        Self {
            text: words::STAYS.to_owned(),
            mark,
        }
    }
}

/// What would happen to one user, once that is known. If not everybody can, it is told of whoever can what they would get:
/// `able` is what would come of the order for them.
fn fate(draft: Draft, able: Memo<Option<Outcome>>, user: UserId) -> Option<Fate> {
    match &*draft.verdict.read() {
        Verdict::Decided(Preview::Accepted(outcome)) => {
            let left_out = || Fate::nothing(Some((Tone::Warn, words::LEFT_OUT)));
            Some(Fate::of(outcome, user).unwrap_or_else(left_out))
        }
        Verdict::Decided(Preview::Refused(refusal)) => {
            let able = able.read();
            if let Some(fate) = able.as_ref().and_then(|able| Fate::of(able, user)) {
                return Some(fate);
            }
            let mut stuck = refusal.problems.iter().flat_map(|problem| &problem.users);
            let is_stuck = stuck.any(|one| one.id == user);
            let mark = is_stuck.then_some((Tone::Bad, words::STUCK));
            // Whoever can is told of as soon as it is known.
            let waits = mark.is_none() && refusal.who_can > 0 && able.is_none();
            (!waits).then(|| Fate::nothing(mark))
        }
        _ => None,
    }
}
