//! What a browser downloads to show the first page and wake it.

use crate::http::Client;
use crate::sample::Figure;
use std::collections::BTreeSet;

/// The scripts and the wasm that the first page names, as they come over the wire.
pub(crate) fn first_page(client: &mut Client) -> Figure {
    const GOAL: usize = 150_000;
    let page = client.get("/licenses");
    assert_eq!(page.status, 200, "the first page");
    let mut bytes = 0;
    let mut told = Vec::new();
    for path in files(&page.text()) {
        let file = client.get_packed(&path);
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-encoding"), Some("br"), "{path}");
        let kind = path.rsplit('.').next().expect("a file's kind");
        told.push(format!("{kind} {:.1} kB", file.body.len() as f64 / 1e3));
        if kind != "css" {
            bytes += file.body.len();
        }
    }
    Figure {
        what: "First page: wasm and JS, brotli",
        usher: format!("{:.1} kB", bytes as f64 / 1e3),
        baseline: String::new(),
        result: told.join(", "),
        goal: "at most 150 kB".into(),
        met: bytes <= GOAL,
    }
}

/// Every address under /pkg/ that the page names, once.
fn files(html: &str) -> BTreeSet<String> {
    let starts = html.match_indices("/pkg/").map(|(at, _)| &html[at..]);
    starts
        .filter_map(|rest| rest.split(['"', '\'', ' ', '>', '`']).next())
        .filter(|path| {
            [".js", ".wasm", ".css"]
                .iter()
                .any(|kind| path.ends_with(kind))
        })
        .map(str::to_owned)
        .collect()
}
