//! Inviting guests: the order that adds them, the one-time token, and the mail.

use super::{Addresses, answer};
use crate::{
    error::Error,
    guests::{Invited, NewGuest, Sent},
    paths,
    words::invitation as words,
};
use domain::{Action, Order, Profile, ProfileField, UserId, UserKind, guest_username};
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
    pub secret: fn() -> (String, [u8; 32]),
    /// Sends a mail; none if the settings name no server.
    pub send: Option<Send>,
}

/// Adds the guest, and invites them.
pub(crate) async fn invite(store: Store, asker: Asker, guest: NewGuest) -> Result<Invited, Error> {
    let (_, domain) = answer(store.names(&asker).await)?;
    let mail = guest.mail.trim().to_owned();
    let username = answer(guest_username(&mail, &domain).map_err(store::Error::Input))?;
    let name = match guest.name.trim() {
        "" => mail.clone(),
        name => name.to_owned(),
    };
    let texts = [
        (ProfileField::Username, username.as_str()),
        (ProfileField::Name, &name),
        (ProfileField::Mail, &mail),
    ];
    let user = UserId(store.fresh_id());
    let add = Action::AddUser {
        profile: Profile::of(texts),
        kind: UserKind::Guest,
    };
    let order = Order::new(add, [user]);
    answer(store.carry_out(&asker, &order, Terms::default()).await)?;
    send(store, asker, user, &guest.message).await
}

/// Opens an invitation of a guest who is here already, in the place of an earlier one, and sends it.
pub(crate) async fn send(
    store: Store,
    asker: Asker,
    user: UserId,
    message: &str,
) -> Result<Invited, Error> {
    let row = answer(store.guest(&asker, user).await)?;
    let (Some(post), Some(addresses)) = (use_context::<Post>(), use_context::<Addresses>()) else {
        return Err(Error::Unreachable);
    };
    let (secret, hash) = (post.secret)();
    let until = answer(store.invite(&asker, user, hash).await)?;
    let link = format!("{}{}", addresses.public, paths::guests::invitation(&secret));
    let sent = match &post.send {
        None => Sent::NoServer,
        Some(send) => {
            let (organization, _) = answer(store.names(&asker).await)?;
            let mail = Mail {
                to: row.mail.to_string(),
                name: row.name.to_string(),
                subject: words::subject(&organization),
                text: words::mail(&asker.actor.name, &organization, message, &link, until),
            };
            match send(mail).await {
                Ok(()) => Sent::Mailed,
                Err(()) => Sent::Failed,
            }
        }
    };
    Ok(Invited {
        name: row.name,
        mail: row.mail,
        link,
        until,
        sent,
    })
}
