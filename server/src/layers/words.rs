//! Answers in words, for whoever asks: a page for a browser, the app's error for the app, text for a script.

use app::{error::Error, ssr::languages};
use axum::{
    Json,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::{
    say,
    words::{Language, Sentence},
};

/// What an answer says, until it is known to whom.
#[derive(Clone)]
struct Words(Sentence, Option<String>);

/// A "no" of the server's own (not of a page's), in words that say what to do.
pub(crate) fn words(status: StatusCode, sentence: impl Into<Sentence>) -> Response {
    let sentence = sentence.into();
    let mut response = (status, sentence.to_string()).into_response();
    response.extensions_mut().insert(Words(sentence, None));
    response
}

/// An apology, with the reference under which the log has more.
pub(crate) fn apology(reference: &str) -> Response {
    let text = say!("Something went wrong on our side.");
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let mut response = (status, format!("{text} Reference {reference}")).into_response();
    response
        .extensions_mut()
        .insert(Words(text, Some(reference.into())));
    response
}

/// The layer that puts such answers into the form that the asker reads.
pub(crate) async fn put_in_words(request: Request, next: Next) -> Response {
    let is_app = request.uri().path().starts_with("/api/");
    let is_page = reads_html(request.headers());
    let language = languages::of(request.headers());
    let mut response = next.run(request).await;
    let Some(Words(text, reference)) = response.extensions_mut().remove::<Words>() else {
        return response;
    };
    let status = response.status();
    // A browser without JavaScript posts forms to the app's addresses, too, and shows what is answered.
    let mut put = match (is_page, is_app) {
        (true, _) => (status, Html(page(language, status, &text, reference))).into_response(),
        (_, true) => (status, Json(for_the_app(status, text, reference))).into_response(),
        _ => return response,
    };
    for (name, value) in response.headers() {
        if ![header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name) {
            put.headers_mut().append(name, value.clone());
        }
    }
    put
}

fn reads_html(headers: &HeaderMap) -> bool {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|accepts| accepts.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

fn for_the_app(status: StatusCode, text: Sentence, reference: Option<String>) -> Error {
    match status {
        StatusCode::UNAUTHORIZED => Error::SignedOut,
        StatusCode::FORBIDDEN => Error::NotAllowed(text.to_string()),
        StatusCode::NOT_FOUND => Error::Missing(text),
        // What didn't arrive may have arrived an earlier time, under the same key: it is sent again.
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Error::Busy,
        StatusCode::GATEWAY_TIMEOUT => Error::Late(text),
        _ => match reference {
            Some(reference) => Error::Fault { reference },
            None => Error::Input(text),
        },
    }
}

fn page(
    language: &Language,
    status: StatusCode,
    text: &Sentence,
    reference: Option<String>,
) -> String {
    let title = match status {
        StatusCode::SERVICE_UNAVAILABLE => say!("Usher is busy"),
        StatusCode::INTERNAL_SERVER_ERROR => say!("Something went wrong"),
        _ => say!("This can't be done"),
    };
    let reference = reference.map(|id| say!("Reference {id}", id = id));
    let reference =
        reference.map_or_else(String::new, |it| format!("<p>{}</p>", language.say(&it)));
    let (code, title) = (language.code(), language.say(&title));
    let text = escaped(&language.say(text));
    let back = language.say(&say!("Back to Usher"));
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <h1>{title}</h1><p>{text}</p>{reference}<p><a href=\"/\">{back}</a></p></html>"
    )
}

/// As HTML says it: a sentence may repeat what somebody wrote.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_takes_too_long_nobody_says_that_nothing_was_changed() {
        let told = for_the_app(StatusCode::GATEWAY_TIMEOUT, say!("Late."), None);
        assert_eq!(told, Error::Late(say!("Late.")));
    }
}
