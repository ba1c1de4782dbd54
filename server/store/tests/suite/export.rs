//! Lists as CSV.

use crate::scene::Scene;
use domain::{HolderQuery, SourceFilter};
use store::Error;

async fn holders(scene: &Scene, part: &str, query: &HolderQuery) -> (String, usize) {
    let product = scene.store.find_product(&scene.asker, part).await.unwrap();
    let mut export = scene
        .store
        .export_holders(&scene.asker, product, query)
        .await
        .unwrap();
    let (mut csv, mut parts) = (String::new(), 0);
    while let Some(part) = export.next().await.unwrap() {
        csv += &part;
        parts += 1;
    }
    (csv, parts)
}

#[tokio::test]
async fn holders_are_exported_with_sources_services_and_dates() {
    let scene = Scene::demo().await;
    let (csv, parts) = holders(&scene, "SPE_E3", &HolderQuery::default()).await;
    assert_eq!(parts, 1);
    let mut lines = csv.split("\r\n");
    assert_eq!(
        lines.next().unwrap(),
        "Display name,Username,Department,User type,Sign-in,Licensed by,Apps and services off,Since,Assigned by"
    );
    assert_eq!(csv.matches("\r\n").count(), 66);
    assert!(csv.ends_with("\r\n"));
    let both = lines
        .find(|line| line.contains("Direct; Group: Sales"))
        .expect("held twice");
    assert!(
        both.contains(",Member,Allowed,\"Direct; Group: Sales\","),
        "{both}"
    );
    assert!(
        both.contains("Ida Marsh; Ida Marsh") && both.contains("-"),
        "{both}"
    );
    let query = HolderQuery {
        source: SourceFilter::Group,
        ..HolderQuery::default()
    };
    assert_eq!(
        holders(&scene, "SPE_E3", &query)
            .await
            .0
            .matches("\r\n")
            .count(),
        29
    );
}

#[tokio::test]
async fn products_are_exported() {
    let scene = Scene::demo().await;
    let csv = scene.store.export_products(&scene.asker).await.unwrap();
    assert!(
        csv.starts_with("Product,Part number,Total,Assigned,Available,Subscriptions,Status\r\n")
    );
    assert!(
        csv.contains("\r\nOffice 365 E1,STANDARDPACK,13,9,4,2,\r\n"),
        "{csv}"
    );
    assert!(
        csv.contains("\r\nMicrosoft 365 Business Premium,SPB,25,25,0,1,No seats left\r\n"),
        "{csv}"
    );
}

#[tokio::test]
async fn a_text_like_a_formula_is_no_formula_and_quotes_are_doubled() {
    let scene = Scene::demo().await;
    let product = scene.store.find_product(&scene.asker, "SPB").await.unwrap();
    let page = scene
        .store
        .holders(&scene.asker, product, &HolderQuery::default())
        .await
        .unwrap();
    let csv: Vec<_> = ["=1+1", "+49 1", "-x", "@sum", "\"\"\"Bo\"\", Lind\""]
        .into_iter()
        .zip(&page.rows)
        .map(|(name, holder)| format!("{},{name}\n", holder.username))
        .collect();
    let file = format!("Username,Display Name\n{}", csv.concat());
    scene
        .store
        .import_users(&scene.asker, file.as_bytes())
        .await
        .unwrap();
    let (csv, _) = holders(&scene, "SPB", &HolderQuery::default()).await;
    for begins in [
        "\r\n'=1+1,",
        "\r\n'+49 1,",
        "\r\n'-x,",
        "\r\n'@sum,",
        "\r\n\"\"\"Bo\"\", Lind\",",
    ] {
        assert!(csv.contains(begins), "{begins} in {csv}");
    }
}

#[tokio::test]
async fn a_long_list_comes_in_parts_and_complete() {
    let scene = Scene::empty().await;
    scene.store.seed(&scene.asker, 6_000, 5, 1).await.unwrap();
    let products = scene.store.products(&scene.asker).await.unwrap();
    let most = products
        .iter()
        .max_by_key(|product| product.seats.assigned)
        .unwrap();
    let (csv, parts) = holders(&scene, &most.part_number, &HolderQuery::default()).await;
    assert!(parts > 1, "{parts}");
    assert_eq!(
        csv.matches("\r\n").count(),
        most.seats.assigned as usize + 1
    );
}

#[tokio::test]
async fn nobody_without_an_admin_role_exports() {
    let scene = Scene::demo().await;
    let asker = scene.asker_with(&[]);
    let product = scene.store.find_product(&scene.asker, "SPB").await.unwrap();
    assert!(matches!(
        scene.store.export_products(&asker).await,
        Err(Error::NotAllowed(_))
    ));
    let export = scene
        .store
        .export_holders(&asker, product, &HolderQuery::default())
        .await;
    assert!(matches!(export, Err(Error::NotAllowed(_))));
}
