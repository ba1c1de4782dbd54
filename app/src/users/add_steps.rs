use super::{
    add_pane::Chosen,
    offer::Offers,
    password_choice::PasswordChoice,
    places::Places,
    texts::{BASICS, OPTIONAL},
};
use crate::{
    licenses::{draft::Draft, foot::Failure, problems::Problems},
    session::Me,
    settings::RoleChoice,
    words::{Text, many, people as words, settings, told, users},
};
use domain::{ProfileField, Verb};
use leptos::prelude::*;

/// The ids of the headings of the steps.
pub(super) const STEP: [&str; 4] = ["step-1", "step-2", "step-3", "step-4"];

/// Who it is, and how they sign in.
#[component]
pub(super) fn Basics(draft: Draft, chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    let tried = Signal::derive(move || chosen.is_tried(0));
    let input = |field: ProfileField| {
        let hint = (field == ProfileField::Username).then_some(words::USERNAME_HINT);
        input(draft, chosen, field, hint, tried)
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[0] tabindex="-1">
                {words::STEPS[0]}
            </h3>
            {BASICS.map(input).collect_view()}
            <PasswordChoice chosen=chosen.password may_lack=true tried=tried />
        </section>
    }
}

/// The input for a field; what is wrong in it is said once somebody tried to go on.
fn input(
    draft: Draft,
    chosen: Chosen,
    field: ProfileField,
    hint: Option<Text>,
    tried: Signal<bool>,
) -> AnyView {
    let wrong = move || tried.get().then(|| chosen.wrong(draft, field)).flatten();
    let texts = chosen.texts;
    texts.input(field, hint, Signal::derive(wrong)).into_any()
}

/// Where they are, and what they get.
#[component]
pub(super) fn Licenses(chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
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

/// What more is known of them, and what they may do here.
#[component]
pub(super) fn Optional(draft: Draft, chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::GiveRoles);
    let tried = Signal::derive(move || chosen.is_tried(2));
    let input = |field: ProfileField| input(draft, chosen, field, None, tried);
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[2] tabindex="-1">
                {words::STEPS[2]}
            </h3>
            <p class="quiet">{words::OPTIONAL_TEXT}</p>
            <RoleChoice chosen=chosen.roles fixed=why_not.is_some() note=why_not />
            {OPTIONAL.map(input).collect_view()}
        </section>
    }
}

/// All of it, and what is in the way.
#[component]
pub(super) fn Review(draft: Draft, chosen: Chosen, shown: Signal<bool>) -> impl IntoView {
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
    let line = |what: Text, names: Vec<String>| {
        (!names.is_empty()).then(|| {
            view! {
                <dt>{what}</dt>
                <dd>{names.join(", ")}</dd>
            }
        })
    };
    let location = move || {
        line(
            users::LOCATION,
            vec![users::location(chosen.location.get())],
        )
    };
    let licenses = move || {
        let offers = chosen.offers.get_value();
        let ticked = offers.iter().filter(|offer| offer.on.get());
        line(
            many::LICENSES,
            ticked.map(|offer| offer.name().to_owned()).collect(),
        )
    };
    let roles = move || {
        let roles = chosen.roles.get();
        line(
            settings::ROLES,
            roles.iter().map(|role| told(role.name())).collect(),
        )
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[3] tabindex="-1">
                {words::STEPS[3]}
            </h3>
            <dl class="told">{facts} {location} {licenses} {roles}</dl>
            <Failure draft=draft />
            <Problems draft=draft stuck=words::not_added />
        </section>
    }
}
