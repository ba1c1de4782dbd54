//! Inviting guests: the mail, the one-time link, and what it opens.

use crate::{
    IDA,
    web::{Answer, Site, settings},
};
use axum::http::StatusCode;
use domain::{Action, Cloud, Order, Setting, UserId};
use serde_json::{Value, json};
use server::config::Settings;
use store::Terms;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinHandle,
};
use uuid::Uuid;

const KENJI: &str = "kenji.sato@hoshi.example";
const WEEK: i64 = 7 * 86_400;
/// What a browser draws.
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A mail server that takes one mail, and what it was given.
async fn sink() -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let taking = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink ESMTP\r\n").await.unwrap();
        let (mut given, mut in_data) = (String::new(), false);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap() == 0 {
                return given;
            }
            given.push_str(&line);
            let answer = match (in_data, line.trim_end()) {
                (true, ".") => {
                    in_data = false;
                    "250 taken\r\n"
                }
                (true, _) => continue,
                (false, "DATA") => {
                    in_data = true;
                    "354 go on\r\n"
                }
                (false, "QUIT") => "221 bye\r\n",
                (false, _) => "250 sink\r\n",
            };
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, taking)
}

async fn invite(site: &Site, cookie: &str, mail: &str) -> Answer {
    invite_as(site, cookie, mail, site.store.fresh_id(), SECRET).await
}

async fn invite_as(site: &Site, cookie: &str, mail: &str, id: Uuid, secret: &str) -> Answer {
    let guest = json!({
        "id": id, "secret": secret, "mail": mail, "name": "Kenji Sato",
        "message": "See you on Monday.",
    });
    let body = json!({"guest": guest}).to_string();
    site.call("/api/invite-guest", cookie, body).await
}

/// Invites Kenji, who is new.
async fn invited(site: &Site, cookie: &str) -> Value {
    invite(site, cookie, KENJI).await.json()["invited"].clone()
}

/// The path and query of an invitation's link.
fn path(invited: &Value) -> String {
    let link = invited["link"].as_str().unwrap();
    link[link.find("/invitation").unwrap()..].to_owned()
}

async fn accept(site: &Site, path: &str) -> Answer {
    let token = path.split_once("token=").unwrap().1;
    site.post("/invitation", "", &[("token", token)]).await
}

async fn guest(site: &Site, cookie: &str) -> Value {
    let answer = site
        .get("/api/guests?query[search]=kenji%20sato", cookie)
        .await;
    answer.json()["rows"][0].clone()
}

#[tokio::test]
async fn an_invitation_is_mailed_and_accepted_once_for_all() {
    let (url, taking) = sink().await;
    let settings = Settings {
        smtp_url: Some(url),
        smtp_from: Some("Usher <usher@northlight.example>".into()),
        public_url: Some("https://usher.example".into()),
        ..settings()
    };
    let site = Site::with(settings, true).await;
    let cookie = site.sign_in(IDA).await;
    let invited = invited(&site, &cookie).await;
    assert_eq!(invited["sent"], "mailed", "{invited}");
    let link = invited["link"].as_str().unwrap();
    assert!(link.starts_with("https://usher.example/invitation?token="));
    let given = taking.await.unwrap();
    let (_, raw) = given.split_once("DATA\r\n").unwrap();
    let (head, _) = raw.split_once("\r\n\r\n").unwrap();
    let headers = |name: &str| {
        let named = head.lines().filter_map(|line| line.strip_prefix(name));
        named.map(str::trim).collect::<Vec<_>>()
    };
    // Without the version, a reader may ignore the encoding (RFC 2045), which breaks the link.
    assert_eq!(headers("MIME-Version:"), ["1.0"], "{head}");
    assert_eq!(
        headers("Content-Type:"),
        ["text/plain; charset=utf-8"],
        "{head}"
    );
    assert_eq!(headers("Content-Transfer-Encoding:").len(), 1, "{head}");
    let ids = headers("Message-ID:");
    assert_eq!(ids.len(), 1, "{head}");
    assert!(ids[0].starts_with('<') && ids[0].ends_with("@northlight.example>"));
    // Quoted-printable breaks long lines and spells its own sign.
    let mail = given.replace("=\r\n", "").replace("=3D", "=");
    for part in [
        "RCPT TO:<kenji.sato@hoshi.example>",
        "From: Usher <usher@northlight.example>",
        "invites you as a guest",
        "See you on Monday.",
        link,
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }

    let path = path(&invited);
    let page = site.get(&path, "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains("Ida Marsh invites you to work with"),
        "{}",
        page.text
    );
    assert!(guest(&site, &cookie).await["state"]["pending"].is_number());
    assert_eq!(accept(&site, &path).await.leads_to(), path);
    let page = site.get(&path, "").await;
    assert!(page.text.contains("You accepted on"), "{}", page.text);
    assert!(page.text.contains("href=\"/start\""), "{}", page.text);
    assert!(guest(&site, &cookie).await["state"]["accepted"].is_number());
    // Once more does no harm, and a week later it is accepted still.
    site.wait(WEEK + 1);
    accept(&site, &path).await;
    assert!(site.get(&path, "").await.text.contains("You accepted on"));

    // The first steps are those of the organization's cloud.
    let cloud = Order::configure(Setting::Cloud(Cloud::TwentyOneVianet));
    let moved = site.store.carry_out(&site.asker, &cloud, Terms::default());
    moved.await.unwrap();
    let page = site.get(&path, "").await;
    assert!(
        page.text.contains("href=\"/start?cloud=21vianet\""),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn the_username_is_that_of_a_guest_and_is_taken_once() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let invited = invited(&site, &cookie).await;
    assert_eq!(invited["sent"], "no-server");
    let found = site.get(
        "/api/active-users?query[search]=kenji.sato&query[filter]=guests",
        &cookie,
    );
    let row = found.await.json()["page"]["rows"][0].clone();
    assert_eq!(
        row["username"],
        "kenji.sato_hoshi.example#EXT#@northlight.example"
    );
    let again = invite(&site, &cookie, "KENJI.SATO@hoshi.example").await;
    let known = again.json()["known"].clone();
    assert_eq!(known["name"], "Kenji Sato", "{again:?}");
    assert!(known["state"]["pending"].is_number(), "{again:?}");
    for wrong in [
        "kenji+x@hoshi.example",
        "kenji",
        "",
        "ida@northlight.example",
    ] {
        let answer = invite(&site, &cookie, wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong} {answer:?}");
    }
}

#[tokio::test]
async fn whoever_asks_again_is_given_the_same_link_and_adds_nobody_else() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let (id, other) = (site.store.fresh_id(), "f".repeat(32));
    let first = invite_as(&site, &cookie, KENJI, id, SECRET).await.json();
    site.wait(60);
    let again = invite_as(&site, &cookie, KENJI, id, SECRET).await.json();
    assert_eq!(again, first);
    let path = path(&first["invited"]);
    assert!(site.get(&path, "").await.text.contains("Accept invitation"));
    // Under the same id, but not the same.
    let reused = invite_as(&site, &cookie, "noor@hoshi.example", id, SECRET).await;
    assert_eq!(reused.status, StatusCode::BAD_REQUEST, "{reused:?}");
    // Somebody new is known, whatever the secret; a secret that can be guessed is none.
    let fresh = site.store.fresh_id();
    let known = invite_as(&site, &cookie, KENJI, fresh, &other).await;
    assert_eq!(known.json()["known"]["id"], id.to_string());
    let short = invite_as(&site, &cookie, "noor@hoshi.example", fresh, "guess").await;
    assert_eq!(short.status, StatusCode::BAD_REQUEST, "{short:?}");
    let listed = site.get("/api/guests?query[search]=noor", &cookie).await;
    assert_eq!(listed.json()["rows"], json!([]));
}

#[tokio::test]
async fn whoever_asks_again_is_given_no_link_that_opens_nothing() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let (id, other) = (site.store.fresh_id(), "f".repeat(32));
    let first = invite_as(&site, &cookie, KENJI, id, SECRET).await.json();
    assert!(first["invited"]["link"].is_string(), "{first}");
    // This secret's link was never kept.
    let drawn = invite_as(&site, &cookie, KENJI, id, &other).await.json();
    assert!(drawn["known"]["state"]["pending"].is_number(), "{drawn}");
    // Somebody else takes the invitation back, renews it, or deletes the guest.
    let who = json!({"guest": id}).to_string();
    for (door, state) in [
        ("/api/revoke-invitation", "revoked"),
        ("/api/renew-invitation", "pending"),
    ] {
        let done = site.call(door, &cookie, who.clone()).await;
        assert_eq!(done.status, StatusCode::OK, "{done:?}");
        let again = invite_as(&site, &cookie, KENJI, id, SECRET).await.json();
        assert!(again["known"]["state"][state].is_number(), "{again}");
    }
    let delete = Order::new(Action::DeleteUser, [UserId(id)]);
    let deleted = site.store.carry_out(&site.asker, &delete, Terms::default());
    deleted.await.unwrap();
    let again = invite_as(&site, &cookie, KENJI, id, SECRET).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "{again:?}");
}

#[tokio::test]
async fn a_guest_who_has_accepted_is_known_and_one_who_is_deleted_is_said_so() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let path = path(&invited(&site, &cookie).await);
    accept(&site, &path).await;
    let known = invite(&site, &cookie, KENJI).await.json()["known"].clone();
    assert!(known["state"]["accepted"].is_number(), "{known}");
    let order = json!({"steps": [{"action": "delete-user", "users": [known["id"]]}]});
    let body = json!({"order": order, "shown": null, "key": "delete"}).to_string();
    let deleted = site.call("/api/submit", &cookie, body).await;
    assert_eq!(deleted.status, StatusCode::OK, "{deleted:?}");
    let again = invite(&site, &cookie, KENJI).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST, "{again:?}");
    assert!(again.text.contains("was a guest here"), "{again:?}");
    assert!(!again.text.contains("username"), "{again:?}");
}

#[tokio::test]
async fn home_tells_what_was_done_with_invitations() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    invited(&site, &cookie).await;
    let who = json!({"guest": guest(&site, &cookie).await["id"]}).to_string();
    for door in ["/api/renew-invitation", "/api/revoke-invitation"] {
        let done = site.call(door, &cookie, who.clone()).await;
        assert_eq!(done.status, StatusCode::OK, "{done:?}");
    }
    let home = site.get("/home", &cookie).await.text;
    for line in ["renewed", "revoked"] {
        let line = format!("The invitation of Kenji Sato was {line}.");
        assert!(home.contains(&line), "{line}: {home}");
    }
}

#[tokio::test]
async fn a_mail_that_can_not_be_sent_keeps_the_invitation_and_shows_the_link() {
    // Where nobody listens.
    let address = "127.0.0.1:1";
    let settings = Settings {
        smtp_url: Some(format!("smtp://{address}")),
        smtp_from: Some("usher@northlight.example".into()),
        ..settings()
    };
    let site = Site::with(settings, true).await;
    let cookie = site.sign_in(IDA).await;
    let invited = invited(&site, &cookie).await;
    assert_eq!(invited["sent"], "failed");
    assert!(!invited.to_string().contains(address), "{invited}");
    let page = site.get(&path(&invited), "").await;
    assert!(page.text.contains("Accept invitation"), "{}", page.text);
}

#[tokio::test]
async fn an_invitation_expires_is_renewed_and_is_revoked() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let old = path(&invited(&site, &cookie).await);
    site.wait(WEEK);
    // The session is over too.
    let cookie = site.sign_in(IDA).await;
    let page = site.get(&old, "").await;
    assert!(
        page.text.contains("This invitation expired on"),
        "{}",
        page.text
    );
    accept(&site, &old).await;
    assert!(guest(&site, &cookie).await["state"]["expired"].is_number());

    let who = json!({"guest": guest(&site, &cookie).await["id"]}).to_string();
    let renewed = site
        .call("/api/renew-invitation", &cookie, who.clone())
        .await;
    let new = path(&renewed.json());
    assert!(
        site.get(&old, "")
            .await
            .text
            .contains("This link opens no invitation")
    );
    assert!(site.get(&new, "").await.text.contains("Accept invitation"));
    let revoked = site
        .call("/api/revoke-invitation", &cookie, who.clone())
        .await;
    assert_eq!(revoked.status, StatusCode::OK, "{revoked:?}");
    accept(&site, &new).await;
    let page = site.get(&new, "").await;
    assert!(
        page.text.contains("This invitation was taken back"),
        "{}",
        page.text
    );
    assert!(guest(&site, &cookie).await["state"]["revoked"].is_number());

    let renewed = site
        .call("/api/renew-invitation", &cookie, who.clone())
        .await;
    accept(&site, &path(&renewed.json())).await;
    for door in ["/api/renew-invitation", "/api/revoke-invitation"] {
        let answer = site.call(door, &cookie, who.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{answer:?}");
        assert!(answer.text.contains("accepted already"), "{answer:?}");
    }
}

#[tokio::test]
async fn a_link_that_opens_nothing_tells_nobody_who_is_here() {
    let site = Site::demo().await;
    let zeros = "0".repeat(64);
    let mut told = Vec::new();
    for token in ["", "x", "ida@northlight.example", &zeros] {
        let page = site.get(&format!("/invitation?token={token}"), "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text.contains("This link opens no invitation"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("Northlight"), "{}", page.text);
        let answer = site.post("/invitation", "", &[("token", token)]).await;
        told.push(answer.status);
    }
    assert!(
        told.iter().all(|status| *status == StatusCode::SEE_OTHER),
        "{told:?}"
    );
}

#[tokio::test]
async fn looking_at_a_link_accepts_nothing() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let path = path(&invited(&site, &cookie).await);
    for _ in 0..2 {
        site.get(&path, "").await;
    }
    assert!(guest(&site, &cookie).await["state"]["pending"].is_number());
}
