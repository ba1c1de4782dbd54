//! The assign pane's form, as a browser without JavaScript posts it.

use crate::{
    IDA,
    web::{Answer, Site, value},
};

const PANE: &str = "/licenses/VISIOCLIENT/assign";

/// The services with a switch, and which of them are on.
fn switches(pane: &Answer) -> Vec<(String, bool)> {
    let boxes = pane
        .inputs()
        .filter(|tag| tag.contains(" name=\"on[]\"") && !tag.contains(" disabled"));
    boxes
        .map(|tag| (value(tag).to_owned(), tag.contains(" checked")))
        .collect()
}

/// Posts the form, and looks at the pane to which it leads back.
async fn refused(site: &Site, cookie: &str, users: &str, on: &[&str]) -> Answer {
    let mut form = vec![("slug", "VISIOCLIENT"), ("users", users)];
    form.extend(on.iter().map(|id| ("on[]", *id)));
    let answer = site.post("/api/assign", cookie, &form).await;
    assert_eq!(answer.header("location"), PANE, "{answer:?}");
    let said = answer.header("set-cookie");
    assert!(said.len() < 4096, "browsers drop it: {said}");
    let both = format!("{cookie}; {}", answer.cookie());
    site.get(PANE, &both).await
}

#[tokio::test]
async fn what_was_typed_and_switched_stands_beside_the_refusal_once() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let fresh = site.get(PANE, &cookie).await;
    let all = switches(&fresh);
    assert!(all.len() > 1 && all.iter().all(|(_, on)| *on), "{all:?}");
    assert_eq!(fresh.field("users"), "");
    let on = all.iter().skip(1).map(|(id, _)| id.as_str());
    let users = "elif@northlight.example, nobody@northlight.example";
    let pane = refused(&site, &cookie, users, &on.collect::<Vec<_>>()).await;
    assert!(pane.text.contains("“nobody@northlight.example”"));
    assert_eq!(pane.field("users"), users);
    let mut expected = all.clone();
    expected[0].1 = false;
    assert_eq!(switches(&pane), expected);
    let later = site.get(PANE, &cookie).await;
    assert_eq!((later.field("users"), switches(&later)), ("", all));
}

#[tokio::test]
async fn of_a_list_that_is_too_long_the_beginning_stands_again_and_the_rest_is_told() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let names = (0..2000).map(|number| format!("nobody{number}@northlight.example"));
    let list = names.collect::<Vec<_>>().join(", ");
    let pane = refused(&site, &cookie, &list, &[]).await;
    let kept = pane.field("users");
    assert!(list.starts_with(kept) && kept.len() > 1000, "{kept}");
    assert!(pane.text.contains("users at the end of your list"));
    assert!(switches(&pane).iter().all(|(_, on)| !on));
}

#[tokio::test]
async fn another_products_pane_gets_nothing_of_it() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let users = "nobody@northlight.example";
    let form = [("slug", "VISIOCLIENT"), ("users", users)];
    let answer = site.post("/api/assign", &cookie, &form).await;
    let both = format!("{cookie}; {}", answer.cookie());
    let pane = site.get("/licenses/ENTERPRISEPACK/assign", &both).await;
    assert_eq!(pane.field("users"), "");
    assert!(switches(&pane).iter().all(|(_, on)| *on));
}
