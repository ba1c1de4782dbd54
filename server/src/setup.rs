//! The first start: whoever can read the terminal makes the first Global admin. Then this door is shut for good.

use crate::{
    attempts,
    extract::Form,
    password::{LONGEST, SHORTEST},
    session::{self, fault, text},
    token,
    web::Web,
};
use app::{paths, ssr::Message};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{address, misleading};
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use store::FirstAdmin;
use subtle::ConstantTimeEq;

/// The one-time code, while there is something to set up.
pub(crate) struct Setup {
    code: Mutex<Option<String>>,
}

impl Setup {
    pub(crate) fn begin(needed: bool) -> Self {
        Self {
            code: Mutex::new(needed.then(token::code)),
        }
    }

    pub(crate) fn code(&self) -> Option<String> {
        self.code
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Is there still something to set up? Another server on the same database may have done it.
    pub(crate) async fn is_open(&self, web: &Web) -> bool {
        if self.code().is_some()
            && matches!(web.store().needs_setup(web.organization()).await, Ok(false))
        {
            self.shut();
        }
        self.code().is_some()
    }

    fn shut(&self) {
        *self.code.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The setup form.
#[derive(Deserialize)]
pub(crate) struct FirstForm {
    code: String,
    organization: String,
    name: String,
    username: String,
    password: String,
    repeat: String,
}

impl FirstForm {
    /// All but the passwords. The code too: it opens one door, once, and the cookie that brings it back is for this server
    /// alone and read once.
    fn typed(&self) -> Message {
        Message::silent()
            .with("code", &self.code)
            .with("organization", &self.organization)
            .with("name", &self.name)
            .with("username", &self.username)
    }

    /// The first field that can't be used.
    fn problem(&self) -> Option<&'static str> {
        let line = |text: &str| {
            let text = text.trim();
            !text.is_empty() && text.chars().count() <= 256 && !text.chars().any(misleading)
        };
        if !line(&self.organization) {
            Some("organization")
        } else if !line(&self.name) {
            Some("name")
        } else if !line(&self.username) || !address(self.username.trim()) {
            Some("username")
        } else if self.password.chars().count() < SHORTEST || self.password.len() > LONGEST {
            Some("password")
        } else if self.password != self.repeat {
            Some("repeat")
        } else {
            None
        }
    }
}

/// `POST /setup`: makes the first Global admin, and signs them in.
pub(crate) async fn set_up(
    State(web): State<Web>,
    headers: HeaderMap,
    Form(form): Form<FirstForm>,
) -> Result<Response, Response> {
    let Some(code) = web.setup().code() else {
        return Ok(Redirect::to(paths::SIGN_IN).into_response());
    };
    let again = |problem| {
        let page = format!("{}?problem={problem}", paths::SETUP);
        session::back(&web, &page, &form.typed())
    };
    let tries = [attempts::of_setup()];
    if !attempts::begin(&web, &tries).await? {
        return Err(again("limited"));
    }
    if !same(&code, &form.code) {
        return Err(again("code"));
    }
    attempts::forgive(&web, &tries).await?;
    if let Some(problem) = form.problem() {
        return Err(again(problem));
    }
    let password_hash = web.passwords().hash(&form.password).await;
    let admin = FirstAdmin {
        organization_name: form.organization.trim().into(),
        name: form.name.trim().into(),
        username: form.username.trim().into(),
        password_hash: password_hash.map_err(|_| again("busy"))?,
    };
    let made = web
        .store()
        .set_up(web.organization(), admin)
        .await
        .map_err(|error| fault(&error))?;
    web.setup().shut();
    let Some(user) = made else {
        return Ok(Redirect::to(paths::SIGN_IN).into_response());
    };
    tracing::info!("the first Global admin was made; setup is shut");
    let agent = text(&headers, header::USER_AGENT);
    let cookie = session::begin(&web, web.organization(), user, agent).await;
    let cookie = cookie.map_err(|error| fault(&error))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(paths::HOME)).into_response())
}

/// Is it the code? As people type it: any case, any blanks and hyphens. The time taken tells nothing.
fn same(code: &str, typed: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters
            .map(|letter| letter.to_ascii_uppercase())
            .collect::<String>()
    };
    plain(code).as_bytes().ct_eq(plain(typed).as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert!(same("ABCDE-FGHJK", " abcde fghjk "));
        assert!(!same("ABCDE-FGHJK", "ABCDE-FGHJ2"));
        assert!(!same("ABCDE-FGHJK", ""));
    }
}
