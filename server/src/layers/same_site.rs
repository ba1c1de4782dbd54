//! Against cross-site writes: what changes something must come from Usher's own pages.

use super::words;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use domain::say;

/// The layer. Every method but GET and HEAD counts as a write; no handler writes on those.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    words(
        StatusCode::FORBIDDEN,
        say!(
            "This came from another site, so nothing was done. Open Usher itself, and try again there."
        ),
    )
}

/// What the browser says about the page that sends the request: `Sec-Fetch-Site`, or else that `Origin` is this host.
/// A page can't forge either, and browsers send at least one with every write.
fn comes_from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else {
        return false;
    };
    let origin = origin
        .strip_prefix("https://")
        .or(origin.strip_prefix("http://"));
    origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        comes_from_here(&pairs.collect())
    }

    #[test]
    fn a_page_of_ours_may_write() {
        assert!(says(&[("sec-fetch-site", "same-origin")]));
        assert!(says(&[("sec-fetch-site", "none")]));
        assert!(says(&[
            ("origin", "http://usher.example:3000"),
            ("host", "usher.example:3000")
        ]));
    }

    #[test]
    fn a_page_of_others_may_not() {
        assert!(!says(&[("sec-fetch-site", "cross-site")]));
        assert!(!says(&[("sec-fetch-site", "same-site")]));
        assert!(!says(&[
            ("origin", "http://evil.example"),
            ("host", "usher.example")
        ]));
        assert!(!says(&[("origin", "null"), ("host", "usher.example")]));
        assert!(!says(&[("host", "usher.example")]));
    }

    #[test]
    fn the_origin_does_not_count_where_the_browser_says_more() {
        let both = [
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://u.example"),
            ("host", "u.example"),
        ];
        assert!(!says(&both));
    }
}
