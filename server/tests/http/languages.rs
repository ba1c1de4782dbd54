//! The pages in the language of who reads.

use crate::{IDA, web::Site};
use app::ssr::languages::file;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::collections::BTreeMap;

const PAGES: [&str; 10] = [
    "/licenses",
    "/licenses/SPE_E3",
    "/licenses/SPE_E3?tab=groups",
    "/licenses/SPE_E3/assign",
    "/licenses/SPE_E3/unassign",
    "/users",
    "/users/licenses?all=1",
    "/users/add",
    "/users/add-multiple",
    "/nowhere",
];

#[tokio::test]
async fn pages_speak_the_language_that_the_browser_accepts() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let request = Request::get("/licenses")
        .header(header::COOKIE, &cookie)
        .header(header::ACCEPT_LANGUAGE, "de-AT,de;q=0.9,en;q=0.8");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert!(answer.text.contains("<html lang=\"de\""), "{answer:?}");
    assert!(answer.text.contains(">Lizenzen<"));
    let answer = site.get("/licenses", &cookie).await;
    assert!(answer.text.contains("<html lang=\"en\""));
    assert!(answer.text.contains(">Licenses<"));
    assert!(!answer.text.contains("/language/"), "English needs no file");
}

#[tokio::test]
async fn a_page_in_german_says_nothing_in_english() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let texts: BTreeMap<String, String> = serde_json::from_str(file("de").unwrap()).unwrap();
    for path in PAGES {
        let answer = site
            .get(path, &format!("{cookie}; usher-language=de"))
            .await;
        // A language is called by its own name.
        let english = texts
            .iter()
            .filter(|(english, german)| english != german && *english != "English");
        for (english, _) in english.filter(|(english, _)| !english.contains('{')) {
            let english = english.replace('&', "&amp;");
            for said in [format!(">{english}<"), format!("=\"{english}\"")] {
                // What a form sends stays what it is.
                let sent = answer.text.contains(&format!("value{}", &said));
                assert!(sent || !answer.text.contains(&said), "{path}: {said}");
            }
        }
    }
}

#[tokio::test]
async fn readers_at_the_same_time_read_each_their_own() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let (german, english) = (
        format!("{cookie}; usher-language=de"),
        format!("{cookie}; usher-language=en"),
    );
    for _ in 0..8 {
        let (one, other, third) = tokio::join!(
            site.get("/licenses/SPE_E3", &german),
            site.get("/licenses/SPE_E3", &english),
            site.get("/licenses/SPE_E3", &german),
        );
        for german in [one, third] {
            assert!(german.text.contains("Nächste Seite"));
            assert!(!german.text.contains("Next page"));
        }
        assert!(other.text.contains("Next page"));
        assert!(!other.text.contains("Nächste Seite"));
    }
}

#[tokio::test]
async fn a_language_is_chosen_by_a_form_that_leads_back() {
    let site = Site::demo().await;
    let form = [("language", "de"), ("next", "/licenses/SPE_E3?tab=groups")];
    let answer = site.post("/language", "", &form).await;
    assert_eq!(answer.leads_to(), "/licenses/SPE_E3?tab=groups");
    assert_eq!(answer.cookie(), "usher-language=de");
    assert!(
        answer
            .header("set-cookie")
            .contains("HttpOnly; SameSite=Lax")
    );

    let form = [("language", "xx"), ("next", "//evil.example")];
    let answer = site.post("/language", "", &form).await;
    assert!(!answer.leads_to().contains("evil"));
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn what_a_language_says_is_a_file_that_browsers_keep() {
    let site = Site::demo().await;
    let page = site.get("/sign-in", "usher-language=de").await;
    let link = page.text.split("href=\"/language/").nth(1).unwrap();
    let address = format!("/language/{}", link.split('"').next().unwrap());
    assert!(address.starts_with("/language/de.json?v="), "{address}");
    let answer = site.get(&address, "").await;
    assert_eq!(answer.text, file("de").unwrap());
    assert!(answer.header("cache-control").contains("immutable"));
    let missing = site.get("/language/xx.json", "").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_server_itself_refuses_is_told_in_the_language_too() {
    let site = Site::demo().await;
    let request = Request::post("/session")
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, "de");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains("<html lang=\"de\""), "{answer:?}");
    assert!(answer.text.contains("Das kam von einer anderen Website"));
}

#[tokio::test]
async fn a_plain_form_is_answered_in_the_language() {
    let site = Site::demo().await;
    let cookie = format!("{}; usher-language=de", site.sign_in(IDA).await);
    let form = [
        ("slug", "ENTERPRISEPACK"),
        ("users", "nobody@northlight.example"),
    ];
    let answer = site.post("/api/assign", &cookie, &form).await;
    let said = answer.header("set-cookie");
    assert!(said.contains("Niemand%20hat%20die%20Adresse"), "{said}");
}
