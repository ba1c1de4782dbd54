use super::{
    manage_pane::close,
    one_account::why_not,
    one_pane::Content,
    password_choice::{Chosen as Password, PasswordChoice, PasswordOnce, Way},
    texts::{Texts, field_of, wrong},
};
use crate::{
    api_people::{self, FirstPassword},
    error::Error,
    licenses::{
        draft::Draft,
        foot::{Asked, Done, Failure, Foot, Says, give, why_off},
        problems::Problems,
    },
    session::Me,
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Loss, Outcome, Tone, Unsaved},
    words::{order, people as words},
};
use domain::{Action, Edits, Order, Profile, ProfileField, UserId, Verb};
use leptos::{ev::SubmitEvent, prelude::*};

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: words::those_who_can,
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED,
};

/// What is written about the user, as somebody edits it.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    texts: Texts,
    draft: Draft,
}

impl Editing {
    /// As it is.
    pub(super) fn of(content: &Content) -> Self {
        let user = content.row.id;
        let account = content.facts.accounts.get(&user);
        let before = account.map(|one| one.profile.clone()).unwrap_or_default();
        let texts = Texts::of(&before);
        let asked = Memo::new(move |_| edits(user, &before, &texts.profile()));
        let draft = Draft::new(asked).to(Verb::ManageUsers);
        Self { texts, draft }
    }
}

/// The profile as a form: what is changed in it is one order.
#[component]
pub(super) fn Edit(editing: Editing, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let Editing { texts, draft } = editing;
    let submit = move || give(draft, move || why_off(draft, SAYS.nothing));
    let input = move |field| {
        let wrong = Signal::derive(move || wrong(draft, field));
        texts.input(field, None, wrong).into_any()
    };
    // What is wrong with a field is said there.
    let others = Memo::new(move |_| {
        let problems = draft.refusal().into_iter().flat_map(|all| all.problems);
        let mut fields = problems.map(|problem| field_of(&problem.cause));
        fields.any(|field| field.is_none())
    });
    let problems = move || {
        let problems = || view! { <Problems draft=draft stuck=words::stuck /> };
        others.get().then(problems)
    };
    move || match draft.receipt() {
        Some(receipt) => view! { <Done receipt=receipt close=close() /> }.into_any(),
        None => view! {
            <form on:submit=submit() novalidate=true>
                <div class="body">
                    {tabs.run()} <Failure draft=draft />
                    <Asked draft=draft>
                        {problems} {ProfileField::ALL.map(input).collect_view()}
                    </Asked>
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

/// A new password for the user, as somebody chooses it.
#[derive(Clone, Copy)]
pub(super) struct Resetting {
    user: UserId,
    /// Why it can't be given.
    denial: StoredValue<Option<String>>,
    chosen: Password,
    send: Giving,
}

type Giving = leptos::prelude::Action<FirstPassword, Result<(), Error>>;

impl Resetting {
    /// One that the browser draws.
    pub(super) fn of(content: &Content) -> Self {
        let user = content.row.id;
        let account = content.facts.accounts.get(&user);
        let roles = account.map_or_else(Vec::new, |one| one.roles.clone());
        let denial = why_not(&expect_context::<Me>(), Verb::ResetPasswords, &roles);
        let chosen = Password::new(Way::Generated);
        let send = Giving::new(move |given: &FirstPassword| {
            let FirstPassword {
                user,
                password,
                must_change,
            } = given.clone();
            api_people::reset_password(user, password, must_change)
        });
        Unsaved::watch(Loss::Entered, move || {
            let is_done = matches!(send.value().get(), Some(Ok(())));
            !is_done && !send.pending().get() && chosen.is_typed()
        });
        Unsaved::watch(Loss::Passwords, move || {
            send.pending().get() && chosen.is_drawn()
        });
        Self {
            user,
            denial: StoredValue::new(denial),
            chosen,
            send,
        }
    }
}

/// A new password for the user.
#[component]
pub(super) fn Reset(resetting: Resetting, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let Resetting {
        user,
        denial,
        chosen,
        send,
    } = resetting;
    let reason = Signal::derive(move || denial.get_value().or_else(|| chosen.wrong()));
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
                    // What is shown in the end is what was sent.
                    <fieldset class="asked" disabled=move || send.pending().get()>
                        <PasswordChoice chosen=chosen />
                    </fieldset> {failure}
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
