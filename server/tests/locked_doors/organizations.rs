//! Another organization's ids are nobody's: they are found by no door, and change nothing there.

use super::{E3, Facts, call, functions, products, state};
use crate::web::Site;
use domain::{Order, Services, UserFilter, UserQuery};
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

/// A second organization, all of whose names have "Southlight" in them. Answers what requests can name of it.
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
        Order::assign(product, Services::none(), [one("Holder")]),
    ] {
        let receipt = store.carry_out(&asker, &order, Terms::default()).await;
        entry = receipt.unwrap().entry;
    }
    let subscriptions = store.subscriptions(&asker, &Default::default()).await;
    let subscription = subscriptions.unwrap().rows[0].subscription.id;
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
    let mut site = Site::demo().await;
    let cookie = site.sign_in("ida@northlight.example").await;
    let (facts, theirs) = strangers(&site).await;
    site.asker = theirs.clone();
    let seen = async |site: &Site| {
        let everybody = UserQuery {
            filter: UserFilter::default(),
            ..UserQuery::default()
        };
        (
            state(site).await,
            site.store.active_users(&theirs, &everybody).await.unwrap(),
            site.store.last_entry(theirs.organization).await.unwrap(),
        )
    };
    let before = seen(&site).await;
    for function in functions() {
        let answer = call(&site, function, &facts, &cookie).await;
        let told = format!("{}: {answer:?}", function.path);
        assert!(!answer.text.contains("Southlight"), "{told}");
        assert!(!answer.status.is_server_error(), "{told}");
        assert!(seen(&site).await == before, "{told}");
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
        "/users/deleted".into(),
        "/guests".into(),
        "/products".into(),
        "/settings/admins".into(),
        "/export/products.csv".into(),
        "/export/users.csv".into(),
        "/export/subscriptions.csv".into(),
        "/export/holders/ENTERPRISEPACK.csv".into(),
    ] {
        let answer = site.get(&path, &cookie).await;
        assert!(!answer.text.contains("Southlight"), "{path}: {answer:?}");
        assert!(!answer.status.is_server_error(), "{path}: {answer:?}");
    }
}
