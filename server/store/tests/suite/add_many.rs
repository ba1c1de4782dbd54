//! Many users are added from a list.

use crate::scene::{
    Scene,
    lists::{again, asked, told},
};
use domain::{Location, Order, Role};
use store::{Error, List, NewPassword};

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
    let account = async |username: &str| scene.store.accounts(username).await.unwrap();
    assert_eq!(account("nora@northlight.example").await.len(), 1);
    assert!(
        account("elif@northlight.example").await.is_empty(),
        "she had none before"
    );
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
