//! The live feed: who follows is told what changed, each change once.

use crate::{
    IDA,
    web::{Site, hash},
};
use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode, header},
};
use domain::{Hold, Order, ProductId};
use futures_util::StreamExt;
use serde_json::json;
use std::time::Duration;
use store::{Asker, Terms};
use tokio::time::timeout;

/// Nothing that is waited for takes longer, however slow and busy the machine is.
const PATIENCE: Duration = Duration::from_secs(300);

/// A License admin of the demo.
const SABINE: &str = "sabine@northlight.example";

/// A connection that follows.
struct Feed {
    body: BodyDataStream,
    heard: String,
}

impl Feed {
    async fn open(site: &Site, cookie: &str, query: &str, last: Option<i64>) -> Self {
        let mut request = Request::get(format!("/live{query}")).header(header::COOKIE, cookie);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = site.open(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/event-stream"
        );
        Self {
            body: response.into_body().into_data_stream(),
            heard: String::new(),
        }
    }

    /// Reads until an event with this id was told; answers all that was heard since the last time.
    async fn until(&mut self, entry: i64) -> String {
        let id = format!("id: {entry}\n");
        while !self.heard.contains(&id) || !self.heard.ends_with("\n\n") {
            let more = timeout(PATIENCE, self.body.next()).await;
            let more = more.unwrap_or_else(|_| panic!("only heard {:?}", self.heard));
            let more = more.expect("it goes on").unwrap();
            self.heard.push_str(&String::from_utf8_lossy(&more));
        }
        std::mem::take(&mut self.heard)
    }

    /// Reads until the holds that were told last are such.
    async fn until_holds(&mut self, such: impl Fn(&[Hold]) -> bool) -> Vec<Hold> {
        loop {
            let told = self
                .heard
                .rfind("event: holds\n")
                .map(|at| &self.heard[at..]);
            if let Some(told) = told.filter(|told| told.ends_with("\n\n")) {
                let list = told.lines().nth(1).unwrap();
                let list = list.strip_prefix("data: ").unwrap();
                let holds: Vec<Hold> = serde_json::from_str(list).unwrap();
                if such(&holds) {
                    return holds;
                }
            }
            let more = timeout(PATIENCE, self.body.next()).await;
            let more = more.unwrap_or_else(|_| panic!("only heard {:?}", self.heard));
            let more = more.expect("it goes on").unwrap();
            self.heard.push_str(&String::from_utf8_lossy(&more));
        }
    }
}

/// A site whose feed is kept, with a product of which seats can be bought.
async fn site() -> (Site, ProductId) {
    let site = Site::demo().await;
    let web = site.web.clone();
    tokio::spawn(async move { server::keep_live(&web).await });
    let product = site.store.find_product(&site.asker, "VISIOCLIENT").await;
    (site, product.unwrap())
}

/// Buys a seat. Answers the entry.
async fn buy(site: &Site, asker: &Asker, product: ProductId) -> i64 {
    let order = Order::buy_seats(product, 1);
    let receipt = site.store.carry_out(asker, &order, Terms::default()).await;
    receipt.unwrap().entry
}

#[tokio::test]
async fn a_change_is_told_to_everybody_and_is_no_news_to_whoever_made_it() {
    let (site, product) = site().await;
    let (ida, sabine) = (site.sign_in(IDA).await, site.sign_in(SABINE).await);
    let mut theirs = Feed::open(&site, &sabine, "", None).await;
    let mut own = Feed::open(&site, &ida, "", None).await;
    let users = site
        .store
        .resolve_users(&site.asker, &[IDA.to_owned()], None)
        .await;
    let asker = Asker {
        user: Some(users.unwrap().found[0].id),
        ..site.asker.clone()
    };
    let entry = buy(&site, &asker, product).await;
    let (theirs, own) = (theirs.until(entry).await, own.until(entry).await);
    assert!(theirs.contains("event: change\n"), "{theirs}");
    assert!(own.contains("event: own\n"), "{own}");
    assert!(theirs.contains(&product.0.to_string()), "{theirs}");
}

#[tokio::test]
async fn an_import_is_told_once_and_a_password_that_was_reset_as_well() {
    let (site, _) = site().await;
    let cookie = site.sign_in(SABINE).await;
    let mut feed = Feed::open(&site, &cookie, "", None).await;
    let csv =
        "User Name,Display Name\nada@northlight.example,Ada Lund\nelif@northlight.example,Elif\n";
    let imported = site.store.import_users(&site.asker, csv.as_bytes()).await;
    imported.unwrap();
    let entry = site.store.last_entry(site.asker.organization).await;
    let entry = entry.unwrap();
    let heard = feed.until(entry).await;
    assert_eq!(heard.matches("event: change").count(), 1, "{heard}");
    assert!(heard.contains("By an import: "), "{heard}");

    let ada = site.store.find_users(&site.asker, "ada lund", None).await;
    let user = ada.unwrap()[0].id;
    let ida = site.sign_in(IDA).await;
    let body = json!({"user": user, "password": "given by an admin", "must_change": true});
    let reset = site
        .call("/api/reset-password", &ida, body.to_string())
        .await;
    assert_eq!(reset.status, StatusCode::OK, "{reset:?}");
    let heard = feed.until(entry + 1).await;
    assert!(
        heard.contains("The password of {name} was reset."),
        "{heard}"
    );
    assert!(!heard.contains("given"), "{heard}");
}

#[tokio::test]
async fn what_was_missed_is_told_first_and_each_change_once() {
    let (site, product) = site().await;
    let cookie = site.sign_in(IDA).await;
    let first = buy(&site, &site.asker, product).await;
    let second = buy(&site, &site.asker, product).await;
    let query = format!("?after={first}");
    let mut feed = Feed::open(&site, &cookie, &query, None).await;
    let heard = feed.until(second).await;
    assert!(!heard.contains(&format!("id: {first}\n")), "{heard}");
    let third = buy(&site, &site.asker, product).await;
    let heard = feed.until(third).await;
    assert_eq!(heard.matches("id: ").count(), 1, "{heard}");

    // What a browser that reconnects says counts more than what the page said when it was new.
    let mut again = Feed::open(&site, &cookie, &query, Some(second)).await;
    let heard = again.until(third).await;
    assert_eq!(heard.matches("id: ").count(), 1, "{heard}");
}

#[tokio::test]
async fn of_very_many_a_page_is_told_only_that_they_were() {
    let (site, product) = site().await;
    let cookie = site.sign_in(IDA).await;
    let first = buy(&site, &site.asker, product).await;
    let mut last = first;
    for _ in 0..51 {
        last = buy(&site, &site.asker, product).await;
    }
    let query = format!("?after={first}");
    let mut feed = Feed::open(&site, &cookie, &query, None).await;
    let heard = feed.until(last).await;
    assert!(heard.contains("event: many\n"), "{heard}");
    assert!(heard.contains("data: 51\n"), "{heard}");
}

#[tokio::test]
async fn whatever_a_page_says_that_it_knows_it_follows() {
    let (site, product) = site().await;
    let cookie = site.sign_in(IDA).await;
    buy(&site, &site.asker, product).await;
    for known in [i64::MIN, -1, 0] {
        let mut feed = Feed::open(&site, &cookie, &format!("?after={known}"), None).await;
        let entry = buy(&site, &site.asker, product).await;
        feed.until(entry).await;
    }
    let wrong = site.get("/live?after=yesterday", &cookie).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{wrong:?}");
}

#[tokio::test]
async fn whoever_may_not_read_follows_nothing() {
    let (site, _) = site().await;
    let greta = "greta@northlight.example";
    let password = vec![(greta.into(), hash())];
    let organization = site.asker.organization;
    site.store
        .set_passwords(organization, password)
        .await
        .unwrap();
    let cookie = site.sign_in(greta).await;
    let answer = site.get("/live", &cookie).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
    assert!(answer.text.contains("role"), "{answer:?}");
}

#[tokio::test]
async fn nothing_is_told_of_another_organization() {
    let (site, product) = site().await;
    let made = site.store.create_organization("Southlight", "", None).await;
    let theirs = Asker::operator(made.unwrap());
    site.store.make_demo(&theirs).await.unwrap();
    let cookie = site.sign_in(IDA).await;
    let first = buy(&site, &site.asker, product).await;
    let mut feed = Feed::open(&site, &cookie, &format!("?after={first}"), None).await;
    for _ in 0..3 {
        buy(&site, &theirs, product).await;
    }
    let entry = buy(&site, &site.asker, product).await;
    let heard = feed.until(entry).await;
    assert_eq!(heard.matches("id: ").count(), 1, "{heard}");
}

#[tokio::test]
async fn who_holds_seats_is_told_to_everybody_until_the_pane_is_closed() {
    let (site, product) = site().await;
    let (ida, sabine) = (site.sign_in(IDA).await, site.sign_in(SABINE).await);
    let mut feed = Feed::open(&site, &sabine, "", None).await;
    assert_eq!(feed.until_holds(|holds| holds.is_empty()).await, []);
    let pane = "0f5c1d52-6f0c-4c57-8a6c-55bd6de5a001";
    let hold = json!({"pane": pane, "product": product, "wanted": 2});
    let held = site.call("/api/hold", &ida, hold.to_string()).await;
    assert_eq!(held.status, StatusCode::OK, "{held:?}");
    let holds = feed.until_holds(|holds| !holds.is_empty()).await;
    assert_eq!((&*holds[0].admin.name, holds[0].seats), ("Ida Marsh", 2));
    // Whoever comes later is told too.
    let mut later = Feed::open(&site, &ida, "", None).await;
    assert_eq!(later.until_holds(|holds| !holds.is_empty()).await, holds);
    let release = json!({"pane": pane}).to_string();
    let released = site.call("/api/release", &ida, release).await;
    assert_eq!(released.status, StatusCode::OK, "{released:?}");
    feed.until_holds(|holds| holds.is_empty()).await;
}

#[tokio::test]
async fn all_connections_end_when_the_server_stops() {
    let (site, product) = site().await;
    let cookie = site.sign_in(IDA).await;
    let mut feed = Feed::open(&site, &cookie, "", None).await;
    let entry = buy(&site, &site.asker, product).await;
    feed.until(entry).await;
    site.web.stop_live();
    let end = async { while feed.body.next().await.is_some() {} };
    timeout(PATIENCE, end).await.expect("it ends");
}
