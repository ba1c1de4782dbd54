//! Another organization's ids are nobody's: they are found by no door, and change nothing there.

#[allow(
    dead_code,
    unreachable_pub,
    reason = "the store's tests need the rest of it"
)]
#[path = "../../store/tests/suite/scene/database.rs"]
mod database;
#[allow(unreachable_pub, reason = "the store's tests need it too")]
#[path = "../../store/tests/suite/scene/rows.rs"]
mod rows;

use super::{E3, Facts, PANE, call, functions, products};
use crate::web::{Site, hash};
use database::Raw;
use domain::{Order, SavedView, Services, Setting, Threshold, UserQuery};
use store::{Asker, Terms};

const CATALOG: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Southlight E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900,SWAY,a23b959c-7ce8-4e57-9140-b90eb88a9e97,Southlight Sway
";
const USERS: &str = "User Name,Display Name,Usage Location,User Type
elif@south.example,Elif Southlight,SE,member
holder@south.example,Holder Southlight,SE,member
admin@south.example,Admin Southlight,SE,member
guest@south.example,Guest Southlight,SE,guest
";

/// A second organization, all of whose names have "Southlight" in them, and which has something of each kind that requests
/// change. Answers what they can name of it.
async fn strangers(site: &Site) -> (Facts, Asker) {
    let store = &site.store;
    let made = store.create_organization("Southlight", "south.example", None);
    let asker = Asker::operator(made.await.unwrap());
    store
        .import_catalog(&asker, CATALOG.as_bytes())
        .await
        .unwrap();
    store.import_users(&asker, USERS.as_bytes()).await.unwrap();
    let page = store.users(&asker, "", None).await.unwrap();
    let one = |name: &str| {
        let mut users = page.rows.iter();
        let user = users.find(|user| user.name.starts_with(name)).unwrap();
        user.id
    };
    let product = E3.parse().unwrap();
    let mut entry = 0;
    for order in [
        Order::buy_seats(product, 5),
        Order::configure(Setting::LowStockOf(product, Some(Threshold::Seats(1)))),
        Order::assign(product, Services::none(), [one("Holder")]),
    ] {
        let receipt = store.carry_out(&asker, &order, Terms::default()).await;
        entry = receipt.unwrap().entry;
    }
    let subscriptions = store.subscriptions(&asker, &Default::default()).await;
    let subscription = subscriptions.unwrap().rows[0].subscription.id;
    let admin = Asker {
        user: Some(one("Admin")),
        ..asker.clone()
    };
    // By the names that the requests have for theirs.
    let hold = store.hold(&admin, PANE.parse().unwrap(), product, 1);
    hold.await.unwrap();
    let view = SavedView {
        name: "Guests".into(),
        query: UserQuery {
            search: "Southlight".into(),
            ..UserQuery::default()
        },
        columns: Vec::new(),
    };
    store.save_view(&admin, &view).await.unwrap();
    let invited = store.invite(&admin, one("Guest"), [8; 32]);
    invited.await.unwrap();
    let password = vec![("elif@south.example".into(), hash())];
    let given = store.set_passwords(asker.organization, password);
    given.await.unwrap();
    // The bytes that settings::SESSION names.
    let session = store.begin_session(asker.organization, one("Elif"), [7; 32], "Southlight");
    session.await.unwrap();
    let facts = Facts {
        elif: one("Elif").to_string(),
        guest: one("Guest").to_string(),
        holder: one("Holder").to_string(),
        admin: one("Admin").to_string(),
        entry,
        products: products::Facts::both(subscription),
    };
    (facts, asker)
}

#[tokio::test]
async fn another_organizations_ids_are_nobodys() {
    let site = Site::demo().await;
    let cookie = site.sign_in("ida@northlight.example").await;
    let (facts, theirs) = strangers(&site).await;
    let (mut raw, theirs) = (Raw::of_file(&site.database()).await, theirs.organization.0);
    let before = raw.all_of(theirs).await;
    for kind in [
        "hold",
        "session",
        "invitation",
        "saved_view",
        "low_stock",
        "credential",
    ] {
        assert!(!before[kind].is_empty(), "they have no {kind}");
    }
    for function in functions() {
        let answer = call(&site, function, &facts, &cookie).await;
        let told = format!("{}: {answer:?}", function.path);
        assert!(!answer.text.contains("Southlight"), "{told}");
        assert!(!answer.status.is_server_error(), "{told}");
        assert_eq!(raw.all_of(theirs).await, before, "{told}");
    }
    for path in [
        format!("/users/{}", facts.elif),
        format!("/users/licenses?user={}", facts.holder),
        format!("/guests/{}", facts.guest),
        facts.products.put("/products/{subscription}"),
        "/licenses".into(),
        "/licenses/ENTERPRISEPACK".into(),
        "/home".into(),
        "/users".into(),
        "/deleted-users".into(),
        "/guest-users".into(),
        "/products".into(),
        "/settings/admins".into(),
        "/export/products.csv".into(),
        "/export/users.csv".into(),
        "/export/guests.csv".into(),
        "/export/deleted-users.csv".into(),
        "/export/admins.csv".into(),
        "/export/groups/ENTERPRISEPACK.csv".into(),
        "/export/subscriptions.csv".into(),
        "/export/holders/ENTERPRISEPACK.csv".into(),
    ] {
        let answer = site.get(&path, &cookie).await;
        assert!(!answer.text.contains("Southlight"), "{path}: {answer:?}");
        assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
    }
}
