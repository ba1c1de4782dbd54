//! The web server in this process, on a copy of the demo organization.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use http_body_util::BodyExt;
use serde_json::Value;
use server::{Address, config::Settings, router::router, web::Web};
use std::{
    net::Ipv4Addr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use store::{Asker, Sources, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

/// What the demo's admins sign in with here.
pub(crate) const PASSWORD: &str = "a password of tests";

/// A server with its database and its clock.
pub(crate) struct Site {
    pub(crate) web: Web,
    pub(crate) store: Store,
    pub(crate) asker: Asker,
    router: Router,
    clock: Arc<AtomicI64>,
    folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// A header's text, empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        self.header("location")
    }

    /// Its boxes to type in and to tick: the text of each one's tag.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &str> {
        self.text.split('<').filter(|tag| tag.starts_with("input "))
    }

    /// What stands in the field of this name when the page opens.
    pub(crate) fn field(&self, name: &str) -> &str {
        let name = format!(" name=\"{name}\"");
        let field = self.inputs().find(|tag| tag.contains(&name));
        let field = field.unwrap_or_else(|| panic!("no{name}: {self:?}"));
        value(field)
    }

    /// The cookie that it sets, as the browser sends it back: a session's, or a form's.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }
}

/// How the program's flags stand when none is given.
pub(crate) fn settings() -> Settings {
    Settings {
        listen: "127.0.0.1:0".into(),
        metrics: None,
        https: false,
        public_url: None,
        start_url: None,
        smtp_url: None,
        smtp_from: None,
        proxied: false,
        site: None,
        most_requests: 64,
        // Nothing is given up because the machine is slow.
        timeout: 300,
        drain: 0,
    }
}

impl Site {
    /// Nobody can sign in yet.
    pub(crate) async fn empty() -> Self {
        Self::with(settings(), false).await
    }

    /// The demo organization, whose admins can sign in.
    pub(crate) async fn demo() -> Self {
        Self::with(settings(), true).await
    }

    /// The same, set in another way.
    pub(crate) async fn with(settings: Settings, demo: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(1_900_000_000));
        let (hand, count) = (clock.clone(), AtomicI64::new(1));
        let id = move || Uuid::from_u128(count.fetch_add(1, Ordering::Relaxed) as u128);
        let sources = Sources::new(move || hand.load(Ordering::Relaxed), id);
        let sources = sources.patient(Duration::from_secs(300));
        let url = format!("sqlite:{}", folder.path().join("usher.db").display());
        let store = Store::open(&url, sources).await.unwrap();
        let organization = store
            .create_organization("Northlight Labs", "", None)
            .await
            .unwrap();
        let asker = Asker::operator(organization);
        if demo {
            let (_, admins) = store.make_demo(&asker).await.unwrap();
            let passwords = admins.into_iter().map(|(username, _)| (username, hash()));
            store
                .set_passwords(organization, passwords.collect())
                .await
                .unwrap();
        }
        let web = Web::new(store.clone(), organization, settings)
            .await
            .unwrap();
        let router = router(web.clone());
        Self {
            web,
            store,
            asker,
            router,
            clock,
            folder,
        }
    }

    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("usher.db")
    }

    /// Time passes.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sends a request as it is, and leaves the answer's body unread.
    pub(crate) async fn open(&self, mut request: Request<Body>) -> Response {
        request
            .extensions_mut()
            .insert(Address(Ipv4Addr::LOCALHOST.into()));
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.open(request).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    /// Looks at an address; `cookie` may be empty.
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Posts a form as a browser does from a page of ours.
    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        let pairs = form
            .iter()
            .map(|(name, value)| format!("{name}={}", percent(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let kind = "application/x-www-form-urlencoded";
        self.send(ours(Method::POST, path, cookie, kind, body))
            .await
    }

    /// Calls a server function as the app does.
    pub(crate) async fn call(&self, path: &str, cookie: &str, json: impl Into<Body>) -> Answer {
        self.send(ours(Method::POST, path, cookie, "application/json", json))
            .await
    }

    /// Signs somebody in, and answers the cookie.
    pub(crate) async fn sign_in(&self, username: &str) -> String {
        let answer = self.try_to_sign_in(username, PASSWORD).await;
        assert_eq!(answer.leads_to(), "/licenses");
        answer.cookie()
    }

    /// Posts the sign-in form.
    pub(crate) async fn try_to_sign_in(&self, username: &str, password: &str) -> Answer {
        let form = [
            ("username", username),
            ("password", password),
            ("next", "/licenses"),
        ];
        self.post("/session", "", &form).await
    }
}

/// The value that an input's tag names.
pub(crate) fn value(input: &str) -> &str {
    let rest = input.split(" value=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

/// A request from a page of ours.
pub(crate) fn ours(
    method: Method,
    path: &str,
    cookie: &str,
    kind: &str,
    body: impl Into<Body>,
) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie);
    request
        .header(header::CONTENT_TYPE, kind)
        .body(body.into())
        .unwrap()
}

/// Percent-encoded.
pub(crate) fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// [`PASSWORD`]'s hash, computed once.
pub(crate) fn hash() -> String {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    HASH.get_or_init(|| hash_of(PASSWORD)).clone()
}

/// A password's hash.
pub(crate) fn hash_of(password: &str) -> String {
    use argon2::{Argon2, PasswordHasher, password_hash::SaltString};
    let salt = SaltString::encode_b64(b"salt of the tests").unwrap();
    Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .unwrap()
        .to_string()
}
