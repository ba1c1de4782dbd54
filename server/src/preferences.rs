//! How the pages look for one person: a plain form, which works without JavaScript, and a cookie, so that the server
//! draws every page as chosen.

use crate::{extract::Form, web::Web};
use app::{
    paths,
    theme::{self, Theme},
};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// So long a browser remembers: a year.
const SECONDS: u32 = 365 * 24 * 3600;

/// The form. What isn't in it stays as it is.
#[derive(Deserialize)]
pub(crate) struct Preferences {
    theme: Option<String>,
}

/// `POST /preferences`: remembers what was chosen, and leads back to the settings.
pub(crate) async fn keep(State(web): State<Web>, Form(form): Form<Preferences>) -> Response {
    let mut answer = Redirect::to(paths::settings::SETTINGS).into_response();
    if let Some(theme) = form.theme.as_deref().and_then(Theme::from_code) {
        let cookie = cookie(&web, theme::COOKIE, theme.code());
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

fn cookie(web: &Web, name: &str, code: &'static str) -> HeaderValue {
    let secure = if web.settings().https { "; Secure" } else { "" };
    let cookie =
        format!("{name}={code}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("a code is plain")
}
