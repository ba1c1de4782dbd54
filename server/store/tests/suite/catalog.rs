//! The import of Microsoft's catalog.

use crate::scene::Scene;
use domain::{Needs, ProductId, Role, Scope};
use std::path::Path;
use store::{CatalogReport, Counts, Error, Store};

const HEADINGS: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\r\n";
const P1: &str = "00000000-0000-0000-0000-0000000000a1";
const P2: &str = "00000000-0000-0000-0000-0000000000a2";
const S1: &str = "00000000-0000-0000-0000-0000000000b1";
const S2: &str = "00000000-0000-0000-0000-0000000000b2";

/// Microsoft's file as published, where this machine has it.
fn published() -> Option<Vec<u8>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/products-and-service-plans.csv");
    let read = std::fs::read(&file).ok();
    if read.is_none() {
        eprintln!("SKIPPED: {} is not there", file.display());
    }
    read
}

fn row(product: &str, part: &str, id: &str, code: &str, service: &str, name: &str) -> String {
    format!("{product},{part},{id},{code},{service},{name}\r\n")
}

fn small() -> String {
    HEADINGS.to_owned()
        + &row("One", "ONE", P1, "SWAY", S1, "Sway")
        + &row("One", "ONE", P1, "MAIL", S2, "Mail")
        + &row("Two", "TWO", P2, "MAIL", S2, "Mail")
}

fn counts(added: u32, changed: u32, unchanged: u32) -> Counts {
    Counts {
        added,
        changed,
        unchanged,
    }
}

async fn import(scene: &Scene, csv: impl AsRef<[u8]>) -> Result<CatalogReport, Error> {
    scene.store.import_catalog(&scene.asker, csv.as_ref()).await
}

async fn refused(scene: &Scene, csv: impl AsRef<[u8]>) -> String {
    match import(scene, csv).await {
        Err(why @ (Error::Input(_) | Error::Rows(_))) => why.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_published_file_is_imported_and_imported_again() {
    let Some(csv) = published() else { return };
    let scene = Scene::empty().await;
    let first = import(&scene, &csv).await.unwrap();
    assert_eq!(first.products, counts(569, 0, 0));
    assert_eq!(first.services, counts(723, 0, 0));
    let again = import(&scene, &csv).await.unwrap();
    assert_eq!(again.products, counts(0, 0, 569));
    assert_eq!(again.services, counts(0, 0, 723));

    let (store, asker) = (&scene.store, &scene.asker);
    let e3 = store.find_product(asker, "ENTERPRISEPACK").await.unwrap();
    let page = store.product_page(asker, e3).await.unwrap();
    assert_eq!(
        (&*page.row.name, &*page.row.slug),
        ("Office 365 E3", "ENTERPRISEPACK")
    );
    let service = |code: &str| page.services.iter().find(|one| &*one.code == code).unwrap();
    assert_eq!(&*service("SWAY").name, "Sway");
    assert_eq!(service("SWAY").scope, Scope::Automatic);
    assert_eq!(&*service("YAMMER_ENTERPRISE").name, "Yammer Enterprise");
    assert_eq!(
        &*service("RMS_S_ENTERPRISE").name,
        "Azure Rights Management"
    );
}

#[tokio::test]
async fn a_part_number_that_two_products_share_is_refused_with_their_ids() {
    let Some(csv) = published() else { return };
    let scene = Scene::empty().await;
    import(&scene, &csv).await.unwrap();
    let (store, asker) = (&scene.store, &scene.asker);
    let Err(Error::Input(why)) = store.find_product(asker, "MCOPSTN5").await else {
        panic!()
    };
    let id = "54a152dc-90de-4996-93d2-bc47e670fc06";
    assert!(
        why.to_string().contains(id)
            && why
                .to_string()
                .contains("d43177b5-475b-4880-92d4-d54c27b5efbd"),
        "{why}"
    );
    let product = store.find_product(asker, id).await.unwrap();
    let page = store.product_page(asker, product).await.unwrap();
    assert_eq!(&*page.row.slug, id, "its address is its id");
}

#[tokio::test]
async fn blanks_in_codes_are_trimmed_and_part_numbers_with_slashes_stay_out_of_addresses() {
    let Some(csv) = published() else { return };
    let scene = Scene::empty().await;
    import(&scene, &csv).await.unwrap();
    let (store, asker) = (&scene.store, &scene.asker);
    store
        .find_product(asker, "AAD_PREMIUM_USGOV_GCCHIGH")
        .await
        .unwrap();
    let product = store
        .find_product(asker, "O365_w/o Teams Bundle_M3")
        .await
        .unwrap();
    let page = store.product_page(asker, product).await.unwrap();
    assert_eq!(*page.row.slug, product.to_string());
    let windows = store.find_product(asker, "WIN10_VDA_E3").await.unwrap();
    let page = store.product_page(asker, windows).await.unwrap();
    let codes: Vec<_> = page
        .services
        .iter()
        .map(|one| one.code.to_string())
        .collect();
    assert!(
        codes.contains(&"Virtualization Rights for Windows 10 (E3/E5+VDA)".to_owned()),
        "{codes:?}"
    );
}

#[tokio::test]
async fn what_differs_is_changed_and_the_rest_stays() {
    let scene = Scene::empty().await;
    import(&scene, small()).await.unwrap();
    let renamed = small()
        .replace("Mail\r", "Post\r")
        .replace(&row("One", "ONE", P1, "SWAY", S1, "Sway"), "");
    let report = import(&scene, renamed).await.unwrap();
    assert_eq!(report.products, counts(0, 1, 1), "One bundles less");
    assert_eq!(report.services, counts(0, 1, 0));
    let one = scene.store.find_product(&scene.asker, "one").await.unwrap();
    let page = scene.store.product_page(&scene.asker, one).await.unwrap();
    assert_eq!(page.services.len(), 1);
    assert_eq!(&*page.services[0].name, "Post");
}

/// The catalog is known by heart: by what it says, in every process.
#[tokio::test]
async fn what_an_import_changes_counts_from_then_on_and_what_fails_never_does() {
    let scene = Scene::empty().await;
    let beside = scene.another_server().await;
    let needs = Needs {
        products: vec![ProductId(P1.parse().unwrap())],
        ..Needs::default()
    };
    let known = async |store: &Store| {
        let facts = store.facts(&scene.asker, &needs).await.unwrap();
        let names = facts.services.values().map(|service| &*service.name);
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(known(&scene.store).await.is_empty());
    import(&scene, small()).await.unwrap();
    for store in [&scene.store, &beside] {
        assert_eq!(known(store).await, ["Sway", "Mail"]);
    }
    let failing = small().replace("Mail", "Post") + "a row of one column\r\n";
    refused(&scene, failing).await;
    assert_eq!(known(&scene.store).await, ["Sway", "Mail"]);
    import(&scene, small().replace("Mail\r", "Post\r"))
        .await
        .unwrap();
    for store in [&beside, &scene.store] {
        assert_eq!(known(store).await, ["Sway", "Post"]);
    }
    import(&scene, small()).await.unwrap();
    for store in [&scene.store, &beside] {
        assert_eq!(known(store).await, ["Sway", "Mail"], "as it was before");
    }
}

#[tokio::test]
async fn columns_are_found_by_heading_in_any_order_with_commas_or_semicolons() {
    let scene = Scene::empty().await;
    let csv = format!(
        "\u{feff}guid;service_plan_id;SERVICE_PLAN_NAME;Product_Display_Name;String_Id;Service Plans Included Friendly Names;More\n\
         {P1};{S1};SWAY;\"One; \"\"the first\"\"\";ONE;Sway;x\n"
    );
    import(&scene, csv).await.unwrap();
    let one = scene.store.find_product(&scene.asker, P1).await.unwrap();
    let page = scene.store.product_page(&scene.asker, one).await.unwrap();
    assert_eq!(&*page.row.name, "One; \"the first\"");
}

#[tokio::test]
async fn a_bad_row_is_named_by_line_and_column_and_the_catalog_stays() {
    let scene = Scene::empty().await;
    import(&scene, small()).await.unwrap();
    let good = row(
        "New",
        "NEW",
        "00000000-0000-0000-0000-0000000000a3",
        "X",
        S1,
        "X",
    );
    for (bad, says) in [
        (
            row("Two", "TWO", "no-guid", "MAIL", S2, "Mail"),
            "Line 3, column 3 (GUID) is \"no-guid\", which is not a GUID.",
        ),
        (
            row("Two", "TWO", P2, "MAIL", "", "Mail"),
            "Line 3, column 5 (Service_Plan_Id) is empty.",
        ),
        (
            row("", "TWO", P2, "MAIL", S2, "Mail"),
            "Line 3, column 1 (Product_Display_Name) is empty.",
        ),
        (
            format!("Two,TWO,{P2}\r\n"),
            "Line 3: the row has 3 columns, but there are 6 headings.",
        ),
        (
            row("Two", "TWO", P2, "MAIL", S2, "Ma,il"),
            "Line 3: the row has 7 columns, but there are 6 headings.",
        ),
        (
            row("T\u{7}o", "TWO", P2, "MAIL", S2, "Mail"),
            "Line 3, column 1 (Product_Display_Name) has the control character U+0007.",
        ),
        (",,,,,\r\n".to_owned(), "Line 3: the row is empty."),
        (
            row("\"Two", "TWO", P2, "MAIL", S2, &"Mail ".repeat(99)),
            "column",
        ),
    ] {
        let why = refused(&scene, format!("{HEADINGS}{good}{bad}")).await;
        assert!(why.contains(says), "{why} / {says}");
    }
    let why = refused(&scene, format!("{HEADINGS}\r\n\r\n{good}\r\n,,,,,\r\n")).await;
    assert_eq!(why, "Line 6: the row is empty.", "empty lines count");
    let why = refused(
        &scene,
        format!("{HEADINGS}{good}x,y\r\n").replace("\r\n", "\n"),
    )
    .await;
    assert!(why.starts_with("Line 3: the row has 2 columns"), "{why}");
    let latin1 = [
        HEADINGS.as_bytes(),
        good.as_bytes(),
        format!("Caf#,TWO,{P2},MAIL,{S2},Mail\r\n").as_bytes(),
    ]
    .concat();
    let latin1: Vec<u8> = latin1
        .into_iter()
        .map(|byte| if byte == b'#' { 0xe9 } else { byte })
        .collect();
    let why = refused(&scene, latin1).await;
    assert!(why.starts_with("Line 3 is not in UTF-8"), "{why}");
    assert!(matches!(
        scene.store.find_product(&scene.asker, "NEW").await,
        Err(Error::Missing(_))
    ));
    let again = import(&scene, small()).await.unwrap();
    assert_eq!(
        (again.products, again.services),
        (counts(0, 0, 2), counts(0, 0, 2))
    );
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let scene = Scene::empty().await;
    let bad = small() + &row("", "TWO", "no-guid", "MAIL", "", "Mail") + ",,,,,\r\nTwo,TWO\r\n";
    let Err(Error::Rows(rows)) = import(&scene, bad).await else {
        panic!("imported");
    };
    let told = rows.first().iter();
    let places: Vec<_> = told.map(|flaw| (flaw.line(), flaw.column())).collect();
    assert_eq!(
        places,
        [
            (5, Some(1)),
            (5, Some(3)),
            (5, Some(5)),
            (6, None),
            (7, None)
        ]
    );
    assert_eq!(rows.count(), 5);
    let found = scene.store.find_product(&scene.asker, "ONE").await;
    assert!(matches!(found, Err(Error::Missing(_))));
}

#[tokio::test]
async fn what_is_no_catalog_is_refused_in_words() {
    let scene = Scene::empty().await;
    for (csv, says) in [
        (Vec::new(), "The file is empty."),
        (b"\xef\xbb\xbf".to_vec(), "The file is empty."),
        (b"\xff\xfeP\0r\0".to_vec(), "The headings are: Pr."),
        (HEADINGS.into(), "no rows"),
        (
            b"Product_Display_Name,GUID\r\n".to_vec(),
            "Line 1: the column \"String_Id\" is missing.",
        ),
        (
            format!("GUID,{HEADINGS}").into_bytes(),
            "Line 1, column 4: \"GUID\" is there already, in column 1.",
        ),
        (b"\0\x01\x02".to_vec(), "is missing"),
    ] {
        let why = refused(&scene, &csv).await;
        assert!(why.contains(says), "{why} / {says}");
    }
}

#[tokio::test]
async fn only_a_global_admin_imports() {
    let scene = Scene::empty().await;
    let asker = scene.asker_with(&[Role::License, Role::User, Role::Billing]);
    let refused = scene.store.import_catalog(&asker, small().as_bytes()).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))));
}

#[tokio::test]
async fn the_ledger_tells_of_an_import_by_one_entry_if_it_changed_anything() {
    let scene = Scene::empty().await;
    import(&scene, small()).await.unwrap();
    import(&scene, small()).await.unwrap();
    let renamed = small().replace("Two", "Second");
    import(&scene, renamed).await.unwrap();
    let lines: Vec<_> = scene.told().await.into_iter().map(|told| told.0).collect();
    assert_eq!(
        lines,
        [
            "By an import of the catalog: 1 product changed.",
            "By an import of the catalog: 2 products added; 2 services added.",
        ]
    );
    scene.assert_sound().await;
}
