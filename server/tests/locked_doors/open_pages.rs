//! Who sees which page.

use super::{ADMINS, Facts, Site, guests, settings, without_role};
use axum::http::StatusCode;
use server::router::pages;

#[tokio::test]
async fn nobody_sees_a_page_but_the_ways_in() {
    let site = Site::demo().await;
    for path in page_addresses(&Facts::of(&site).await) {
        let answer = site.get(&path, "").await;
        if path == "/sign-in" || app::paths::is_open(&path) {
            assert_eq!(answer.status, StatusCode::OK);
            continue;
        }
        assert!(answer.status.is_redirection(), "{path}: {answer:?}");
        assert!(
            answer.header("location").starts_with("/sign-in"),
            "{path}: {answer:?}"
        );
        assert!(!answer.text.contains("Microsoft 365"), "{path}");
    }
}

#[tokio::test]
async fn every_role_sees_every_page_and_who_has_none_sees_no_data() {
    let site = Site::demo().await;
    let mut cookies = vec![(without_role(&site).await, false)];
    for (username, _) in ADMINS {
        cookies.push((site.sign_in(username).await, true));
    }
    // The last ones are of other things than products.
    let ways_in = [
        "/",
        "/sign-in",
        "/setup",
        "/password",
        "/settings",
        "/deleted-users",
    ];
    for path in page_addresses(&Facts::of(&site).await)
        .iter()
        .filter(|path| !ways_in.contains(&path.as_str()) && !app::paths::is_open(path))
        .filter(|path| !path.starts_with("/deleted-users/"))
    {
        let data = if path.starts_with("/guest-users") {
            guests::NAME
        } else {
            settings::data_of(path)
        };
        for (cookie, has_role) in &cookies {
            let answer = site.get(path, cookie).await;
            assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
            assert_eq!(answer.text.contains(data), *has_role, "{path}: {data}");
        }
    }
}

/// Every page's address, with a product or a user where one is asked for.
fn page_addresses(facts: &Facts) -> Vec<String> {
    let parts = |path: String| match path.contains("{part}") {
        true => ["licenses", "edit", "password"]
            .map(|part| path.replace("{part}", part))
            .to_vec(),
        false => vec![path],
    };
    let paths = pages()
        .iter()
        .map(|page| {
            let path = page.path().replace("{slug}", "SPE_E3");
            let path = path
                .replace("{guest}", &facts.guest)
                .replace("{partner}", "2");
            facts.products.put(&path.replace("{user}", &facts.holder))
        })
        .flat_map(parts)
        .collect::<Vec<_>>();
    assert!(
        paths.iter().all(|path| !path.contains(['{', ':', '*'])),
        "say what to put in: {paths:?}"
    );
    assert!(paths.len() > 4, "{paths:?}");
    paths
}
