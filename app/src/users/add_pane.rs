use super::{
    add_steps::{Basics, Licenses, Optional, Review, STEP},
    adding::AddingPane,
    manage_pane::close,
    offer::{Offer, choices},
    password_choice::{Chosen as Password, PasswordOnce, Way},
    steps::Steps,
    texts::Texts,
};
use crate::{
    api_people::Start,
    licenses::{
        draft::{Draft, new_key},
        foot::{Done, Foot, Says, why_off},
    },
    ui::{Button, Look, focus_on},
    words::people as words,
};
use domain::{
    Action, Choice, Location, Order, Policy, ProductRow, Profile, ProfileField, Role, Step, UserId,
    UserKind,
};
use leptos::{ev::SubmitEvent, prelude::*};

const SAYS: Says = Says {
    act: words::FINISH,
    those_who_can: words::those_who_can,
    nothing: words::NOBODY_YET,
    idle: words::NOBODY_YET,
};

const LAST: usize = words::STEPS.len() - 1;

/// What is chosen in the pane.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// The id of whom it adds; the browser draws it.
    id: RwSignal<Option<UserId>>,
    pub(super) texts: Texts,
    pub(super) location: RwSignal<Option<Location>>,
    pub(super) offers: StoredValue<Vec<Offer>>,
    pub(super) password: Password,
    pub(super) roles: RwSignal<Vec<Role>>,
    domain: StoredValue<String>,
}

impl Chosen {
    fn new(start: &Start, products: Vec<ProductRow>) -> Self {
        let id = RwSignal::new(None);
        // An effect because only the browser draws it.
        Effect::new(move || {
            if id.get_untracked().is_none() {
                id.set(new_key().parse().ok());
            }
        });
        Self {
            id,
            texts: Texts::of(&Profile::default()),
            location: RwSignal::new(start.location),
            offers: StoredValue::new(products.into_iter().map(Offer::of).collect()),
            password: Password::new(Way::Generated),
            roles: RwSignal::new(Vec::new()),
            domain: StoredValue::new(start.domain.clone()),
        }
    }

    /// The profile, with the display name and the domain that go without saying.
    pub(super) fn profile(self) -> Profile {
        let mut profile = self.texts.profile();
        if profile.get(ProfileField::Name).is_empty() {
            let first = profile.get(ProfileField::FirstName);
            let last = profile.get(ProfileField::LastName);
            let name = format!("{first} {last}");
            profile.set(ProfileField::Name, &name);
        }
        let username = profile.get(ProfileField::Username).to_owned();
        let domain = self.domain.get_value();
        if !username.is_empty() && !username.contains('@') && !domain.is_empty() {
            let username = format!("{username}@{domain}");
            profile.set(ProfileField::Username, &username);
        }
        profile
    }

    fn order(self) -> Order {
        let profile = self.profile();
        let is_named = !profile.get(ProfileField::Name).is_empty()
            && !profile.get(ProfileField::Username).is_empty();
        let Some(id) = self.id.get().filter(|_| is_named) else {
            return Order::default();
        };
        let kind = UserKind::Member;
        let mut actions = vec![Action::AddUser { profile, kind }];
        if let Some(location) = self.location.get() {
            actions.push(Action::SetLocation(location));
        }
        let to: Vec<Choice> = self.offers.with_value(|offers| choices(offers));
        if !to.is_empty() {
            actions.push(Action::Assign(to));
        }
        let roles = self.roles.get();
        if !roles.is_empty() {
            actions.push(Action::SetRoles(roles));
        }
        let step = |action| Step {
            action,
            users: vec![id],
        };
        Order {
            steps: actions.into_iter().map(step).collect(),
            policy: Policy::AllOrNothing,
        }
    }
}

/// The pane that adds a user, with licenses, in four steps and one order.
#[component]
pub(crate) fn AddPane() -> impl IntoView {
    let begin = |start: &Start, products, more| {
        let chosen = Chosen::new(start, products);
        view! { <Whole chosen=chosen more=more /> }.into_any()
    };
    view! { <AddingPane title=words::ADD begin=begin /> }
}

#[component]
fn Whole(chosen: Chosen, more: Callback<()>) -> impl IntoView {
    let draft = Draft::new(Memo::new(move |_| chosen.order()));
    move || match draft.receipt() {
        Some(receipt) => {
            let password = untrack(|| chosen.password.password());
            let share = draft.assigned();
            view! {
                <Done receipt=receipt close=close() more=(words::ADD_ANOTHER, more) share=share>
                    <PasswordOnce password=password />
                </Done>
            }
            .into_any()
        }
        None => view! { <Form draft=draft chosen=chosen /> }.into_any(),
    }
}

#[component]
fn Form(draft: Draft, chosen: Chosen) -> impl IntoView {
    let step = RwSignal::new(0_usize);
    let go = move |to: usize| {
        step.set(to);
        focus_on(STEP[to]);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let now = step.get_untracked();
        if now < LAST {
            go(now + 1);
        } else if untrack(|| {
            why_off(draft, SAYS.nothing).is_none()
                && chosen.password.wrong().is_none()
                && !draft.sending()
        }) {
            let id = chosen.id.get_untracked();
            let given = id.map(|id| untrack(|| chosen.password.given(id)));
            draft.passwords.set(given.unwrap_or_default());
            draft.submit(Policy::AllOrNothing);
        }
    };
    let foot = move || match step.get() {
        LAST => view! { <Foot draft=draft says=SAYS close=close() /> }.into_any(),
        _ => view! {
            <div class="foot">
                <div class="row">
                    <Button look=Look::Primary submit=true>
                        {words::NEXT}
                    </Button>
                </div>
            </div>
        }
        .into_any(),
    };
    view! {
        <form on:submit=submit novalidate=true>
            <div class="body">
                <Steps titles=&words::STEPS step=step go=Callback::new(go) />
                <Basics chosen=chosen shown=Signal::derive(move || step.get() == 0) />
                <Licenses chosen=chosen shown=Signal::derive(move || step.get() == 1) />
                <Optional chosen=chosen shown=Signal::derive(move || step.get() == 2) />
                <Review draft=draft chosen=chosen shown=Signal::derive(move || step.get() == LAST) />
            </div>
            {foot}
        </form>
    }
}
