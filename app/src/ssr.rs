//! What the app does on the server only. The one `cfg` of the app stands at its `mod`.

pub(crate) mod many;
mod passwords;

pub use passwords::{Drawn, Hasher};
pub(crate) use passwords::{drawn, hashed};
mod invite;
mod qr;

pub use invite::{Mail, Post, Send, Sending};
pub(crate) use invite::{invite, send};

use crate::{
    App,
    error::{Error, SetStatus},
    licenses::names_in,
    paths::{self, Shown},
    session::{Me, Said, Session},
    share::Beginning,
    theme::{self, Theme},
    words::{self, Speaks},
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts};
use domain::{Actor, Invitation, Named, Order, SessionId, UserId, say};
use languages::LanguageFile;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};
use leptos_router::location::Url;
use store::{Asker, SignedIn, Store, Terms};

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
    /// The page with the first steps.
    pub start: String,
}

/// Who got what by an entry of the ledger, and where they begin.
pub(crate) async fn quick_start(
    store: Store,
    asker: Asker,
    entry: i64,
) -> Result<Beginning, Error> {
    let start = answer(store.quick_start(&asker, entry).await)?;
    let address = use_context::<Addresses>().map_or_else(String::new, |known| known.start);
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
            fault => reported(&fault),
        };
        SetStatus::of(&error);
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

fn reported(fault: &store::Error) -> Error {
    let id = use_context::<Store>().map(|store| store.fresh_id().simple().to_string());
    // The end of a time-ordered id is its random part; eight digits are enough to find a line.
    let reference = id.map_or_else(String::new, |id| id[id.len() - 8..].to_uppercase());
    tracing::error!(reference, "{fault}");
    Error::Fault { reference }
}

/// Leads a plain form post on to another page, which says what came of it.
pub(crate) fn lead_on(path: &str, said: &Said) {
    let said = paths::encode(&serde_json::to_string(said).unwrap_or_default());
    set_cookie(&format!(
        "{SAID}={said}; Path=/; Max-Age=30; HttpOnly; SameSite=Strict"
    ));
    leptos_axum::redirect(path);
}

/// The cookie by which a posted form speaks to the page after it. Only the server writes it, so no
/// link can put words into Usher's mouth.
const SAID: &str = "usher-said";

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
    let said = cookie(SAID).and_then(|said| serde_json::from_str(&Url::unescape(&said)).ok());
    if said.is_some() {
        set_cookie(&format!(
            "{SAID}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"
        ));
    }
    let theme = cookie(theme::COOKIE).and_then(|code| Theme::from_code(&code));
    let parts = use_context::<Parts>();
    let invitation = parts.and_then(|parts| parts.extensions.get::<Invitation>().cloned());
    Session {
        me,
        said,
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

fn set_cookie(cookie: &str) {
    let value = HeaderValue::from_str(cookie);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), value) {
        response.append_header(HeaderName::from_static("set-cookie"), value);
    }
}

/// The whole of an assignment from one plain form.
pub(crate) async fn assign(
    store: Store,
    asker: Asker,
    slug: &str,
    users: &str,
    on: &[String],
) -> Result<(), Error> {
    let product = answer(store.find_product(&asker, slug).await)?;
    let page = answer(store.product_page(&asker, product).await)?;
    let found = answer(
        store
            .resolve_users(&asker, &names_in(users), Some(product))
            .await,
    )?;
    let off = page
        .services
        .iter()
        .filter(|service| service.switchable())
        .map(|service| service.id);
    let off = off.filter(|id| !on.contains(&id.to_string())).collect();
    let done = if found.unknown.is_empty() {
        let order = Order::assign(product, off, found.found.iter().map(|user| user.id));
        answer(store.carry_out(&asker, &order, Terms::default()).await)
    } else {
        Err(Error::Input(words::assign::unknown(&found.unknown).into()))
    };
    let shown = Shown::default();
    match done {
        Ok(receipt) => {
            let said = Said {
                done: true,
                text: words::tell(&receipt.line),
            };
            lead_on(&paths::product(slug, &shown), &said);
        }
        Err(error) => {
            let said = Said {
                done: false,
                text: words::error::sentence(&error),
            };
            lead_on(&paths::assign(slug, &shown), &said);
        }
    }
    Ok(())
}
