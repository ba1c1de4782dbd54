//! Inviting guests: the order that adds them, the one-time token, and the mail.

use super::{Addresses, answer, passwords::checked};
use crate::{
    error::Error,
    guests::{Foreseen, Invited, Inviting, NewGuest, Sent},
    paths,
    words::{guests, invitation as words},
};
use domain::{
    Action, Cause, GuestRow, GuestState, INVITATION_LIFE, Order, Preview, Profile, ProfileField,
    Refusal, UserId, UserKind, Verb, guest_username,
};
use leptos::prelude::use_context;
use std::{future::Future, pin::Pin, sync::Arc};
use store::{Asker, Store, Terms};

/// A mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The person's name.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// A mail on its way. Why it didn't arrive is in the log.
pub type Sending = Pin<Box<dyn Future<Output = Result<(), ()>> + std::marker::Send>>;

/// What sends a mail.
pub type Send = Arc<dyn Fn(Mail) -> Sending + std::marker::Send + Sync>;

/// How the server makes secrets and sends mails. The server provides it as context for each request.
#[derive(Clone)]
pub struct Post {
    /// A new secret, and the SHA-256 of it that is kept.
    pub secret: fn() -> Token,
    /// The same for a new guest, drawn from a secret of whoever invites: always the same.
    pub drawn: fn(&str, UserId) -> Token,
    /// Sends a mail; none if the settings name no server.
    pub send: Option<Send>,
}

/// A link's secret, and the SHA-256 of it that is kept.
type Token = (String, [u8; 32]);

/// Adds the guest, and invites them, in one order. Asked again under the same id and secret, it changes nothing and answers
/// the same link, if it opens the invitation still.
pub(crate) async fn invite(store: Store, asker: Asker, guest: NewGuest) -> Result<Inviting, Error> {
    let (organization, domain) = answer(store.names(&asker).await)?;
    let mail = guest.mail.trim().to_owned();
    let name = match guest.name.trim() {
        "" => mail.clone(),
        name => name.to_owned(),
    };
    let order = answer(adding(guest.id, &mail, &name, &domain))?;
    let way = Way::here()?;
    checked(&guest.secret, guests::SHORT_SECRET)?;
    let (secret, hash) = (way.post.drawn)(&guest.secret, guest.id);
    let key = guest.id.to_string();
    let terms = Terms {
        key: Some(&key),
        shown: None,
    };
    let done = store
        .carry_out_with_invitation(&asker, &order, terms, hash)
        .await;
    let until = match done {
        Err(store::Error::Refused(refusal)) => {
            let row = known(&store, &asker, refusal).await;
            return answer(row).map(Inviting::Known);
        }
        done => answer(done)?.at + INVITATION_LIFE,
    };
    // Whoever asks again may come after somebody who revoked it, say, or with another secret.
    let opened = answer(store.invitation(asker.organization, hash).await)?;
    if !opened.is_some_and(|one| leads_on(one.state)) {
        let row = store.guest(&asker, guest.id).await;
        return Ok(Inviting::Known(answer(row)?));
    }
    let invited = Invited {
        name: name.into(),
        mail: mail.into(),
        link: way.link(&secret),
        until,
        sent: Sent::NoServer,
    };
    let invited = way.send(invited, &asker, &organization, &guest.message);
    Ok(Inviting::Invited(invited.await))
}

/// Does the link of such an invitation lead its guest on?
fn leads_on(state: GuestState) -> bool {
    matches!(state, GuestState::Pending(_) | GuestState::Accepted(_))
}

/// What would come of inviting this address, without doing it.
pub(crate) async fn foresee(store: Store, asker: Asker, mail: &str) -> Result<Foreseen, Error> {
    let may = asker.actor.may(Verb::ManageUsers);
    answer(may.map_err(store::Error::NotAllowed))?;
    let (_, domain) = answer(store.names(&asker).await)?;
    let mail = mail.trim();
    let why_not = match adding(UserId(store.fresh_id()), mail, mail, &domain) {
        Err(why_not) => why_not,
        Ok(order) => match answer(store.preview(&asker, &order).await)? {
            Preview::Accepted(_) => return Ok(Foreseen::New),
            Preview::Refused(refusal) => match known(&store, &asker, refusal.into()).await {
                Ok(row) => return Ok(Foreseen::Known(row)),
                Err(why_not) => why_not,
            },
        },
    };
    match why_not {
        store::Error::Input(sentence) => Ok(Foreseen::Refused(vec![sentence])),
        store::Error::Refused(refusal) => Ok(Foreseen::Refused(refusal.sentences())),
        error => answer(Err(error)),
    }
}

/// The order that adds the guest with this address, listed by this name, in the organization with this domain.
fn adding(id: UserId, mail: &str, name: &str, domain: &str) -> Result<Order, store::Error> {
    let username = guest_username(mail, domain).map_err(store::Error::Input)?;
    let texts = [
        (ProfileField::Username, username.as_str()),
        (ProfileField::Name, name),
        (ProfileField::Mail, mail),
    ];
    let add = Action::AddUser {
        profile: Profile::of(texts),
        kind: UserKind::Guest,
    };
    Ok(Order::new(add, [id]))
}

/// The guest who is here by that address already; or why somebody can't be invited.
async fn known(
    store: &Store,
    asker: &Asker,
    refusal: Box<Refusal>,
) -> Result<GuestRow, store::Error> {
    let taken = refusal
        .problems
        .iter()
        .find_map(|problem| match &problem.cause {
            Cause::UsernameTaken { by, deleted, .. } => Some((by.clone(), *deleted)),
            _ => None,
        });
    match taken {
        Some((by, true)) => Err(store::Error::Input(guests::deleted(&by.name))),
        // Or a member has a guest's username.
        Some((by, false)) => match store.guest(asker, by.id).await {
            Ok(row) => Ok(row),
            Err(_) => Err(store::Error::Refused(refusal)),
        },
        None => Err(store::Error::Refused(refusal)),
    }
}

/// Opens an invitation of a guest who is here already, in the place of an earlier one, and sends it.
pub(crate) async fn send(
    store: Store,
    asker: Asker,
    user: UserId,
    message: &str,
) -> Result<Invited, Error> {
    let row = answer(store.guest(&asker, user).await)?;
    let way = Way::here()?;
    // All that may fail comes before the invitation is opened.
    let organization = match &way.post.send {
        Some(_) => answer(store.names(&asker).await)?.0,
        None => String::new(),
    };
    let (secret, hash) = (way.post.secret)();
    let until = answer(store.invite(&asker, user, hash).await)?;
    let invited = Invited {
        name: row.name,
        mail: row.mail,
        link: way.link(&secret),
        until,
        sent: Sent::NoServer,
    };
    Ok(way.send(invited, &asker, &organization, message).await)
}

/// How a link gets to a guest.
struct Way {
    post: Post,
    addresses: Addresses,
}

impl Way {
    /// The one of this request.
    fn here() -> Result<Self, Error> {
        match (use_context::<Post>(), use_context::<Addresses>()) {
            (Some(post), Some(addresses)) => Ok(Self { post, addresses }),
            _ => Err(Error::Unreachable),
        }
    }

    fn link(&self, secret: &str) -> String {
        let page = paths::guests::invitation(secret);
        format!("{}{page}", self.addresses.public)
    }

    /// Mails it, if there is a mail server.
    async fn send(
        self,
        invited: Invited,
        asker: &Asker,
        organization: &str,
        message: &str,
    ) -> Invited {
        let Some(send) = self.post.send else {
            return invited;
        };
        let (by, link) = (&asker.actor.name, &invited.link);
        let mail = Mail {
            to: invited.mail.to_string(),
            name: invited.name.to_string(),
            subject: words::subject(organization),
            text: words::mail(by, organization, message, link, invited.until),
        };
        let sent = match send(mail).await {
            Ok(()) => Sent::Mailed,
            Err(()) => Sent::Failed,
        };
        Invited { sent, ..invited }
    }
}
