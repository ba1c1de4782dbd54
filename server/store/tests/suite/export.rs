//! Lists as CSV.

use crate::scene::Scene;
use domain::{
    Action, DeletedQuery, GuestQuery, HolderQuery, Order, Profile, ProfileField, SourceFilter,
    UserId, UserKind, UserQuery,
};
use store::{Error, Export};

/// All of a file, and in how many parts it came.
async fn whole(mut export: Export) -> (String, usize) {
    let (mut csv, mut parts) = (String::new(), 0);
    while let Some(part) = export.next().await.unwrap() {
        csv += &part;
        parts += 1;
    }
    (csv, parts)
}

async fn holders(scene: &Scene, part: &str, query: &HolderQuery) -> (String, usize) {
    let product = scene.store.find_product(&scene.asker, part).await.unwrap();
    let export = scene
        .store
        .export_holders(&scene.asker, product, query)
        .await;
    whole(export.unwrap()).await
}

#[tokio::test]
async fn holders_are_exported_with_sources_services_and_dates() {
    let scene = Scene::demo().await;
    let (csv, parts) = holders(&scene, "SPE_E3", &HolderQuery::default()).await;
    assert_eq!(parts, 1);
    let mut lines = csv.split("\r\n");
    assert_eq!(
        lines.next().unwrap(),
        "\u{feff}Display name,Username,Department,User type,Sign-in,Licensed by,Apps and services off,Since,Assigned by"
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
    assert!(csv.starts_with(
        "\u{feff}Product,Part number,Total,Assigned,Available,Subscriptions,Status\r\n"
    ));
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

/// Adds somebody called so.
async fn named(scene: &Scene, name: &str, kind: UserKind) -> UserId {
    let user = UserId(scene.store.fresh_id());
    let username = format!("{}@northlight.example", user.0.simple());
    let profile = Profile::of([
        (ProfileField::Username, username.as_str()),
        (ProfileField::Name, name),
    ]);
    scene.act(Action::AddUser { profile, kind }, &[user]).await;
    user
}

#[tokio::test]
async fn guests_are_exported_with_what_came_of_their_invitations() {
    let (scene, _, _) = Scene::crowd(1, 1).await;
    let (store, asker) = (&scene.store, &scene.asker);
    let invited = named(&scene, "=Kenji", UserKind::Guest).await;
    store.invite(asker, invited, [7; 32]).await.unwrap();
    named(&scene, "Zoë", UserKind::Guest).await;
    let export = async |search: &str| {
        let query = GuestQuery {
            search: search.into(),
            ..GuestQuery::default()
        };
        whole(store.export_guests(asker, &query).unwrap()).await.0
    };
    let csv = export("").await;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}Display name,Mail,Invitation,\"Valid until, or since\",Licenses"
    );
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[1].starts_with("'=Kenji,"), "{csv}");
    assert!(
        lines[1].ends_with(",Pending acceptance,2026-12-01,"),
        "{csv}"
    );
    assert!(lines[2].ends_with(",Not invited by Usher,,"), "{csv}");
    assert_eq!(export("zoe").await.lines().count(), 2);
}

#[tokio::test]
async fn deleted_users_are_exported_whichever_page_is_shown() {
    let (scene, product, users) = Scene::crowd(1_020, 1).await;
    let assign = Order::assign(product, domain::Services::none(), users[..1].to_vec());
    scene.order(&assign).await.unwrap();
    scene.act(Action::DeleteUser, &users).await;
    let (store, asker) = (&scene.store, &scene.asker);
    let page = store.deleted_users(asker, &DeletedQuery::default()).await;
    let query = DeletedQuery {
        after: page.unwrap().next,
        ..DeletedQuery::default()
    };
    let (csv, parts) = whole(store.export_deleted(asker, &query).unwrap()).await;
    assert_eq!((parts, csv.lines().count()), (2, 1_021));
    assert!(csv.starts_with(
        "\u{feff}Display name,Username,User type,Deleted,Deleted by,Gone for good,Licenses held\r\n"
    ));
    let is_holder = |line: &&str| line.ends_with(",2026-12-24,Whiteboard");
    let holders: Vec<&str> = csv.lines().filter(is_holder).collect();
    assert_eq!(holders.len(), 1);
    assert!(holders[0].contains("@northlight.example,Member,2026-11-24,"));
}

#[tokio::test]
async fn groups_and_admins_are_exported() {
    let scene = Scene::demo().await;
    let e3 = scene.product("SPE_E3").await;
    let csv = scene.store.export_groups(&scene.asker, e3).await.unwrap();
    assert!(
        csv.starts_with("\u{feff}Group,Members,Apps and services off\r\n"),
        "{csv}"
    );
    assert!(csv.contains("\r\nSales,28,"), "{csv}");
    let csv = scene.store.export_admins(&scene.asker).await.unwrap();
    assert!(
        csv.starts_with("\u{feff}Display name,Username,Sign-in,Admin roles,Sessions\r\n"),
        "{csv}"
    );
    assert!(
        csv.contains("\r\nIda Marsh,ida@northlight.example,Allowed,Global admin,0\r\n"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 8);
}

#[tokio::test]
async fn a_file_of_users_is_read_again_as_it_was_saved() {
    let scene = Scene::demo().await;
    let export = scene
        .store
        .export_users(&scene.asker, &UserQuery::default())
        .await;
    let (csv, _) = whole(export.unwrap()).await;
    let imported = scene.store.import_users(&scene.asker, csv.as_bytes()).await;
    let users = imported.unwrap().users;
    assert_eq!((users.added, users.changed), (0, 0));
    assert_eq!(users.unchanged as usize, csv.lines().count() - 1);
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
    let store = &scene.store;
    for refused in [
        store.export_users(&asker, &UserQuery::default()).await,
        store.export_guests(&asker, &GuestQuery::default()),
        store.export_deleted(&asker, &DeletedQuery::default()),
    ] {
        assert!(matches!(refused, Err(Error::NotAllowed(_))));
    }
    for refused in [
        store.export_groups(&asker, product).await,
        store.export_admins(&asker).await,
    ] {
        assert!(matches!(refused, Err(Error::NotAllowed(_))));
    }
}
