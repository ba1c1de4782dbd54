//! What a browser needs to install Usher: the worker that keeps the files of this version, and the page that it shows
//! when the server can't be reached.

use crate::web::Web;
use app::{paths, ssr::languages, words::offline as words};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::words::{ENGLISH, Language};
use sha2::{Digest, Sha256};

/// Asked for anew each time, so that an upgrade is noticed.
const ASK_AGAIN: (HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
/// The worker loads files of ours, and nothing else.
const OF_WORKER: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
/// The page has a style, and no script.
const OF_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// `GET /sw.js`: the worker, with what belongs to this version.
pub(crate) async fn worker(State(web): State<Web>) -> Response {
    let files = web.site().kept_files();
    let script = include_str!("worker.js");
    let names = serde_json::to_string(&files).unwrap_or_else(|_| "[]".into());
    let version = version(&[&names, script, &page(&ENGLISH, &files)]);
    let (kind, offline) = ("text/javascript; charset=utf-8", paths::OFFLINE);
    let text = format!(
        "const VERSION = \"{version}\";\nconst OFFLINE = \"{offline}\";\nconst FILES = {names};\n\n{script}"
    );
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, OF_WORKER),
        ASK_AGAIN,
    ];
    (headers, text).into_response()
}

/// `GET /offline`: what the worker shows in the place of a page that can't be had.
pub(crate) async fn offline(State(web): State<Web>, asked: HeaderMap) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CONTENT_SECURITY_POLICY, OF_PAGE),
        ASK_AGAIN,
    ];
    let language = languages::of(&asked);
    (headers, page(language, &web.site().kept_files())).into_response()
}

/// Its address is that of the page that can't be had, so that the link to nowhere tries that one again.
fn page(language: &Language, files: &[String]) -> String {
    let style = files.iter().find(|file| file.ends_with(".css"));
    let style = style.map_or_else(String::new, |file| {
        format!("<link rel=\"stylesheet\" href=\"{file}\">")
    });
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">{style}<title>{title}</title>\
         <main class=\"alone\"><p class=\"brand\">Usher</p><div class=\"card stack\"><h1>{title}</h1><p>{text}</p>\
         <p><a class=\"button primary\" href=\"\">{again}</a></p></div></main></html>",
        code = language.code(),
        title = language.text(words::TITLE.0),
        text = language.text(words::TEXT.0),
        again = language.text(words::AGAIN.0),
    )
}

fn version(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
    }
    let bytes = digest.finalize();
    bytes[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
