//! Signing in and out: plain forms, which work without JavaScript.

use crate::{
    attempts,
    extract::Form,
    layers::{Secret, words},
    password::Crowded,
    token,
    web::Web,
};
use app::ssr::Message;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{OrganizationId, UserId, say};
use serde::Deserialize;
use std::net::IpAddr;
use store::{Account, SignedIn};

/// The sign-in form.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    username: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Where a request comes from: an extension of every request.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub IpAddr);

/// `POST /session`: signs in, and leads on.
pub(crate) async fn sign_in(
    State(web): State<Web>,
    Extension(Address(address)): Extension<Address>,
    secret: Option<Extension<Secret>>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Response> {
    let next = inside(&form.next);
    let again = |problem| {
        let page = format!("{}&problem={problem}", app::paths::sign_in(next));
        let typed = Message::silent().with("username", &form.username);
        back(&web, &page, &typed)
    };
    let tries = [
        attempts::of_username(&form.username),
        attempts::of_address(address),
    ];
    if !attempts::begin(&web, &tries).await? {
        tracing::warn!(%address, "too many failed sign-ins");
        return Err(again("limited"));
    }
    let accounts = web
        .store()
        .accounts(form.username.trim())
        .await
        .map_err(|error| fault(&error))?;
    let account = match whose(&web, accounts, &form.password).await {
        Ok(Some(account)) => account,
        Ok(None) => return Err(again("credentials")),
        Err(Crowded) => {
            attempts::forgive(&web, &tries).await?;
            return Err(again("busy"));
        }
    };
    attempts::forgive(&web, &tries).await?;
    if account.blocked {
        return Err(again("blocked"));
    }
    if let Some(Extension(Secret(old))) = secret {
        web.store()
            .end_session(old)
            .await
            .map_err(|error| fault(&error))?;
    }
    let agent = text(&headers, header::USER_AGENT);
    let cookie = begin(&web, account.organization, account.user, agent).await;
    let cookie = cookie.map_err(|error| fault(&error))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(next)).into_response())
}

/// The account that the password is of. Where there is none by the username, finding that out takes as long.
async fn whose(
    web: &Web,
    accounts: Vec<Account>,
    password: &str,
) -> Result<Option<Account>, Crowded> {
    if accounts.is_empty() {
        web.passwords().is(password, None).await?;
    }
    for account in accounts {
        let hash = Some(account.password_hash.as_str());
        if web.passwords().is(password, hash).await? {
            return Ok(Some(account));
        }
    }
    Ok(None)
}

/// `POST /session/end`: signs out.
pub(crate) async fn sign_out(
    State(web): State<Web>,
    secret: Option<Extension<Secret>>,
) -> Result<Response, Response> {
    if let Some(Extension(Secret(secret))) = secret {
        web.store()
            .end_session(secret)
            .await
            .map_err(|error| fault(&error))?;
    }
    Ok(signed_out(&web))
}

/// `POST /session/end-all`: signs out everywhere.
pub(crate) async fn sign_out_everywhere(
    State(web): State<Web>,
    signed_in: Option<Extension<SignedIn>>,
) -> Result<Response, Response> {
    if let Some(Extension(me)) = signed_in {
        let ended = web
            .store()
            .end_sessions(me.home.organization, me.user)
            .await;
        ended.map_err(|error| fault(&error))?;
    }
    Ok(signed_out(&web))
}

/// The form by which somebody goes to a customer's organization, or back to their own.
#[derive(Deserialize)]
pub(crate) struct ActIn {
    organization: i64,
}

/// `POST /session/organization`: from now on the session acts there.
pub(crate) async fn act_in(
    State(web): State<Web>,
    Extension(Secret(secret)): Extension<Secret>,
    Form(form): Form<ActIn>,
) -> Result<Response, Response> {
    let organization = OrganizationId(form.organization);
    let acts = web.store().act_in(secret, organization).await;
    acts.map_err(|error| fault(&error))?;
    Ok(Redirect::to(app::paths::HOME).into_response())
}

/// Begins a session with a new secret, and answers the cookie that holds it.
pub(crate) async fn begin(
    web: &Web,
    organization: OrganizationId,
    user: UserId,
    agent: &str,
) -> Result<HeaderValue, store::Error> {
    let token = token::fresh();
    web.store()
        .begin_session(organization, user, token::hash(&token), agent)
        .await?;
    Ok(set_cookie(web, &token, store::SESSION_LIFE))
}

/// The secret in the request's cookie.
pub(crate) fn cookie<'h>(web: &Web, headers: &'h HeaderMap) -> Option<&'h str> {
    let lines = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok());
    let pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .filter(|(name, _)| *name == cookie_name(web))
        .map(|(_, token)| token)
        .next()
}

/// By https the browser vouches that the cookie is this host's own (`__Host-`).
fn cookie_name(web: &Web) -> &'static str {
    if web.settings().https {
        "__Host-usher"
    } else {
        "usher"
    }
}

/// Lax, so that a link in a mail leads to a page and not to the sign-in; no write is a GET.
fn set_cookie(web: &Web, token: &str, seconds: i64) -> HeaderValue {
    let secure = if web.settings().https { "; Secure" } else { "" };
    let name = cookie_name(web);
    let cookie =
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("a token is hexadecimal")
}

fn signed_out(web: &Web) -> Response {
    let gone = set_cookie(web, "", 0);
    (
        [(header::SET_COOKIE, gone)],
        Redirect::to(app::paths::SIGN_IN),
    )
        .into_response()
}

/// Leads back to a form, where what was typed stands again. In a cookie, for addresses are written down in many places.
pub(crate) fn back(web: &Web, page: &str, typed: &Message) -> Response {
    let cookie = typed.cookie(web.settings().https);
    ([(header::SET_COOKIE, cookie)], Redirect::to(page)).into_response()
}

/// Where to go on: a page of ours, never of others.
pub(crate) fn inside(next: &str) -> &str {
    let path = next.starts_with('/') && !next.starts_with("//");
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if path && plain {
        next
    } else {
        app::paths::HOME
    }
}

pub(crate) fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// What the store's failure means to somebody with a form. What they sent may be at fault: that is no error for the log.
pub(crate) fn fault(error: &store::Error) -> Response {
    match error {
        store::Error::Input(why) => return words(StatusCode::BAD_REQUEST, why.clone()),
        store::Error::Missing(what) => return words(StatusCode::NOT_FOUND, what.clone()),
        _ => {}
    }
    tracing::error!(%error, "a form was not carried out");
    let text = match error {
        store::Error::Unsure(_) => say!(
            "The connection to the database broke while this was being saved. Look whether it was done before you try again."
        ),
        _ => say!("The database doesn't answer. Nothing was changed; try again in a moment."),
    };
    words(StatusCode::SERVICE_UNAVAILABLE, text)
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        for evil in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\nx",
            "",
            "x",
        ] {
            assert_eq!(inside(evil), "/home", "{evil:?}");
        }
        assert_eq!(
            inside("/licenses/SPE_E3?q=zo%C3%AB"),
            "/licenses/SPE_E3?q=zo%C3%AB"
        );
    }
}
