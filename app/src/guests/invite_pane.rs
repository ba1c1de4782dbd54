use super::{Foreseen, Inviting, NewGuest, asked, link::Link};
use crate::{
    api, api_people,
    ask::{Newest, answered},
    error::Error,
    licenses::draft::{new_key, random},
    paths::guests as paths,
    session::{Changes, Me},
    trouble::Trouble,
    ui::{
        Button, ButtonLink, Field, Look, Loss, Outcome, Pane, Reason, TextArea, Tone, Unsaved,
        focus_on,
    },
    words::{error as words_of_error, guests as words, order, tell},
};
use domain::{GuestRow, GuestState, UserId, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

type Send = Action<NewGuest, Result<Inviting, Error>>;

/// The name and id of the address.
const MAIL: &str = "mail";

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
        // What was pressed is gone.
        focus_on(MAIL);
    });
    let close = asked::close();
    // The form stays as it is until it is done.
    let invited = Memo::new(move |_| match send.value().get() {
        Some(Ok(Inviting::Invited(invited))) => Some(invited),
        _ => None,
    });
    let content = move || match invited.get() {
        Some(invited) => view! {
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
        None => view! { <InviteForm send=send texts=texts close=close /> }.into_any(),
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

/// What would come of what is typed, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
enum Foresight {
    /// No address is typed.
    Nothing,
    /// The answer is on its way.
    Checking,
    /// The answer can't be had.
    Failed(Error),
    /// This.
    Foreseen(Foreseen),
}

impl Foresight {
    /// Of the address that is typed: what sending it came to, or else what the server says beforehand.
    fn of(typed: &str, send: Send, texts: Texts, newest: Newest<String, Foreseen>) -> Self {
        if typed.is_empty() {
            return Self::Nothing;
        }
        let is_sent = |sent: &NewGuest| sent.mail.trim() == typed;
        if texts.sent.read().as_ref().is_some_and(is_sent) {
            match send.value().get() {
                Some(Ok(Inviting::Known(row))) => return Self::Foreseen(Foreseen::Known(row)),
                Some(Err(Error::Input(why_not))) => {
                    return Self::Foreseen(Foreseen::Refused(vec![why_not]));
                }
                Some(Err(Error::Refused(reasons))) => {
                    return Self::Foreseen(Foreseen::Refused(reasons));
                }
                _ => {}
            }
        }
        match newest.get() {
            Some((mail, Ok(foreseen))) if mail == typed => Self::Foreseen(foreseen),
            Some((mail, Err(error))) if mail == typed => Self::Failed(error),
            _ => Self::Checking,
        }
    }

    /// Why the address can't be invited.
    fn why_not(&self) -> Option<String> {
        match self {
            Self::Nothing => Some(words::NO_MAIL.to_owned()),
            Self::Foreseen(Foreseen::Known(row)) => Some(words::known(row)),
            Self::Foreseen(Foreseen::Refused(reasons)) => Some(words_of_error::sentences(reasons)),
            Self::Checking | Self::Failed(_) | Self::Foreseen(Foreseen::New) => None,
        }
    }

    /// The outcome line for this address.
    fn line(&self, mail: &str) -> (Tone, String) {
        match (self, self.why_not()) {
            (Self::Nothing, _) => (Tone::Plain, words::IDLE.to_owned()),
            (_, Some(why_not)) => (Tone::Bad, why_not),
            (Self::Failed(error), None) => (Tone::Bad, words_of_error::sentence(error)),
            (Self::Foreseen(_), None) => (Tone::Good, words::outcome(mail)),
            (Self::Checking, None) => (Tone::Plain, order::CHECKING.to_owned()),
        }
    }
}

#[component]
fn InviteForm(send: Send, texts: Texts, close: Signal<String>) -> impl IntoView {
    Unsaved::watch(Loss::Entered, move || {
        let all = [texts.mail, texts.name, texts.message];
        all.iter().any(|text| !text.read().is_empty())
    });
    let may = StoredValue::new(expect_context::<Me>().why_not(Verb::ManageUsers));
    let typed = Memo::new(move |_| texts.mail.read().trim().to_owned());
    // Whoever may not invite asks nothing.
    let asked = Memo::new(move |_| match may.get_value() {
        Some(_) => String::new(),
        None => typed.get(),
    });
    let told = answered(asked, None, |mail: String| async move {
        match mail.as_str() {
            "" => Ok(Foreseen::Refused(Vec::new())),
            _ => api_people::preview_guest(mail).await,
        }
    });
    let foresight = Memo::new(move |_| Foresight::of(&typed.read(), send, texts, told.newest));
    let reason = Memo::new(move |_| may.get_value().or_else(|| foresight.read().why_not()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.read_untracked().is_none() && !send.pending().get_untracked() {
            send.dispatch(texts.guest());
        }
    };
    // The last line stays while the next is asked for, or it would flicker with every letter typed.
    let line = Memo::new(move |before: Option<&(Tone, String)>| {
        match (may.get_value(), &*foresight.read(), before) {
            (Some(why_not), ..) => (Tone::Bad, why_not),
            (None, Foresight::Checking, Some(before)) if before.0 == Tone::Bad => before.clone(),
            (None, foresight, _) => foresight.line(&typed.read()),
        }
    });
    let known = Memo::new(move |_| match &*foresight.read() {
        Foresight::Foreseen(Foreseen::Known(row)) => Some(row.clone()),
        _ => None,
    });
    let known = move || known.get().map(|guest| view! { <Known guest=guest /> });
    // Why the address was refused is said below; what else went wrong, here.
    let failed = move || match send.value().get() {
        Some(Err(Error::Input(_) | Error::Refused(_))) => None,
        Some(Err(error)) => Some(view! { <Trouble error=error /> }),
        _ => None,
    };
    view! {
        <form on:submit=submit>
            <div class="body">
                {failed}
                {known}
                <Field
                    name=MAIL
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
                <Outcome
                    tone=Signal::derive(move || line.read().0)
                    text=Signal::derive(move || line.read().1.clone())
                />
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
        state => words::invite(state),
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
