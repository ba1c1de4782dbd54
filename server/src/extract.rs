//! What a request brings, read into what its door expects; or refused in words, where axum would answer technical text.

use crate::layers::words;
use axum::{
    extract::{self, FromRequest, FromRequestParts, Request, rejection::FormRejection},
    http::request::Parts,
    response::Response,
};
use domain::say;
use serde::de::DeserializeOwned;

/// A form that was posted. Reads the body, and so is a handler's last argument.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let form = axum::Form::<T>::from_request(request, state).await;
        form.map(|axum::Form(form)| Self(form)).map_err(|why| {
            tracing::debug!(%why, "a form can't be read");
            let text = match why {
                FormRejection::InvalidFormContentType(_) => say!(
                    "This wasn't sent as a form. Open the page in a browser, and fill the form in there; a script sends application/x-www-form-urlencoded."
                ),
                _ => say!(
                    "A field of the form is missing, or can't be used. Reload the page, fill the form in, and try again."
                ),
            };
            words(why.status(), text)
        })
    }
}

/// What the address says behind its question mark.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let query = extract::Query::<T>::from_request_parts(parts, state).await;
        let query = query.map(|extract::Query(query)| Self(query));
        query.map_err(|why| {
            tracing::debug!(%why, "an address can't be read");
            let text = say!(
                "What the address asks for can't be read. Go back, and follow the link again."
            );
            words(why.status(), text)
        })
    }
}
