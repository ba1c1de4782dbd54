//! An admin of a partner goes to a customer's organization and back; every page stays where it is.

use crate::{
    IDA,
    sign_in::is_in,
    web::{PASSWORD, Site, hash},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use domain::{
    Action, Order, OrganizationId, Profile, ProfileField, Role, Setting, UserId, UserKind,
};
use store::{Asker, Terms};
use uuid::Uuid;

const ADA: &str = "ada@south.example";

/// Southlight, a partner of the demo organization with this role there; Ada is its Global admin.
async fn partner(site: &Site, role: Role) -> OrganizationId {
    let made = site
        .store
        .create_organization("Southlight", "south.example", None);
    let partner = made.await.unwrap();
    let ada = UserId(Uuid::from_u128(0xada));
    let add = Action::AddUser {
        profile: Profile::of([
            (ProfileField::Username, ADA),
            (ProfileField::Name, "Ada Lund"),
        ]),
        kind: UserKind::Member,
    };
    let mut order = Order::new(add, [ada]);
    order
        .steps
        .extend(Order::set_roles(vec![Role::Global], [ada]).steps);
    let there = Asker::operator(partner);
    site.store
        .carry_out(&there, &order, Terms::default())
        .await
        .unwrap();
    let passwords = vec![(ADA.to_owned(), hash())];
    site.store.set_passwords(partner, passwords).await.unwrap();
    site.store
        .introduce(site.asker.organization, partner)
        .await
        .unwrap();
    grant(site, partner, &[role]).await;
    partner
}

async fn grant(site: &Site, partner: OrganizationId, roles: &[Role]) {
    let roles = roles.iter().copied().collect();
    let order = Order::configure(Setting::Partner(partner, roles));
    site.store
        .carry_out(&site.asker, &order, Terms::default())
        .await
        .unwrap();
}

async fn go(site: &Site, cookie: &str, organization: OrganizationId) -> StatusCode {
    let id = organization.0.to_string();
    let went = site
        .post("/session/organization", cookie, &[("organization", &id)])
        .await;
    if went.status == StatusCode::SEE_OTHER {
        assert_eq!(went.leads_to(), "/home");
    }
    went.status
}

#[tokio::test]
async fn an_admin_of_a_partner_goes_to_a_customer_and_back() {
    let site = Site::demo().await;
    let southlight = partner(&site, Role::License).await;
    let cookie = site.sign_in(ADA).await;
    let northlight = site.asker.organization;
    let at_home = site.get("/licenses", &cookie).await.text;
    assert!(at_home.contains("Switch organization") && !at_home.contains("Microsoft 365 E3"));
    let places = site.get("/customers", &cookie).await.text;
    assert!(
        places.contains("Northlight Labs") && places.contains("License admin"),
        "{places}"
    );

    assert_eq!(go(&site, &cookie, northlight).await, StatusCode::SEE_OTHER);
    let there = site.get("/licenses", &cookie).await.text;
    for told in [
        "Microsoft 365 E3",
        "You act in Northlight Labs, as License admin.",
        "Back to Southlight",
        "Ada Lund (Southlight)",
        r#"data-organization="1""#,
    ] {
        assert!(there.contains(told), "{told}: {there}");
    }
    // What is one's own stays at home.
    let sessions = site.get("/api/sessions", &cookie).await.json();
    assert_eq!(sessions.as_array().unwrap().len(), 1);
    assert_eq!(go(&site, &cookie, southlight).await, StatusCode::SEE_OTHER);
    let home = site.get("/licenses", &cookie).await.text;
    assert!(!home.contains("Microsoft 365 E3") && !home.contains("Back to"));
}

#[tokio::test]
async fn a_page_that_shows_another_organization_does_nothing_here() {
    let site = Site::demo().await;
    let southlight = partner(&site, Role::License).await;
    let cookie = site.sign_in(ADA).await;
    let asked = async |path: &str, shown: Option<OrganizationId>| {
        let mut request = Request::get(path).header(header::COOKIE, &cookie);
        if let Some(shown) = shown {
            request = request.header("usher-organization", shown.0);
        }
        site.send(request.body(Body::empty()).unwrap()).await
    };
    go(&site, &cookie, site.asker.organization).await;
    let here = asked("/api/products", Some(site.asker.organization)).await;
    assert_eq!(here.status, StatusCode::OK);
    let elsewhere = asked("/api/products", Some(southlight)).await;
    assert_eq!(elsewhere.status, StatusCode::CONFLICT);
    assert!(elsewhere.text.contains("reload the page"), "{elsewhere:?}");
    let follows = format!("/live?after=0&organization={}", southlight.0);
    assert_eq!(asked(&follows, None).await.status, StatusCode::CONFLICT);
    let form = [
        ("slug", "SPE_E3"),
        ("users", "greta@northlight.example"),
        ("on", ""),
    ];
    let posts = format!("/api/assign?organization={}", southlight.0);
    let posted = site.post(&posts, &cookie, &form).await;
    assert_eq!(posted.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn where_there_is_nobody_yet_the_pages_lead_to_what_the_roles_allow() {
    let site = Site::demo().await;
    let made = site.store.create_organization("Eastlight", "", None).await;
    let (eastlight, northlight) = (made.unwrap(), site.asker.organization);
    let introduced = site.store.introduce(eastlight, northlight).await;
    introduced.unwrap();
    let order = Order::configure(Setting::Partner(northlight, [Role::User].into()));
    let there = Asker::operator(eastlight);
    let granted = site.store.carry_out(&there, &order, Terms::default());
    granted.await.unwrap();
    let ida = site.sign_in(IDA).await;
    assert_eq!(go(&site, &ida, eastlight).await, StatusCode::SEE_OTHER);

    let users = site.get("/users", &ida).await.text;
    assert!(users.contains("There are no users yet"), "{users}");
    for href in ["href=\"/users/add\"", "href=\"/users/add-multiple\""] {
        let links = users.matches(href).count();
        assert_eq!(links, 2, "above the list, and in its place: {href}");
    }
    let home = site.get("/home", &ida).await.text;
    assert!(home.contains("Buy a product") && !home.contains("href=\"/products/buy\""));
    assert!(
        home.contains("permission to buy licenses. Ask a Global or Billing admin."),
        "{home}"
    );
}

#[tokio::test]
async fn who_may_not_act_there_gets_to_know_nothing() {
    let site = Site::demo().await;
    let southlight = partner(&site, Role::Billing).await;
    let ida = site.sign_in(IDA).await;
    assert_eq!(go(&site, &ida, southlight).await, StatusCode::NOT_FOUND);
    assert_eq!(
        go(&site, &ida, OrganizationId(99)).await,
        StatusCode::NOT_FOUND
    );
    let page = site.get("/home", &ida).await.text;
    assert!(page.contains("Northlight Labs") && !page.contains("Switch organization"));

    let ada = site.sign_in(ADA).await;
    assert_eq!(
        go(&site, &ada, site.asker.organization).await,
        StatusCode::SEE_OTHER
    );
    grant(&site, southlight, &[]).await;
    let home = site.get("/home", &ada).await.text;
    assert!(
        home.contains("Southlight") && !home.contains("Northlight"),
        "{home}"
    );
    assert_eq!(
        go(&site, &ada, site.asker.organization).await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_password_is_changed_at_home_wherever_one_acts() {
    let site = Site::demo().await;
    partner(&site, Role::Reader).await;
    let cookie = site.sign_in(ADA).await;
    go(&site, &cookie, site.asker.organization).await;
    let new = "another password of tests";
    let form = [("current", PASSWORD), ("password", new), ("repeat", new)];
    let changed = site.post("/session/password", &cookie, &form).await;
    let cookie = changed.cookie();
    assert!(is_in(&site, &cookie).await, "{changed:?}");
    let home = site.get("/home", &cookie).await.text;
    assert!(home.contains("Southlight") && !home.contains("Back to"));
}
