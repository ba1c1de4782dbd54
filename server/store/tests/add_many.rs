//! Many users are added from a list.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod scene;

use domain::{
    Action, AddMany, Choice, Listed, Location, Order, ProductId, Receipt, Role, Services, UserId,
    UserQuery,
};
use scene::Scene;
use store::{Error, List, NewPassword, blank_list, sample_list};
use uuid::Uuid;

/// Everybody of a list gets these, where the row says no other location.
fn asked(products: &[ProductId], location: Option<&str>) -> AddMany {
    let location = location.map(|code| Action::SetLocation(Location::new(code).unwrap()));
    let off = Services::none;
    let choices = products.iter().map(|product| Choice {
        product: *product,
        off: off(),
    });
    let choices: Vec<Choice> = choices.collect();
    let assign = (!choices.is_empty()).then_some(Action::Assign(choices));
    AddMany {
        first: UserId(Uuid::from_u128(0xf << 100)),
        actions: location.into_iter().chain(assign).collect(),
        by_country: false,
    }
}

/// The same with other ids.
fn again(asked: &AddMany) -> AddMany {
    AddMany {
        first: UserId(Uuid::from_u128(0xe << 100)),
        ..asked.clone()
    }
}

impl Scene {
    async fn check(&self, asked: &AddMany, csv: &str) -> Result<Listed, Error> {
        let list = List::read(csv, asked.by_country)?;
        self.store.check_many(&self.asker, asked, &list).await
    }

    async fn add(&self, asked: &AddMany, csv: &str, seal: Option<&str>) -> Result<Receipt, Error> {
        let list = List::read(csv, asked.by_country)?;
        let terms = (seal, "a key");
        let added = self
            .store
            .add_many(&self.asker, asked, &list, terms, Vec::new());
        added.await
    }

    async fn listed(&self, search: &str) -> Vec<String> {
        let query = UserQuery {
            search: search.into(),
            ..UserQuery::default()
        };
        let page = self.store.active_users(&self.asker, &query).await.unwrap();
        let names = page.rows.iter().map(|row| row.username.to_string());
        names.collect()
    }
}

fn told(listed: &Listed) -> Vec<(u64, String)> {
    let row = |row: &domain::FailedRow| {
        let reasons: Vec<_> = row.reasons.iter().map(|one| one.to_string()).collect();
        (row.line, reasons.join(" "))
    };
    listed.failed.iter().map(row).collect()
}

const MIXED: &str = "Username,Display name,Mail,Office phone,Country or region,Department\n\
    nora@northlight.example,Nora Nyström,nora@home.example,+46 8 123,Sweden,Sales\n\
    elif@northlight.example,Elif Two,,,,\n\
    ,,,,,\n\
    nils,Nils Nyström,no address,,,\n\
    NORA@northlight.example,Nora Again,,,,\n\
    ola@northlight.example,Ola Berg\n\
    =pia@northlight.example,\"Pia \"\"P\"\" Falk\",,,Nowhere,\n";

#[tokio::test]
async fn good_rows_are_added_with_licenses_and_bad_ones_come_back_with_the_reasons() {
    let scene = Scene::demo().await;
    let visio = scene.product("VISIOCLIENT").await;
    let (before, asked) = (scene.seats(visio).await, asked(&[visio], Some("DE")));
    let listed = scene.check(&asked, MIXED).await.unwrap();
    assert_eq!((listed.rows, listed.added, listed.failures()), (6, 2, 4));
    assert_eq!(listed.ignored, ["Office phone"]);
    assert_eq!(
        told(&listed),
        [
            (3, "The username elif@northlight.example is taken, by Elif Demir. Choose another username.".into()),
            (
                5,
                "Username is \"nils\", which is no username. Write it like ida@northlight.example. \
                 Mail is \"no address\", which is no mail address. Write it like ida@northlight.example, or leave it empty."
                    .into()
            ),
            (
                6,
                "Username is \"NORA@northlight.example\", which line 2 has already. Delete one of the two.".into()
            ),
            (
                7,
                "The row has 2 columns, but there are 6 headings. Put texts in which a comma stands between quotation marks."
                    .into()
            ),
        ]
    );
    let line = listed.summary.line.to_string();
    assert!(
        line.starts_with("2 users added; 2 users get Visio Plan 2"),
        "{line}"
    );

    let receipt = scene
        .add(&asked, MIXED, Some(&listed.summary.seal))
        .await
        .unwrap();
    assert_eq!((receipt.changed_users, receipt.left_out.len()), (2, 1));
    assert_eq!(scene.seats(visio).await.assigned, before.assigned + 2);
    assert_eq!(scene.listed("nystrom").await, ["nora@northlight.example"]);
    scene.assert_sound().await;

    let list = List::read(MIXED, false).unwrap();
    let reasons = list.reasons(&asked, &receipt.left_out);
    let file = list.failed_file(&reasons, ToString::to_string).unwrap();
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "Reason,Username,Display name,Mail,Office phone,Country or region,Department"
    );
    assert!(
        lines[1].ends_with(",elif@northlight.example,Elif Two,,,,"),
        "{}",
        lines[1]
    );
    assert!(
        lines[4].ends_with(",ola@northlight.example,Ola Berg"),
        "{}",
        lines[4]
    );
    assert_eq!(lines.len(), 5);

    let password = |number: u32| Some(format!("secret {number}"));
    let results = list.results_file(&reasons, password, ToString::to_string);
    assert!(
        results.contains("\r\n2,nora@northlight.example,Nora Nyström,Added,secret 1,\r\n"),
        "{results}"
    );
    assert!(
        results.contains("\r\n6,NORA@northlight.example,Nora Again,Not added,,\"Username is"),
        "{results}"
    );
    // What a spreadsheet would take for a formula is none, here and when it is read again.
    assert!(
        results.contains(",'=pia@northlight.example,\"Pia \"\"P\"\" Falk\",Added,"),
        "{results}"
    );
}

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
async fn the_same_key_again_adds_nobody_and_answers_the_same() {
    let scene = Scene::demo().await;
    let asked = asked(&[], Some("SE"));
    let first = scene.add(&asked, MIXED, None).await.unwrap();
    assert_eq!(scene.add(&asked, MIXED, None).await.unwrap(), first);
    let other = scene
        .add(&asked, &MIXED.replace("Sales", "Marketing"), None)
        .await;
    assert!(matches!(other, Err(Error::KeyReused(_))), "{other:?}");
}

#[tokio::test]
async fn what_was_shown_is_what_is_done() {
    let scene = Scene::demo().await;
    let asked = asked(&[], None);
    let csv = "Username,Display name\nnora@northlight.example,Nora\nnils@northlight.example,Nils\n";
    let shown = scene.check(&asked, csv).await.unwrap().summary.seal;
    let meanwhile = "Username,Display name\nnils@northlight.example,Nils\n";
    let imported = scene.store.import_users(&scene.asker, meanwhile.as_bytes());
    imported.await.unwrap();
    let changed = scene.add(&asked, csv, Some(&shown)).await;
    assert!(matches!(changed, Err(Error::Changed(_))), "{changed:?}");
    assert_eq!(scene.listed("nora@").await, [""; 0]);
}

#[tokio::test]
async fn missing_seats_are_counted_and_can_be_bought_in_the_same_order() {
    let (scene, product, _) = Scene::crowd(1, 1).await;
    let csv = "Username,Display name\na@northlight.example,A\nb@northlight.example,B\nc@northlight.example,C\n";
    let asked = asked(&[product], Some("DE"));
    let listed = scene.check(&asked, csv).await.unwrap();
    assert_eq!((listed.added, listed.failures()), (1, 2));
    let missing: Vec<u32> = listed
        .summary
        .missing_seats()
        .map(|(_, seats)| seats)
        .collect();
    assert_eq!(missing, [2]);
    let mut buys = asked.clone();
    let buy = Order::buy_seats(product, 2).steps.remove(0).action;
    buys.actions.insert(0, buy);
    let listed = scene.check(&buys, csv).await.unwrap();
    assert_eq!((listed.added, listed.failures()), (3, 0));
    scene
        .add(&buys, csv, Some(&listed.summary.seal))
        .await
        .unwrap();
    assert_eq!(scene.seats(product).await.available(), 0);
    scene.assert_sound().await;
}

#[tokio::test]
async fn the_country_of_a_row_can_be_its_usage_location() {
    let scene = Scene::demo().await;
    let csv = "Username,Display name,Country or region,Usage location\n\
               a@northlight.example,A,Sweden,\n\
               b@northlight.example,B,Spain,FR\n\
               c@northlight.example,C,Nowhere,\n\
               d@northlight.example,D,,\n";
    let mut asked = asked(&[], Some("DE"));
    assert_eq!(scene.check(&asked, csv).await.unwrap().added, 4);
    asked.by_country = true;
    let listed = scene.check(&asked, csv).await.unwrap();
    assert_eq!(
        told(&listed),
        [(
            4,
            "Country or region is \"Nowhere\", which is no country. Write its two-letter code, such as DE, or its English name."
                .into()
        )]
    );
    scene.add(&asked, csv, None).await.unwrap();
    for (number, code) in [(1, "SE"), (2, "FR"), (4, "DE")] {
        let row = scene
            .store
            .one_user(&scene.asker, asked.id(number))
            .await
            .unwrap();
        assert_eq!(row.location, Location::new(code));
    }
}

#[tokio::test]
async fn first_passwords_are_kept_of_those_who_were_added() {
    let scene = Scene::demo().await;
    let asked = asked(&[], None);
    let list = List::read(MIXED, false).unwrap();
    let given = |number| NewPassword {
        user: asked.id(number),
        hash: "a hash".into(),
        must_change: true,
    };
    let passwords = list
        .newcomers()
        .iter()
        .map(|one| given(one.number))
        .collect();
    let added = scene
        .store
        .add_many(&scene.asker, &asked, &list, (None, "a key"), passwords);
    added.await.unwrap();
    let account = async |username: &str| scene.store.account(username).await.unwrap();
    assert!(account("nora@northlight.example").await.is_some());
    assert!(
        account("elif@northlight.example").await.is_none(),
        "she had none before"
    );
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
async fn only_who_manages_users_adds_them() {
    let scene = Scene::demo().await;
    let asked = asked(&[], None);
    let list = List::read(MIXED, false).unwrap();
    for role in Role::ALL {
        let asker = scene.asker_with(&[role]);
        let checked = scene.store.check_many(&asker, &asked, &list).await;
        let may = [Role::Global, Role::User].contains(&role);
        assert_eq!(checked.is_ok(), may, "{role:?}");
        let (again, terms) = (again(&asked), (Some(""), "k"));
        let added = scene
            .store
            .add_many(&asker, &again, &list, terms, Vec::new());
        let added = added.await;
        assert!(
            may || matches!(added, Err(Error::NotAllowed(_))),
            "{role:?}: {added:?}"
        );
    }
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

/// `cargo test --release -p store --test add_many -- --ignored --nocapture`
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
