use super::{Inviting, NewGuest, asked, link::Link};
use crate::{
    api,
    error::Error,
    licenses::draft::{new_key, random},
    paths::guests as paths,
    session::{Changes, Me},
    trouble::Trouble,
    ui::{Button, ButtonLink, Field, Look, Outcome, Pane, Reason, TextArea, Tone},
    words::{error as words_of_error, guests as words, order, tell},
};
use domain::{GuestRow, GuestState, UserId, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

type Send = Action<NewGuest, Result<Inviting, Error>>;

/// The pane that invites somebody from outside.
#[component]
pub(crate) fn InvitePane() -> impl IntoView {
    let changes = Changes::here();
    let send: Send = Action::new(move |guest: &NewGuest| {
        let guest = guest.clone();
        async move {
            let done = api::invite_guest(guest).await;
            if let Ok(Inviting::Invited(_)) = done {
                changes.add();
            }
            done
        }
    });
    let texts = Texts::default();
    let again = Callback::new(move |()| {
        texts.clear();
        send.clear();
    });
    let close = asked::close();
    let content = move || match send.value().get() {
        Some(Ok(Inviting::Invited(invited))) => view! {
            <div class="body">
                <Link invited=invited />
            </div>
            <div class="foot">
                <div class="row">
                    <ButtonLink look=Look::Primary href=close>
                        {order::CLOSE}
                    </ButtonLink>
                    <Button on_press=again>{words::MORE}</Button>
                </div>
            </div>
        }
        .into_any(),
        failed => {
            let failed = failed.map(|failed| match failed {
                Ok(Inviting::Known(guest)) => view! { <Known guest=guest /> }.into_any(),
                Ok(Inviting::Invited(_)) => ().into_any(),
                Err(error) => view! { <Failed error=error /> }.into_any(),
            });
            view! { <InviteForm send=send texts=texts failed=failed close=close /> }.into_any()
        }
    };
    view! {
        <Title text=words::INVITE />
        <Pane title=words::INVITE close=close>
            {content}
        </Pane>
    }
}

/// What is typed.
#[derive(Clone, Copy, Default)]
struct Texts {
    mail: RwSignal<String>,
    name: RwSignal<String>,
    message: RwSignal<String>,
    /// What was asked for last: if the answer was lost, it is asked for again as it was.
    sent: RwSignal<Option<NewGuest>>,
}

impl Texts {
    fn clear(self) {
        for text in [self.mail, self.name, self.message] {
            text.set(String::new());
        }
        self.sent.set(None);
    }

    fn guest(self) -> NewGuest {
        let (mail, name) = (self.mail.get_untracked(), self.name.get_untracked());
        let is_same = |sent: &NewGuest| sent.mail == mail && sent.name == name;
        let (id, secret) = match self.sent.get_untracked().filter(is_same) {
            Some(sent) => (sent.id, sent.secret),
            None => (UserId(random()), new_key()),
        };
        let guest = NewGuest {
            id,
            secret,
            mail,
            name,
            message: self.message.get_untracked(),
        };
        self.sent.set(Some(guest.clone()));
        guest
    }
}

#[component]
fn InviteForm(
    send: Send,
    texts: Texts,
    failed: Option<AnyView>,
    close: Signal<String>,
) -> impl IntoView {
    let may = expect_context::<Me>().why_not(Verb::ManageUsers);
    let reason = Memo::new(move |_| {
        let empty = texts.mail.read().trim().is_empty();
        may.clone().or(empty.then(|| words::NO_MAIL.to_owned()))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.read_untracked().is_none() && !send.pending().get_untracked() {
            send.dispatch(texts.guest());
        }
    };
    let outcome = move || match texts.mail.read().trim() {
        "" => words::IDLE.to_owned(),
        mail => words::outcome(mail),
    };
    view! {
        <form on:submit=submit>
            <div class="body">
                {failed}
                <Field
                    name="mail"
                    label=words::MAIL
                    kind="email"
                    text=texts.mail
                    hint=words::MAIL_HINT.to_owned()
                    autofocus=true
                />
                <Field
                    name="name"
                    label=words::DISPLAY_NAME
                    text=texts.name
                    hint=words::NAME_HINT.to_owned()
                />
                <TextArea
                    id="message"
                    label=words::MESSAGE
                    text=texts.message
                    hint=words::MESSAGE_HINT.to_owned()
                />
            </div>
            <div class="foot">
                <Outcome tone=Tone::Plain text=Signal::derive(outcome) />
                <div class="row">
                    <Button look=Look::Primary submit=true reason=reason busy=send.pending()>
                        {words::SEND}
                    </Button>
                    <ButtonLink href=close>{order::CANCEL}</ButtonLink>
                </div>
            </div>
        </form>
    }
}

/// Somebody with the address is here already: who, and the way to them.
#[component]
fn Known(guest: GuestRow) -> impl IntoView {
    let (query, id) = (asked::query(), guest.id);
    let way = match guest.state {
        GuestState::Accepted(_) | GuestState::None => words::TO_GUEST,
        _ => words::RENEW,
    };
    view! {
        <Reason title=words::NOT_INVITED>
            <p>{words::known(&guest)}</p>
            <div class="row">
                <ButtonLink href=Signal::derive(move || {
                    paths::guest(&query.read(), id)
                })>{way}</ButtonLink>
            </div>
        </Reason>
    }
}

/// Why the address can't be invited; nothing of what was typed is lost.
#[component]
pub(super) fn Failed(error: Error) -> impl IntoView {
    let sentence = match &error {
        Error::Input(sentence) => tell(sentence),
        Error::Refused(reasons) => words_of_error::sentences(reasons),
        _ => return view! { <Trouble error=error /> }.into_any(),
    };
    view! {
        <Reason title=words::NOT_INVITED>
            <p>{sentence}</p>
        </Reason>
    }
    .into_any()
}
