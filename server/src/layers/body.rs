//! How much a request may bring.

use super::{
    shelter::{Arriving, late},
    words,
};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use domain::say;
use http_body_util::BodyExt;
use store::SignedIn;

/// An order: 8 MiB. A user takes 39 bytes in it, so that about 200,000 fit, or 100,000 with the outcome that was shown.
/// More than that goes by the command line.
pub(crate) const MOST_OF_AN_ORDER: usize = 8 * 1024 * 1024;
/// A list of users: its 16 MiB, and what JSON adds to them.
pub(crate) const MOST_OF_A_LIST: usize = 20 * 1024 * 1024;
/// Where lists are sent.
const LISTS: [&str; 3] = [
    "/api/preview-many",
    "/api/failed-of-many",
    "/api/submit-many",
];
/// A form, or anything from somebody who isn't signed in.
pub(crate) const MOST_OF_A_FORM: usize = 64 * 1024;
/// What is too much is read to its end up to here, and forgotten, so that the sender gets to read the answer.
const MOST_READ: usize = 64 * 1024 * 1024;

/// The layer: reads the body, and turns away what is too much.
pub(crate) async fn limit_body(request: Request, next: Next) -> Response {
    let is_order = request.uri().path().starts_with("/api/")
        && request.extensions().get::<SignedIn>().is_some();
    let is_list = is_order && LISTS.contains(&request.uri().path());
    let most = match (is_list, is_order) {
        (true, _) => MOST_OF_A_LIST,
        (_, true) => MOST_OF_AN_ORDER,
        _ => MOST_OF_A_FORM,
    };
    let (parts, body) = request.into_parts();
    let arriving = parts.extensions.get::<Arriving>().cloned();
    let arriving = arriving.unwrap_or_default();
    arriving.begin();
    let read = read(body, most).await;
    if !arriving.end() {
        return late();
    }
    match read {
        Ok(Some(bytes)) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Ok(None) if is_list => words(
            StatusCode::PAYLOAD_TOO_LARGE,
            say!("This list is too large. Split it into several files of at most 16 MB."),
        ),
        Ok(None) if is_order => words(
            StatusCode::PAYLOAD_TOO_LARGE,
            say!(
                "This is more than 8 MB. Give the order in parts, or use the command line, which has no limit."
            ),
        ),
        Ok(None) => words(
            StatusCode::PAYLOAD_TOO_LARGE,
            say!(
                "This is more than 64 kB, which no form of Usher's needs. Shorten it, and try again."
            ),
        ),
        Err(_) => words(
            StatusCode::BAD_REQUEST,
            say!("The request broke off. Nothing was changed; try again."),
        ),
    }
}

/// The body, or none if it is larger than `most`.
async fn read(mut body: Body, most: usize) -> Result<Option<Bytes>, axum::Error> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        seen += data.len();
        if seen <= most {
            bytes.extend_from_slice(&data);
        } else if seen <= MOST_READ {
            bytes = Vec::new();
        } else {
            break;
        }
    }
    Ok((seen <= most).then(|| bytes.into()))
}
