//! The list of deleted users, and the pane that restores one.

use crate::{IDA, web::Site};
use domain::{
    Action, DISABLED, DeletedQuery, GRACE, Order, Purchase, Services, UserId, calendar::DAY,
};
use store::Terms;

const WHITEBOARD: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Whiteboard,WHITEBOARD,00000000-0000-4000-8000-000000000001,WHITEBOARD_PLAN,00000000-0000-4000-8000-000000000002,Whiteboard (Plan 1)
";

async fn carry_out(site: &Site, order: Order) {
    let done = site.store.carry_out(&site.asker, &order, Terms::default());
    done.await.unwrap();
}

#[tokio::test]
async fn deleted_users_are_found_by_their_words_and_paged_both_ways() {
    let site = Site::demo().await;
    let names: Vec<String> = (0..60)
        .map(|number| format!("gone{number:02}@northlight.example"))
        .collect();
    let rows: Vec<String> = names
        .iter()
        .map(|name| format!("{name},Somebody\n"))
        .collect();
    let csv = format!("User Name,Display Name\n{}", rows.concat());
    let imported = site.store.import_users(&site.asker, csv.as_bytes()).await;
    imported.unwrap();
    let found = site.store.resolve_users(&site.asker, &names, None).await;
    let users: Vec<UserId> = found.unwrap().found.iter().map(|user| user.id).collect();
    carry_out(&site, Order::new(Action::DeleteUser, users)).await;
    let query = DeletedQuery::default();
    let page = site.store.deleted_users(&site.asker, &query).await;
    let after = page.unwrap().next.unwrap();

    let cookie = site.sign_in(IDA).await;
    let page = async |query: &str| {
        let page = site.get(&format!("/deleted-users{query}"), &cookie).await;
        page.text
    };
    let first = page("").await;
    assert!(first.contains("Next page") && !first.contains("First page"));
    let last = page(&format!("?after={after}")).await;
    assert!(last.contains("First page") && !last.contains("Next page"));
    let one = page("?search=gone07").await;
    assert!(one.contains("gone07@northlight.example") && !one.contains("gone08@"));
    let nobody = page("?search=nobody").await;
    assert!(nobody.contains("No deleted user matches"), "{nobody}");
}

#[tokio::test]
async fn a_license_of_a_product_that_is_not_owned_any_more_is_shown_with_the_reason() {
    let site = Site::demo().await;
    let (store, asker) = (&site.store, &site.asker);
    let imported = store.import_catalog(asker, WHITEBOARD.as_bytes()).await;
    imported.unwrap();
    let product = store.find_product(asker, "WHITEBOARD").await.unwrap();
    let found = store.find_users(asker, "elif@northlight.example", None);
    let elif = found.await.unwrap()[0].id;
    let purchase = Purchase {
        ends: Some(store.now() + DAY),
        recurring: false,
        ..Purchase::usual(product, 1)
    };
    carry_out(&site, Order::new(Action::Subscribe(purchase), [])).await;
    carry_out(&site, Order::assign(product, Services::none(), [elif])).await;
    // It expires after a day. Not much later than the user, it is deleted.
    site.wait(GRACE + DISABLED);
    carry_out(&site, Order::new(Action::DeleteUser, [elif])).await;
    site.wait(DAY);
    store.tick(asker.organization).await.unwrap();

    let cookie = site.sign_in(IDA).await;
    let pane = site.get(&format!("/deleted-users/{elif}"), &cookie).await;
    let why = "Your organization has no subscription for Whiteboard. Buy licenses first.";
    assert!(pane.text.contains(why), "{pane:?}");
    let nothing = "No license was assigned directly.";
    assert!(!pane.text.contains(nothing), "{pane:?}");
}
