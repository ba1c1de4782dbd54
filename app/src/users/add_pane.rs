use super::{
    manage_pane::close,
    offer::{Offer, Offers, choices},
    password_choice::{Chosen as Password, PasswordChoice, PasswordOnce, Way},
    places::Places,
};
use crate::{
    api,
    api_people::{self, Start},
    error::Error,
    licenses::{
        draft::{Draft, new_key},
        foot::{Done, Failure, Foot, Says, why_off},
        problems::Problems,
    },
    trouble::Trouble,
    ui::{Button, Field, Look, Pane, focus_on},
    words::{Text, people as words},
};
use domain::{
    Action, Choice, Location, Order, Policy, ProductRow, Profile, ProfileField, Step, UserId,
    UserKind,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

const SAYS: Says = Says {
    act: words::FINISH,
    those_who_can: words::those_who_can,
    nothing: words::NOBODY_YET,
    idle: words::NOBODY_YET,
};

/// The fields of the first step; the others are optional.
const BASICS: [ProfileField; 4] = [
    ProfileField::FirstName,
    ProfileField::LastName,
    ProfileField::Name,
    ProfileField::Username,
];
const OPTIONAL: [ProfileField; 6] = [
    ProfileField::Mail,
    ProfileField::JobTitle,
    ProfileField::Department,
    ProfileField::Office,
    ProfileField::City,
    ProfileField::Country,
];
const LAST: usize = words::STEPS.len() - 1;

/// The id of a field in the page.
fn name(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Username => "username",
        ProfileField::Name => "display-name",
        ProfileField::FirstName => "first-name",
        ProfileField::LastName => "last-name",
        ProfileField::Mail => "mail",
        ProfileField::JobTitle => "job-title",
        ProfileField::Department => "department",
        ProfileField::Office => "office",
        ProfileField::City => "city",
        ProfileField::Country => "country",
    }
}

/// What is written in each field.
#[derive(Clone, Copy)]
pub(super) struct Texts(StoredValue<Vec<(ProfileField, RwSignal<String>)>>);

impl Texts {
    /// Begins with `profile`.
    pub(super) fn of(profile: &Profile) -> Self {
        let text = |field| (field, RwSignal::new(profile.get(field).to_owned()));
        Self(StoredValue::new(ProfileField::ALL.map(text).into()))
    }

    /// One field's.
    pub(super) fn text(self, field: ProfileField) -> RwSignal<String> {
        self.0.with_value(|texts| {
            let known = texts.iter().find(|(known, _)| *known == field);
            known.map_or_else(RwSignal::default, |(_, text)| *text)
        })
    }

    /// All of them.
    pub(super) fn profile(self) -> Profile {
        let text = |field| (field, self.text(field).get());
        Profile::of(ProfileField::ALL.map(text))
    }

    /// An input for a field.
    pub(super) fn input(self, field: ProfileField, hint: Option<Text>) -> impl IntoView {
        let text = self.text(field);
        let required = matches!(field, ProfileField::Name | ProfileField::Username);
        let value = text.get_untracked();
        let label = words::field(field);
        match hint {
            Some(hint) => view! {
                <Field
                    name=name(field)
                    label=label
                    hint=hint
                    value=value
                    text=text
                    required=required
                />
            }
            .into_any(),
            None => view! {
                <Field name=name(field) label=label value=value text=text required=required />
            }
            .into_any(),
        }
    }
}

/// What is chosen in the pane.
#[derive(Clone, Copy)]
struct Chosen {
    /// The id of whom it adds; the browser draws it.
    id: RwSignal<Option<UserId>>,
    texts: Texts,
    location: RwSignal<Option<Location>>,
    offers: StoredValue<Vec<Offer>>,
    password: Password,
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
            domain: StoredValue::new(start.domain.clone()),
        }
    }

    /// The profile, with the display name and the domain that go without saying.
    fn profile(self) -> Profile {
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

async fn load() -> Result<(Start, Vec<ProductRow>), Error> {
    Ok((api_people::start_adding().await?, api::products().await?))
}

/// The pane that adds a user, with licenses, in four steps and one order.
#[component]
pub(crate) fn AddPane() -> impl IntoView {
    let known = Resource::new(|| (), |()| load());
    let pane = move || {
        Suspend::new(async move {
            let content = match known.await {
                Ok((start, products)) => {
                    view! { <Again start=start products=products /> }.into_any()
                }
                Err(error) => view! { <Trouble error=error /> }.into_any(),
            };
            view! {
                <Title text=words::ADD />
                <Pane title=words::ADD close=close() wide=true>
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
}

/// The pane's content, anew for each user.
#[component]
fn Again(start: Start, products: Vec<ProductRow>) -> impl IntoView {
    let number = RwSignal::new(0_u32);
    let known = StoredValue::new((start, products));
    move || {
        number.track();
        let (start, products) = known.get_value();
        view! { <Whole chosen=Chosen::new(&start, products) more=Callback::new(move |()| number.update(|one| *one += 1)) /> }
    }
}

#[component]
fn Whole(chosen: Chosen, more: Callback<()>) -> impl IntoView {
    let draft = Draft::new(Memo::new(move |_| chosen.order()));
    move || match draft.receipt() {
        Some(receipt) => {
            let password = untrack(|| chosen.password.password());
            view! {
                <div class="body">
                    <PasswordOnce password=password />
                </div>
                <Done receipt=receipt close=close() more=(words::ADD_ANOTHER, more) />
            }
            .into_any()
        }
        None => view! { <Form draft=draft chosen=chosen /> }.into_any(),
    }
}

const STEP: [&str; 4] = ["step-1", "step-2", "step-3", "step-4"];

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
                <Steps step=step go=Callback::new(go) />
                <Basics chosen=chosen shown=Signal::derive(move || step.get() == 0) />
                <Licenses chosen=chosen shown=Signal::derive(move || step.get() == 1) />
                <Optional chosen=chosen shown=Signal::derive(move || step.get() == 2) />
                <Review draft=draft chosen=chosen shown=Signal::derive(move || step.get() == LAST) />
            </div>
            {foot}
        </form>
    }
}

/// The steps: each can be gone to.
#[component]
fn Steps(step: RwSignal<usize>, go: Callback<usize>) -> impl IntoView {
    let one = move |index: usize, title: Text| {
        view! {
            <li aria-current=move || (step.get() == index).then_some("step")>
                <Button look=Look::Small on_press=move || go.run(index)>
                    {format!("{}. {title}", index + 1)}
                </Button>
            </li>
        }
    };
    let all = words::STEPS.into_iter().enumerate();
    view! {
        <ol class="steps" aria-label=words::STEPS_LABEL>
            {all.map(|(index, title)| one(index, title)).collect_view()}
        </ol>
    }
}

#[component]
fn Basics(chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    let input = |field: ProfileField| {
        let hint = (field == ProfileField::Username).then_some(words::USERNAME_HINT);
        chosen.texts.input(field, hint).into_any()
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[0] tabindex="-1">
                {words::STEPS[0]}
            </h3>
            {BASICS.map(input).collect_view()}
            <PasswordChoice chosen=chosen.password may_lack=true />
        </section>
    }
}

#[component]
fn Licenses(chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[1] tabindex="-1">
                {words::STEPS[1]}
            </h3>
            <p class="quiet">{words::LICENSES_TEXT}</p>
            <Places label=words::LOCATION chosen=chosen.location />
            <Offers offers=chosen.offers.get_value() />
        </section>
    }
}

#[component]
fn Optional(chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[2] tabindex="-1">
                {words::STEPS[2]}
            </h3>
            <p class="quiet">{words::OPTIONAL_TEXT}</p>
            {OPTIONAL.map(|field| chosen.texts.input(field, None).into_any()).collect_view()}
        </section>
    }
}

#[component]
fn Review(draft: Draft, chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    let facts = move || {
        let profile = chosen.profile();
        let fact = |field: ProfileField| {
            let text = profile.get(field).to_owned();
            (!text.is_empty()).then(|| {
                view! {
                    <dt>{words::field(field)}</dt>
                    <dd>{text}</dd>
                }
            })
        };
        ProfileField::ALL.map(fact).collect_view()
    };
    let wrong = move || {
        let wrong = chosen.password.wrong();
        wrong.map(|wrong| view! { <p class="wrong">{words::PASSWORD} ": " {wrong}</p> })
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[3] tabindex="-1">
                {words::STEPS[3]}
            </h3>
            <dl class="told">{facts}</dl>
            {wrong}
            <Failure draft=draft />
            <Problems draft=draft stuck=words::not_added />
        </section>
    }
}
