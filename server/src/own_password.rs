//! Changing one's own password: a plain form. Whoever got theirs from an admin does this before anything else.

use crate::{
    attempts,
    extract::Form,
    password::{LONGEST, SHORTEST},
    session::{self, fault, text},
    web::Web,
};
use app::paths;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use store::SignedIn;

/// The form.
#[derive(Deserialize)]
pub(crate) struct Change {
    current: String,
    password: String,
    repeat: String,
    #[serde(default)]
    first: String,
}

impl Change {
    fn problem(&self) -> Option<&'static str> {
        let length = self.password.chars().count();
        if length < SHORTEST || self.password.len() > LONGEST {
            Some("password")
        } else if self.password == self.current {
            Some("same")
        } else if self.password != self.repeat {
            Some("repeat")
        } else {
            None
        }
    }
}

/// `POST /session/password`: all other sessions end, and this one goes on as a new one.
pub(crate) async fn change(
    State(web): State<Web>,
    Extension(me): Extension<SignedIn>,
    headers: HeaderMap,
    Form(form): Form<Change>,
) -> Result<Response, Response> {
    let first = !form.first.is_empty();
    let again = |problem| Redirect::to(&paths::password(first, problem)).into_response();
    if let Some(problem) = form.problem() {
        return Err(again(problem));
    }
    let tries = [attempts::of_username(&me.user.to_string())];
    if !attempts::begin(&web, &tries).await? {
        return Err(again("limited"));
    }
    let known = web.store().password_of(me.home.organization, me.user).await;
    let known = known.map_err(|error| fault(&error))?;
    let matches = web.passwords().is(&form.current, known.as_deref()).await;
    if !matches!(matches, Ok(false)) {
        attempts::forgive(&web, &tries).await?;
    }
    match matches {
        Ok(true) => {}
        Ok(false) => return Err(again("current")),
        Err(_) => return Err(again("busy")),
    }
    let hash = web.passwords().hash(&form.password).await;
    let hash = hash.map_err(|_| again("busy"))?;
    let changed = web
        .store()
        .change_password(me.home.organization, me.user, hash);
    changed.await.map_err(|error| fault(&error))?;
    let agent = text(&headers, header::USER_AGENT);
    let cookie = session::begin(&web, me.home.organization, me.user, agent).await;
    let cookie = cookie.map_err(|error| fault(&error))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(paths::HOME)).into_response())
}
