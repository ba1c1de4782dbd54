//! Your products over HTTP.

use crate::{IDA, web::Site};
use axum::http::StatusCode;
use domain::SubscriptionQuery;
use serde_json::{Value, json};

async fn id_of(site: &Site, product: &str) -> String {
    let query = SubscriptionQuery::default();
    let list = site.store.subscriptions(&site.asker, &query).await.unwrap();
    let mut rows = list.rows.iter();
    let row = rows.find(|row| &*row.product.name == product).unwrap();
    row.subscription.id.to_string()
}

#[tokio::test]
async fn the_page_has_a_row_for_each_subscription_and_licenses_their_sum() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let products = site.get("/products?search=office+365+e1", &cookie).await;
    assert_eq!(products.status, StatusCode::OK);
    assert_eq!(products.text.matches(">Office 365 E1<").count(), 2);
    assert!(products.text.contains(">5<"));
    assert!(products.text.contains(">8<"));
    let licenses = site.get("/licenses", &cookie).await;
    assert!(licenses.text.contains("9 of 13"));
}

#[tokio::test]
async fn perpetual_software_of_a_partner_leads_to_licenses() {
    let site = Site::demo().await;
    let id = id_of(&site, "Access LTSC 2024").await;
    let path = format!("/products/{id}");
    let page = site.get(&path, &site.sign_in(IDA).await).await;
    assert!(
        page.text.contains("can't be assigned from Your products"),
        "{page:?}"
    );
    assert!(page.text.contains("href=\"/licenses/ACCESS2024\""));
    let billing = site.sign_in("tobias@northlight.example").await;
    let hidden = site.get(&path, &billing).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let list = site.get("/products", &billing).await;
    assert!(!list.text.contains("Access LTSC 2024"));
    assert!(list.text.contains("shown to Global admins only"));
}

#[tokio::test]
async fn what_the_page_says_the_server_says_too() {
    let site = Site::demo().await;
    let id = id_of(&site, "Enterprise Mobility + Security E3").await;
    let page = site
        .get(
            &format!("/products/{id}"),
            &site.sign_in("sabine@northlight.example").await,
        )
        .await;
    let denial =
        "You don't have permission to change subscriptions. Ask a Global or Billing admin.";
    assert!(page.text.contains(denial), "{page:?}");
    let product: Value = json!("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
    let manage = json!({"manage": {"product": product, "subscription": id, "deed": "cancel"}});
    let order = json!({"steps": [{"action": manage, "users": []}]});
    let submit = |key: &str| json!({"order": order, "shown": null, "key": key}).to_string();
    let license = site.sign_in("sabine@northlight.example").await;
    let refused = site.call("/api/submit", &license, submit("a")).await;
    assert!(refused.text.contains(denial), "{refused:?}");
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "no conflict");
    let refused = site
        .call("/api/submit", &site.sign_in(IDA).await, submit("b"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused
            .text
            .contains("could be canceled only within 7 days"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn the_list_is_saved_as_a_file_as_it_is_shown() {
    let site = Site::demo().await;
    let cookie = site.sign_in(IDA).await;
    let file = site
        .get("/export/subscriptions.csv?show=trial", &cookie)
        .await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"your-products.csv\""
    );
    assert_eq!(file.text.lines().count(), 2);
    assert!(
        file.text.contains("Microsoft Entra ID P1,Active,25,Trial,"),
        "{file:?}"
    );
}
