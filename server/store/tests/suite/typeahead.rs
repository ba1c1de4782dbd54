//! Type-ahead and pasted lists.

use crate::scene::Scene;
use domain::{Match, Resolved, UserId};
use uuid::Uuid;

async fn find(scene: &Scene, typed: &str) -> Vec<String> {
    let found = scene
        .store
        .find_users(&scene.asker, typed, None)
        .await
        .unwrap();
    found
        .into_iter()
        .map(|user| user.name.to_string())
        .collect()
}

async fn resolve(scene: &Scene, lines: &[&str]) -> Resolved {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    scene
        .store
        .resolve_users(&scene.asker, &lines, None)
        .await
        .unwrap()
}

async fn people(rows: &[(&str, &str, &str)]) -> Scene {
    let scene = Scene::empty().await;
    let mut csv = String::from("Username,Display Name,Mail\n");
    for (username, name, mail) in rows {
        csv += &format!("{username},\"{name}\",{mail}\n");
    }
    scene
        .store
        .import_users(&scene.asker, csv.as_bytes())
        .await
        .unwrap();
    scene
}

#[tokio::test]
async fn every_word_of_name_username_and_mail_is_found_from_the_first_letter() {
    let scene = people(&[(
        "jl.daubigny@a.example",
        "Jean-Luc D'Aubigny",
        "hello@b.example",
    )])
    .await;
    for typed in [
        "j",
        "JEAN",
        "jean-luc",
        "luc",
        "D’Au",
        "aubigny",
        "jl.d",
        "jl.daubigny@a.ex",
        "hello@b",
        "aub jean",
        "Aubigny, Jean",
    ] {
        assert_eq!(find(&scene, typed).await, ["Jean-Luc D'Aubigny"], "{typed}");
    }
    for typed in [
        "", " ", "example", "ubigny", "jean x", "%", "_", "j%", "'", "\0",
    ] {
        assert!(find(&scene, typed).await.is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn accents_and_case_do_not_matter() {
    let scene = people(&[
        ("a@a.example", "Łukasz Żak", ""),
        ("b@a.example", "Nguyễn Thị Ánh", ""),
        ("c@a.example", "Μαρία Στεφάνου", ""),
        ("d@a.example", "İbrahim Çınar", ""),
    ])
    .await;
    for (typed, name) in [
        ("lukasz zak", "Łukasz Żak"),
        ("ŻAK", "Łukasz Żak"),
        ("nguyen", "Nguyễn Thị Ánh"),
        ("ánh", "Nguyễn Thị Ánh"),
        ("ΜΑΡΊΑ", "Μαρία Στεφάνου"),
        ("ibrahim cinar", "İbrahim Çınar"),
    ] {
        assert_eq!(find(&scene, typed).await, [name], "{typed}");
    }
}

#[tokio::test]
async fn names_that_begin_so_go_first_then_the_others_and_never_more_than_ten() {
    let mut rows = vec![
        ("x1@a.example".to_owned(), "Zoe Anders".to_owned()),
        ("ander@a.example".to_owned(), "Bo Lind".to_owned()),
        ("x2@a.example".to_owned(), "Anders Holm".to_owned()),
        (
            "anders.anders@a.example".to_owned(),
            "Anders Anders".to_owned(),
        ),
    ];
    let borrowed = |rows: &[(String, String)]| -> Vec<(String, String)> { rows.to_vec() };
    let few = borrowed(&rows);
    let few: Vec<_> = few
        .iter()
        .map(|(username, name)| (username.as_str(), name.as_str(), ""))
        .collect();
    let scene = people(&few).await;
    assert_eq!(
        find(&scene, "ander").await,
        ["Anders Anders", "Anders Holm", "Bo Lind", "Zoe Anders"]
    );
    assert_eq!(find(&scene, "anders h").await, ["Anders Holm"]);
    rows.extend((0..50).map(|index| {
        (
            format!("u{index}@a.example"),
            format!("Person{index:02} Andersen"),
        )
    }));
    let many: Vec<_> = rows
        .iter()
        .map(|(username, name)| (username.as_str(), name.as_str(), ""))
        .collect();
    let scene = people(&many).await;
    let found = find(&scene, "ander").await;
    assert_eq!(found.len(), 10);
    assert_eq!(found[..2], ["Anders Anders", "Anders Holm"]);
    assert_eq!(found, find(&scene, "ander").await, "the same each time");
    assert_eq!(find(&scene, "andersen person4").await.len(), 10);
    assert_eq!(
        find(&scene, "andersen person49").await,
        ["Person49 Andersen"]
    );
}

#[tokio::test]
async fn whoever_has_the_product_is_marked() {
    let scene = Scene::demo().await;
    let e3 = scene
        .store
        .find_product(&scene.asker, "SPE_E3")
        .await
        .unwrap();
    let amara = |product| async move {
        let found: Vec<Match> = scene
            .store
            .find_users(&scene.asker, "amara ok", product)
            .await
            .unwrap();
        (found.len(), found[0].holds)
    };
    assert_eq!(amara(Some(e3)).await, (1, true));
}

#[tokio::test]
async fn a_pasted_list_is_resolved_in_its_sequence_and_what_names_nobody_is_named() {
    let scene = people(&[
        ("ida@a.example", "Ida Marsh", "ida.marsh@a.example"),
        ("bo@a.example", "Bo Lind", "team@a.example"),
        ("li@a.example", "Li Wei", "team@a.example"),
        ("jo@a.example", "Jo", "ida@a.example"),
    ])
    .await;
    let resolved = resolve(
        &scene,
        &[
            "  BO@A.example ",
            "nobody@a.example",
            "",
            "Ida Marsh <ida@a.example>",
            "Ida.Marsh@a.example",
            "team@a.example",
            "Bo Lind",
        ],
    )
    .await;
    let names: Vec<_> = resolved.found.iter().map(|user| &*user.name).collect();
    assert_eq!(
        names,
        ["Bo Lind", "Ida Marsh"],
        "each once, and a username goes before a mail address"
    );
    assert_eq!(resolved.unknown, ["nobody@a.example", "Bo Lind"]);
    let [shared] = &resolved.ambiguous[..] else {
        panic!("{resolved:?}")
    };
    assert_eq!(
        shared.sentence(),
        "Several users have the mail address team@a.example. Use a username: bo@a.example or li@a.example."
    );
}

#[tokio::test]
async fn ten_thousand_lines_are_resolved_at_once() {
    let rows: Vec<_> = (0..10_000)
        .map(|index| (format!("u{index}@a.example"), format!("m{index}@b.example")))
        .collect();
    let named: Vec<_> = rows
        .iter()
        .map(|(username, mail)| (username.as_str(), "Somebody", mail.as_str()))
        .collect();
    let scene = people(&named).await;
    let lines: Vec<&str> = rows
        .iter()
        .flat_map(|(username, mail)| [username.as_str(), mail.as_str()])
        .collect();
    let resolved = resolve(&scene, &lines).await;
    assert_eq!((resolved.found.len(), resolved.unknown.len()), (10_000, 0));
}

#[tokio::test]
async fn users_are_found_by_id_in_the_sequence_given() {
    let scene = Scene::demo().await;
    let found = scene
        .store
        .find_users(&scene.asker, "a", None)
        .await
        .unwrap();
    let mut wanted: Vec<UserId> = found.iter().rev().map(|user| user.id).collect();
    wanted.insert(1, UserId(Uuid::from_u128(5)));
    wanted.push(wanted[0]);
    let users = scene
        .store
        .users_by_id(&scene.asker, &wanted, None)
        .await
        .unwrap();
    let names = |users: &[Match]| users.iter().map(|user| user.id).collect::<Vec<_>>();
    assert_eq!(
        names(&users),
        found.iter().rev().map(|user| user.id).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn whoever_has_many_words_that_begin_alike_keeps_nobody_else_out() {
    let rows: Vec<(String, String)> = (0..8)
        .map(|number| {
            let name = format!("Bo Ba{number} Be{number} Bi{number} Bu{number} By{number}");
            (format!("user{number}@a.example"), name)
        })
        .chain((8..10).map(|number| (format!("user{number}@a.example"), format!("Zoe Bz{number}"))))
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|(username, name)| (&**username, &**name, ""))
        .collect();
    let scene = people(&rows).await;
    let found = find(&scene, "b").await;
    assert_eq!(found.len(), 10, "{found:?}");
}
