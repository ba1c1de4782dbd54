//! How the first Global admin comes to be.

use crate::{
    sign_in::is_in,
    web::{Site, hash, settings},
};
use axum::http::StatusCode;

const FORM: [(&str, &str); 5] = [
    ("organization", "Acme"),
    ("name", "Ann Ek"),
    ("username", "ann@acme.example"),
    ("password", "a long password"),
    ("repeat", "a long password"),
];

fn form<'f>(code: &'f str, change: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![("code", code)];
    form.extend(FORM);
    for (name, value) in change {
        form.iter_mut()
            .filter(|pair| pair.0 == *name)
            .for_each(|pair| pair.1 = value);
    }
    form
}

#[tokio::test]
async fn an_empty_installation_leads_to_its_setup() {
    let site = Site::empty().await;
    assert!(site.web.setup_code().is_some());
    for page in ["/", "/licenses", "/sign-in"] {
        assert_eq!(site.get(page, "").await.leads_to(), "/setup");
    }
    assert_eq!(site.get("/setup", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_code_from_the_terminal_makes_the_first_global_admin_once() {
    let site = Site::empty().await;
    let code = site.web.setup_code().unwrap();
    let made = site.post("/setup", "", &form(&code, &[])).await;
    assert_eq!(made.leads_to(), "/home");
    assert!(is_in(&site, &made.cookie()).await);
    assert!(
        site.get("/licenses", &made.cookie())
            .await
            .text
            .contains("Acme")
    );
    let home = site.get("/home", &made.cookie()).await.text;
    let told = "Ann Ek became the first Global admin of Acme.";
    assert!(home.contains(told), "{home}");
    assert!(site.web.setup_code().is_none());
    assert_eq!(site.get("/setup", "").await.leads_to(), "/sign-in");
    let again = form(&code, &[("username", "eve@acme.example")]);
    assert_eq!(site.post("/setup", "", &again).await.leads_to(), "/sign-in");
    assert!(
        site.store
            .accounts("eve@acme.example")
            .await
            .unwrap()
            .is_empty()
    );
    let signed_in = site
        .try_to_sign_in("ann@acme.example", "a long password")
        .await;
    assert_eq!(signed_in.leads_to(), "/licenses");
}

#[tokio::test]
async fn without_products_the_pages_lead_to_buying_one() {
    let site = Site::empty().await;
    let code = site.web.setup_code().unwrap();
    let cookie = site.post("/setup", "", &form(&code, &[])).await.cookie();
    for page in ["/home", "/licenses"] {
        let text = site.get(page, &cookie).await.text;
        for told in ["href=\"/products/buy\"", "usher catalog import FILE"] {
            assert!(text.contains(told), "{page}, {told}: {text}");
        }
    }
}

#[tokio::test]
async fn a_user_imported_before_can_become_the_first_admin() {
    let site = Site::empty().await;
    let users = b"User Name,Display Name\nann@acme.example,Ann the First\n";
    site.store.import_users(&site.asker, users).await.unwrap();
    let code = site.web.setup_code().unwrap();
    let cookie = site.post("/setup", "", &form(&code, &[])).await.cookie();
    assert!(
        site.get("/licenses", &cookie)
            .await
            .text
            .contains("Ann the First")
    );
}

#[tokio::test]
async fn what_is_wrong_with_the_form_is_said_and_nobody_is_made() {
    let site = Site::empty().await;
    let code = site.web.setup_code().unwrap();
    for (problem, name, value) in [
        ("code", "code", "AAAAA-AAAAA"),
        ("organization", "organization", " "),
        ("organization", "organization", "Acme\u{202E}emcA"),
        ("organization", "organization", "Ac\0me"),
        ("name", "name", "Ann\u{7}Ek"),
        ("name", "name", "Ann\0Ek"),
        ("username", "username", "a\0nn@acme.example"),
        ("username", "username", "ann"),
        ("username", "username", "ann@a@b"),
        ("username", "username", "ann\u{200B}@acme.example"),
        ("password", "password", "short"),
        ("repeat", "repeat", "another password"),
    ] {
        let answer = site
            .post("/setup", "", &form(&code, &[(name, value)]))
            .await;
        assert_eq!(answer.leads_to(), format!("/setup?problem={problem}"));
    }
    assert!(
        site.store
            .needs_setup(site.asker.organization)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn what_was_typed_stands_in_the_form_again_once_but_no_password() {
    let site = Site::empty().await;
    let code = site.web.setup_code().unwrap();
    let typed = form(&code, &[("repeat", "another password")]);
    let answer = site.post("/setup", "", &typed).await;
    assert_eq!(answer.leads_to(), "/setup?problem=repeat");
    let cookie = answer.header("set-cookie");
    for part in ["Max-Age=30;", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("password"), "{cookie}");
    let page = site.get(answer.leads_to(), &answer.cookie()).await;
    for (name, value) in typed {
        let secret = value.contains("password");
        let shown = if secret { "" } else { value };
        assert_eq!(page.field(name), shown, "{name}");
    }
    assert!(page.header("set-cookie").contains("Max-Age=0"), "{page:?}");
    let later = site.get(answer.leads_to(), "").await;
    assert_eq!((later.field("code"), later.field("name")), ("", ""));
}

#[tokio::test]
async fn a_server_that_is_busy_says_so_and_what_to_do() {
    let site = Site::empty().await;
    let text = site.get("/setup?problem=busy", "").await.text;
    assert!(text.contains("Usher is busy at this moment."), "{text}");
    assert!(text.contains("try again in a few seconds"), "{text}");
}

#[tokio::test]
async fn the_code_can_not_be_guessed_for_long() {
    let site = Site::empty().await;
    let code = site.web.setup_code().unwrap();
    for _ in 0..30 {
        site.post("/setup", "", &form("WRONG-WRONG", &[])).await;
    }
    let answer = site.post("/setup", "", &form(&code, &[])).await;
    assert_eq!(answer.leads_to(), "/setup?problem=limited");
    let page = site.get(answer.leads_to(), &answer.cookie()).await;
    assert!(page.text.contains("Too many wrong codes"), "{page:?}");
    assert_eq!(page.field("code"), code);
    site.wait(15 * 60);
    assert_eq!(
        site.post("/setup", "", &form(&code, &[])).await.leads_to(),
        "/home"
    );
}

#[tokio::test]
async fn two_servers_on_one_database_make_one_first_admin() {
    let site = Site::empty().await;
    let other = server::web::Web::new(site.store.clone(), site.asker.organization, settings());
    let other = other.await.unwrap();
    assert_ne!(site.web.setup_code(), other.setup_code());
    let code = site.web.setup_code().unwrap();
    site.post("/setup", "", &form(&code, &[])).await;
    let late = store::FirstAdmin {
        organization_name: "Other".into(),
        name: "Eve".into(),
        username: "eve@acme.example".into(),
        password_hash: hash(),
    };
    assert!(
        site.store
            .set_up(site.asker.organization, late)
            .await
            .unwrap()
            .is_none()
    );
}
