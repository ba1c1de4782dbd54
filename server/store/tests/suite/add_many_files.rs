//! The lists from which many users are added: what is read, and the files that come back.

use crate::scene::{
    Scene,
    lists::{again, asked, told},
};
use domain::{AddMany, Listed};
use store::{Error, List, blank_list, sample_list};

#[tokio::test]
async fn the_file_of_failed_rows_is_mended_and_read_again() {
    let scene = Scene::demo().await;
    let asked = asked(&[], None);
    let csv = "Display name,Username\n=cmd,elif@northlight.example\n\"Berg, Ola\",ola@northlight.example\n-,nils\n";
    let list = List::read(csv, false).unwrap();
    let reasons = scene
        .store
        .failed_of_many(&scene.asker, &asked, &list)
        .await
        .unwrap();
    let failed = list.failed_file(&reasons, ToString::to_string).unwrap();
    let mended = failed
        .replace("elif@", "elif.two@")
        .replace(",nils", ",nils@northlight.example");
    let listed = scene.check(&asked, &mended).await.unwrap();
    assert_eq!((listed.rows, listed.added), (2, 2));
    assert_eq!(listed.ignored, [""; 0]);
    scene.add(&asked, &mended, None).await.unwrap();
    let row = scene
        .store
        .one_user(&scene.asker, asked.id(1))
        .await
        .unwrap();
    assert_eq!(&*row.name, "=cmd");
    let list = List::read(&mended, false).unwrap();
    let reasons = scene
        .store
        .failed_of_many(&scene.asker, &again(&asked), &list)
        .await
        .unwrap();
    let twice = list.failed_file(&reasons, ToString::to_string).unwrap();
    assert_eq!(twice.matches("Reason").count(), 1, "{twice}");
}

#[tokio::test]
async fn a_list_that_is_none_is_refused_in_words() {
    let read = |csv: &str| match List::read(csv, false) {
        Err(Error::Input(why)) => why.to_string(),
        _ => panic!("{csv}"),
    };
    assert_eq!(read(""), "The file is empty.");
    assert_eq!(read(&blank_list()), "The file has headings, but no rows.");
    assert_eq!(
        read("Username,Department\na@a.example,Sales\n"),
        "Line 1: the column \"Display Name\" is missing. The headings are: Username, Department."
    );
    let heavy = "x".repeat(AddMany::MOST_BYTES + 1);
    assert_eq!(
        read(&heavy),
        "The file is larger than 16 MB. Split it into several files."
    );
    let long = format!(
        "Username,Display name\n{}",
        "a,b\n".repeat(AddMany::MOST_ROWS + 1)
    );
    assert_eq!(
        read(&long),
        "Line 100002: the file has more than 100,000 rows. Split it into several files."
    );
}

#[tokio::test]
async fn the_sample_is_added_as_it_is() {
    let scene = Scene::demo().await;
    let (asked, csv) = (asked(&[], None), sample_list("northlight.example"));
    let listed = scene.check(&asked, &csv).await.unwrap();
    assert_eq!(
        (listed.rows, listed.failures()),
        (4, 0),
        "{:?}",
        told(&listed)
    );
    assert_eq!(
        listed.ignored, [""; 0],
        "columns in which nothing stands are no matter"
    );
    scene.add(&asked, &csv, None).await.unwrap();
    assert_eq!(scene.listed("nyman").await, ["alva@northlight.example"]);
}

#[tokio::test]
async fn a_hundred_thousand_bad_rows_give_one_clear_answer() {
    let scene = Scene::demo().await;
    let asked = asked(&[scene.product("VISIOCLIENT").await], Some("DE"));
    let mut csv = String::from("Username,Display name\n");
    for number in 0..AddMany::MOST_ROWS {
        csv += match number % 2 {
            0 => "nobody,\n",
            _ => "elif@northlight.example,Elif\n",
        };
    }
    let listed = scene.check(&asked, &csv).await.unwrap();
    // The first Elif could be read, and is taken; the others are the same again.
    assert_eq!((listed.rows, listed.added), (AddMany::MOST_ROWS, 0));
    assert_eq!(listed.failed.len(), Listed::TOLD);
    assert!(listed.summary.problems.is_empty() && !listed.summary.accepted);
    let list = List::read(&csv, false).unwrap();
    let reasons = scene
        .store
        .failed_of_many(&scene.asker, &asked, &list)
        .await
        .unwrap();
    let file = list.failed_file(&reasons, ToString::to_string).unwrap();
    assert_eq!(file.lines().count(), AddMany::MOST_ROWS + 1);
}

/// `cargo test --release -p store --test add_many_files -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
async fn a_hundred_thousand_users_are_added_in_seconds() {
    let (scene, product, _) = Scene::crowd(1, 100_000).await;
    let mut csv = String::from("Username,Display name,Department,City\n");
    for number in 0..AddMany::MOST_ROWS {
        csv += &format!("new{number}@northlight.example,Given{number} Family{number},Sales,Oslo\n");
    }
    let asked = asked(&[product], Some("DE"));
    let begun = std::time::Instant::now();
    let listed = scene.check(&asked, &csv).await.unwrap();
    eprintln!("checked: {} in {:?}", listed.added, begun.elapsed());
    let receipt = scene
        .add(&asked, &csv, Some(&listed.summary.seal))
        .await
        .unwrap();
    eprintln!("added: {} in {:?}", receipt.changed_users, begun.elapsed());
    let listed = scene.check(&again(&asked), &csv).await.unwrap();
    eprintln!("all taken: {} in {:?}", listed.failures(), begun.elapsed());
}
