//! The language of the pages: chosen by a plain form, kept in a cookie; its texts as a file.

use crate::{extract::Form, session::inside, web::Web};
use app::ssr::languages::{COOKIE, by_code, file as file_of};
use axum::{
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

/// A year.
const KEPT: u32 = 31_536_000;

/// The choice.
#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    #[serde(default)]
    next: String,
}

/// `POST /language`: speaks it from now on, and leads back.
pub(crate) async fn choose(State(web): State<Web>, Form(choice): Form<Choice>) -> Response {
    let secure = if web.settings().https { "; Secure" } else { "" };
    let cookie = by_code(&choice.language).map(|language| {
        let code = language.code();
        let kept = format!("Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}");
        [(header::SET_COOKIE, format!("{COOKIE}={code}; {kept}"))]
    });
    (cookie, Redirect::to(inside(&choice.next))).into_response()
}

/// `GET /language/{code}.json`: what a language says. Another version has another address, so browsers keep it.
pub(crate) async fn file(Path(name): Path<String>) -> Result<Response, StatusCode> {
    let file = name.strip_suffix(".json").and_then(file_of);
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    let answer = file.map(|file| (headers, file).into_response());
    answer.ok_or(StatusCode::NOT_FOUND)
}
