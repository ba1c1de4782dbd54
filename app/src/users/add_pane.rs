use super::{
    add_steps::{Basics, Licenses, Optional, Review, STEP},
    adding::AddingPane,
    denied::Denied,
    manage_pane::close,
    offer::{Offer, choices},
    password_choice::{Chosen as Password, FIELD as PASSWORD, PasswordOnce, Way},
    steps::Steps,
    texts::{self, BASICS, OPTIONAL, Texts},
};
use crate::{
    api_people::Start,
    licenses::{
        draft::{Draft, new_key},
        foot::{Asked, Done, Foot, Says, why_off},
    },
    session::Me,
    ui::{Button, Look, Loss, Unsaved, focus_on},
    words::{people as words, tell},
};
use domain::{
    Action, Choice, Location, Order, Policy, ProductRow, Profile, ProfileField, Role, Step, UserId,
    UserKind, Verb,
};
use leptos::{ev::SubmitEvent, prelude::*};

const SAYS: Says = Says {
    act: words::FINISH,
    those_who_can: words::those_who_can,
    nothing: words::NOBODY_YET,
    idle: words::NOBODY_YET,
};

const LAST: usize = words::STEPS.len() - 1;

/// The fields of a step.
fn fields(step: usize) -> &'static [ProfileField] {
    match step {
        0 => &BASICS,
        2 => &OPTIONAL,
        _ => &[],
    }
}

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
    /// So many steps somebody tried to leave behind: what is wrong in them is said.
    tried: RwSignal<usize>,
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
            tried: RwSignal::new(0),
        }
    }

    /// Something would be lost.
    fn is_begun(self) -> bool {
        let ticked = || self.offers.with_value(|offers| !choices(offers).is_empty());
        !self.texts.is_blank()
            || self.password.is_typed()
            || !self.roles.read().is_empty()
            || ticked()
    }

    /// Did somebody try to leave this step behind?
    pub(super) fn is_tried(self, step: usize) -> bool {
        self.tried.get() > step
    }

    /// Somebody leaves the steps before this one behind.
    fn leave(self, step: usize) {
        self.tried.update(|tried| *tried = step.max(*tried));
    }

    /// What is wrong with a field: what can be seen by itself, or else what the rule finds.
    pub(super) fn wrong(self, draft: Draft, field: ProfileField) -> Option<String> {
        let profile = self.profile();
        let flaw = field.refuses(profile.get(field));
        let flaw = flaw.map(|cause| tell(&cause.sentence()));
        flaw.or_else(|| texts::wrong(draft, field))
    }

    /// The first field of a step in which something is wrong.
    fn first_wrong(self, draft: Draft, step: usize) -> Option<&'static str> {
        let mut all = fields(step).iter();
        let field = all.find(|field| self.wrong(draft, **field).is_some());
        let password = step == 0 && self.password.wrong().is_some();
        field
            .map(|field| texts::name(*field))
            .or(password.then_some(PASSWORD))
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
    let draft = Draft::new(Memo::new(move |_| chosen.order())).to(Verb::ManageUsers);
    Unsaved::watch(Loss::Entered, move || {
        !draft.is_pending() && draft.receipt().is_none() && chosen.is_begun()
    });
    Unsaved::watch(Loss::Passwords, move || {
        draft.is_pending() && chosen.password.is_drawn()
    });
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
    let denial = StoredValue::new(expect_context::<Me>().why_not(Verb::ManageUsers));
    let step = RwSignal::new(0_usize);
    let go = move |to: usize| {
        chosen.leave(to);
        step.set(to);
        focus_on(STEP[to]);
    };
    let next = move |now: usize| {
        chosen.leave(now + 1);
        match untrack(|| chosen.first_wrong(draft, now)) {
            Some(field) => focus_on(field),
            None => go(now + 1),
        }
    };
    let finish = move || {
        let wrong = chosen.password.wrong();
        if why_off(draft, SAYS.nothing).or(wrong).is_none() {
            let id = chosen.id.get_untracked();
            let given = id.map(|id| chosen.password.given(id));
            draft.passwords.set(given.unwrap_or_default());
            draft.submit();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match step.get_untracked() {
            LAST => untrack(finish),
            now => next(now),
        }
    };
    let wrong = Signal::derive(move || chosen.password.wrong());
    let foot = move || match step.get() {
        LAST => view! { <Foot draft=draft says=SAYS close=close() wrong=wrong /> }.into_any(),
        _ => view! {
            <div class="foot">
                <div class="row">
                    <Button look=Look::Primary submit=true reason=denial.get_value()>
                        {words::NEXT}
                    </Button>
                </div>
            </div>
        }
        .into_any(),
    };
    let shown = move |one: usize| Signal::derive(move || step.get() == one);
    view! {
        <form on:submit=submit novalidate=true>
            <div class="body">
                <Steps titles=&words::STEPS step=step go=Callback::new(go) />
                <Denied reason=denial.get_value() />
                <Asked draft=draft>
                    <fieldset
                        class="stack"
                        disabled=denial.with_value(Option::is_some)
                        hidden=move || step.get() == LAST
                    >
                        <Basics draft=draft chosen=chosen shown=shown(0) />
                        <Licenses chosen=chosen shown=shown(1) />
                        <Optional draft=draft chosen=chosen shown=shown(2) />
                    </fieldset>
                    <Review draft=draft chosen=chosen shown=shown(LAST) />
                </Asked>
            </div>
            {foot}
        </form>
    }
}
