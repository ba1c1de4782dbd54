//! What the app does on the server only. The one `cfg` of the app stands at its `mod`.

pub(crate) mod many;
mod passwords;

pub use passwords::{Drawn, Hasher};
pub(crate) use passwords::{drawn, hashed};
mod assign;
mod invite;
mod qr;
mod said;

pub(crate) use assign::assign;
pub use invite::{Mail, Post, Send, Sending};
pub(crate) use invite::{foresee, invite, send};
pub use said::{Https, Message};

use crate::{
    App,
    error::{Error, SetStatus},
    paths,
    session::{Me, Session},
    share::Beginning,
    theme::{self, Theme},
    words::{self, Speaks},
};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use domain::{Actor, Cloud, Invitation, Named, SessionId, UserId, say};
use languages::LanguageFile;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};
use store::{Asker, SignedIn, Store};

pub mod languages;

/// The document around every page. Also sets what goes with every page: the content security
/// policy, and the way to sign in for who isn't.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    provide();
    protect();
    let session = session();
    lead(&session);
    let (theme, language) = (session.theme, session.language.clone());
    let organization = session
        .me
        .as_ref()
        .map(|me| me.organization_id.0.to_string());
    provide_context(session);
    view! {
        <!DOCTYPE html>
        <html lang=language data-theme=theme.attribute() data-organization=organization>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=theme.schemes() />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1b1e23" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icon-192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet id="looks" options=options.clone() />
                <LanguageFile />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Gives a request's context what the app needs beside the store and the asker. The server calls it
/// for each server function; pages do it themselves.
pub fn provide() {
    let headers = use_context::<Parts>().map(|parts| parts.headers);
    provide_context(Speaks(languages::of(&headers.unwrap_or_default())));
    if let Some(response) = use_context::<ResponseOptions>() {
        provide_context(SetStatus::new(move |code| {
            let led_on = response
                .0
                .read()
                .is_ok_and(|parts| parts.status == Some(StatusCode::FOUND));
            if let Ok(status) = StatusCode::from_u16(code)
                && !led_on
            {
                response.set_status(status);
            }
        }));
    }
}

/// Where browsers reach this server, such as `https://usher.example`, and where people with a new license begin. The
/// server provides it as context for each request.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// This server's, without a slash at its end.
    pub public: String,
    /// The page with the first steps, if it isn't the one of this server.
    pub start: Option<String>,
}

impl Addresses {
    /// Where people of an organization in this cloud begin.
    fn start(self, cloud: Cloud) -> String {
        let Self { public, start } = self;
        start.unwrap_or_else(|| format!("{public}{}", paths::start(cloud)))
    }
}

/// Who got what by an entry of the ledger, and where they begin.
pub(crate) async fn quick_start(
    store: Store,
    asker: Asker,
    entry: i64,
) -> Result<Beginning, Error> {
    let start = answer(store.quick_start(&asker, entry).await)?;
    let cloud = use_context::<SignedIn>()
        .map(|me| me.cloud)
        .unwrap_or_default();
    let known = use_context::<Addresses>();
    let address = known.map_or_else(String::new, |known| known.start(cloud));
    let code = qr::code(&address);
    Ok(Beginning {
        start,
        address,
        code,
    })
}

/// The store, and who asks.
pub(crate) fn asking() -> Result<(Store, Asker), Error> {
    let asking = use_context::<Store>().zip(use_context::<Asker>());
    asking.ok_or_else(|| {
        let error = Error::SignedOut;
        SetStatus::of(&error);
        error
    })
}

/// What the store answered, as a page may know it, with its HTTP status. A fault is logged here,
/// once; its text goes no further.
pub(crate) fn answer<T>(answer: Result<T, store::Error>) -> Result<T, Error> {
    use store::Error as Store;
    answer.map_err(|error| {
        let denied = matches!(&error, Store::Refused(refusal) if refusal.is_denial());
        let error = match error {
            Store::Refused(refusal) => Error::Refused(refusal.sentences()),
            Store::Changed(outcome) => Error::Changed(outcome.sentence()),
            Store::NotAllowed(sentence) => Error::NotAllowed(sentence.into()),
            Store::Missing(what) => Error::Missing(what),
            Store::Input(what) => Error::Input(what),
            Store::KeyReused(key) => Error::Input(say!(
                "The key {key} was already used for another order. Use a new key.",
                key = key
            )),
            Store::Busy => Error::Busy,
            // It passes, or an operator mends it.
            away @ Store::Unavailable(_) => logged(&away, Error::Busy),
            unsure @ Store::Unsure(_) => logged(&unsure, Error::Unsure),
            fault => reported(&fault),
        };
        match denied {
            // Not a conflict: trying again later doesn't help.
            true => SetStatus::to(403),
            false => SetStatus::of(&error),
        }
        error
    })
}

/// The user in question, and who asks: if none is named, whoever asks, in the organization to which they belong.
pub(crate) fn own(asker: Asker, user: Option<UserId>) -> Result<(Asker, UserId), Error> {
    match (user, use_context::<SignedIn>()) {
        (Some(user), _) => Ok((asker, user)),
        (None, Some(me)) => {
            let at_home = Asker {
                organization: me.home.organization,
                ..asker
            };
            Ok((at_home, me.user))
        }
        (None, None) => Err(Error::SignedOut),
    }
}

/// Where whoever asks belongs.
pub(crate) fn home() -> Result<store::Home, Error> {
    let signed_in = use_context::<SignedIn>();
    signed_in.map(|me| me.home).ok_or(Error::SignedOut)
}

/// The session that asks.
pub(crate) fn this_session() -> Option<SessionId> {
    use_context::<SignedIn>().map(|signed_in| signed_in.session)
}

/// What the log says more of than whoever asked is told.
fn logged(error: &store::Error, told: Error) -> Error {
    tracing::warn!("{error}");
    told
}

fn reported(fault: &store::Error) -> Error {
    let id = use_context::<Store>().map(|store| store.fresh_id().simple().to_string());
    // The end of a time-ordered id is its random part; eight digits are enough to find a line.
    let reference = id.map_or_else(String::new, |id| id[id.len() - 8..].to_uppercase());
    tracing::error!(reference, "{fault}");
    Error::Fault { reference }
}

fn session() -> Session {
    let signed_in = use_context::<SignedIn>();
    let entry = signed_in.as_ref().map_or(0, |signed_in| signed_in.entry);
    let me = signed_in.map(|signed_in| Me {
        user: signed_in.user,
        actor: Actor {
            name: signed_in.name,
            roles: signed_in.roles,
        },
        home: (signed_in.home.organization != signed_in.organization).then_some(Named {
            id: signed_in.home.organization,
            name: signed_in.home.name,
        }),
        is_partner: signed_in.home.is_partner,
        organization_id: signed_in.organization,
        organization: signed_in.organization_name,
        cloud: signed_in.cloud,
    });
    let (said, typed) = said::take();
    let theme = cookie(theme::COOKIE).and_then(|code| Theme::from_code(&code));
    let parts = use_context::<Parts>();
    let invitation = parts.and_then(|parts| parts.extensions.get::<Invitation>().cloned());
    Session {
        me,
        said,
        typed,
        entry,
        theme: theme.unwrap_or_default(),
        invitation,
        language: words::language().code().to_owned(),
        languages: languages::all()
            .map(|language| (language.code().to_owned(), language.name().to_owned()))
            .collect(),
    }
}

/// Nobody signed in sees only the ways in; who is signed in has no use for them.
fn lead(session: &Session) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if paths::is_open(parts.uri.path()) {
        return;
    }
    let way_in = [paths::SIGN_IN, paths::SETUP].contains(&parts.uri.path());
    match (&session.me, way_in) {
        (None, false) => {
            let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str());
            leptos_axum::redirect(&paths::sign_in(wanted));
        }
        (Some(_), true) => leptos_axum::redirect(paths::HOME),
        (Some(_), false) if parts.uri.path() == "/" => leptos_axum::redirect(paths::HOME),
        _ => {}
    }
}

/// Scripts and styles come from here and nowhere else; inline ones carry this answer's nonce.
fn protect() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    // `cargo leptos watch` reloads the page through a socket of its own.
    let watch = if std::env::var_os("LEPTOS_WATCH").is_some() {
        " ws:"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'{watch}; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn cookie(name: &str) -> Option<String> {
    cookie_in(&use_context::<Parts>()?.headers, name)
}

fn cookie_in(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter();
    cookies
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| {
            let (known, value) = pair.trim().split_once('=')?;
            (known == name && !value.is_empty()).then(|| value.to_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(error: store::Error) -> Error {
        answer::<()>(Err(error)).unwrap_err()
    }

    #[test]
    fn a_database_that_is_away_is_one_to_try_again() {
        let error = told(store::Error::Unavailable("PostgreSQL is stopping.".into()));
        assert_eq!((&error, error.status()), (&Error::Busy, 503));
    }

    #[test]
    fn of_a_change_that_may_have_been_made_nobody_is_told_that_it_was_not() {
        let error = told(store::Error::Unsure("The connection broke."));
        assert_eq!((&error, error.status()), (&Error::Unsure, 503));
        assert!(error.leaves_open() && error.passes());
        let sentence = words::error::sentence(&error);
        assert!(!sentence.contains("Nothing was changed"), "{sentence}");
    }
}
