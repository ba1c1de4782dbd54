use super::{
    manage_pane::close,
    one_account::why_not,
    one_pane::Content,
    password_choice::{Chosen as Password, PasswordChoice, PasswordOnce, Way},
    texts::Texts,
};
use crate::{
    api_people::{self, FirstPassword},
    licenses::{
        draft::Draft,
        foot::{Done, Failure, Foot, Says, why_off},
        problems::Problems,
    },
    session::Me,
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Outcome, Tone},
    words::{order, people as words},
};
use domain::{Action, Edits, Order, Policy, Profile, ProfileField, UserId, Verb};
use leptos::{ev::SubmitEvent, prelude::*};

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: words::those_who_can,
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED,
};

/// The profile as a form: what is changed in it is one order.
#[component]
pub(super) fn Edit(content: Content, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let user = content.row.id;
    let account = content.facts.accounts.get(&user);
    let before = account.map(|one| one.profile.clone()).unwrap_or_default();
    let texts = Texts::of(&before);
    let asked = Memo::new(move |_| edits(user, &before, &texts.profile()));
    let draft = Draft::new(asked);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| why_off(draft, SAYS.nothing).is_none() && !draft.sending()) {
            draft.submit(Policy::AllOrNothing);
        }
    };
    let inputs = move || {
        ProfileField::ALL
            .map(|field| texts.input(field, None).into_any())
            .collect_view()
    };
    move || match draft.receipt() {
        Some(receipt) => view! { <Done receipt=receipt close=close() /> }.into_any(),
        None => view! {
            <form on:submit=submit novalidate=true>
                <div class="body">
                    {tabs.run()} <section class="stack">{inputs()}</section>
                    <Failure draft=draft />
                    <Problems draft=draft stuck=words::stuck />
                </div>
                <Foot draft=draft says=SAYS close=close() />
            </form>
        }
        .into_any(),
    }
}

/// What is to change; nothing, if nothing is.
fn edits(user: UserId, before: &Profile, after: &Profile) -> Order {
    let changed = |field: &ProfileField| before.get(*field) != after.get(*field);
    let edits: Edits = ProfileField::ALL
        .into_iter()
        .filter(changed)
        .map(|field| (field, after.get(field).into()))
        .collect();
    match edits.is_empty() {
        true => Order::default(),
        false => Order::new(Action::EditUser(edits), [user]),
    }
}

/// A new password for the user.
#[component]
pub(super) fn Reset(content: Content, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let user = content.row.id;
    let account = content.facts.accounts.get(&user);
    let roles = account.map_or_else(Vec::new, |one| one.roles.clone());
    let why = why_not(&expect_context::<Me>(), Verb::ResetPasswords, &roles);
    let chosen = Password::new(Way::Generated);
    let send = leptos::prelude::Action::new(move |given: &FirstPassword| {
        let FirstPassword {
            user,
            password,
            must_change,
        } = given.clone();
        api_people::reset_password(user, password, must_change)
    });
    let reason = Signal::derive(move || why.clone().or_else(|| chosen.wrong()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let given = untrack(|| chosen.given(user)).pop();
        if let (Some(given), None, false) = (
            given,
            reason.get_untracked(),
            send.pending().get_untracked(),
        ) {
            send.dispatch(given);
        }
    };
    let failure = move || {
        let failed = send.value().get().and_then(Result::err);
        failed.map(|error| view! { <Trouble error=error /> })
    };
    move || match send.value().get() {
        Some(Ok(())) => view! { <WasReset password=untrack(|| chosen.password()) /> }.into_any(),
        _ => view! {
            <form on:submit=submit novalidate=true>
                <div class="body">
                    {tabs.run()} <p class="quiet">{words::RESET_TEXT}</p>
                    <PasswordChoice chosen=chosen /> {failure}
                </div>
                <div class="foot">
                    <div class="row">
                        <Button
                            look=Look::Primary
                            submit=true
                            reason=reason
                            busy=Signal::derive(move || send.pending().get())
                        >
                            {words::RESET}
                        </Button>
                        <ButtonLink href=close()>{order::CANCEL}</ButtonLink>
                    </div>
                </div>
            </form>
        }
        .into_any(),
    }
}

#[component]
fn WasReset(password: Option<String>) -> impl IntoView {
    view! {
        <div class="body">
            <Outcome tone=Tone::Good text=words::RESET_DONE.to_owned() />
            <PasswordOnce password=password />
        </div>
        <div class="foot">
            <div class="row">
                <ButtonLink look=Look::Primary href=close()>
                    {order::CLOSE}
                </ButtonLink>
            </div>
        </div>
    }
}
