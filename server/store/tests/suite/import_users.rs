//! The import of users.

use crate::scene::Scene;
use domain::{Action, HolderQuery, Location, Match, Role, UserKind};
use store::{BadRows, Counts, Error, UsersReport};

async fn import(scene: &Scene, csv: impl AsRef<[u8]>) -> Result<UsersReport, Error> {
    scene.store.import_users(&scene.asker, csv.as_ref()).await
}

async fn refused(scene: &Scene, csv: impl AsRef<[u8]>) -> String {
    match import(scene, csv).await {
        Err(why @ (Error::Input(_) | Error::Rows(_))) => why.to_string(),
        other => panic!("{other:?}"),
    }
}

async fn bad_rows(scene: &Scene, csv: impl AsRef<[u8]>) -> BadRows {
    match import(scene, csv).await {
        Err(Error::Rows(rows)) => *rows,
        other => panic!("{other:?}"),
    }
}

/// The places of what is told.
fn places(rows: &BadRows) -> Vec<(u64, Option<usize>)> {
    let told = rows.first().iter();
    told.map(|flaw| (flaw.line(), flaw.column())).collect()
}

async fn user(scene: &Scene, username: &str) -> Option<Match> {
    let names = [username.to_owned()];
    let resolved = scene
        .store
        .resolve_users(&scene.asker, &names, None)
        .await
        .unwrap();
    resolved.found.into_iter().next()
}

fn counts(added: u32, changed: u32, unchanged: u32) -> Counts {
    Counts {
        added,
        changed,
        unchanged,
    }
}

const BULK: &str = "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax,Alternate email address,Address,City,State or Province,ZIP or Postal Code,Country or Region\n\
    chris@northlight.example,Chris,Green,Chris Green,IT Manager,Information Technology,123451,,,,,1 Main Street,Redmond,Wa,98052,United States\n\
    ben@northlight.example,Ben,Andrews,Ben Andrews,IT Manager,Information Technology,123452,,,,,1 Main Street,Redmond,Wa,98052,United States\n";

#[tokio::test]
async fn the_bulk_template_is_imported_and_its_other_headings_are_named() {
    let scene = Scene::empty().await;
    let report = import(&scene, BULK).await.unwrap();
    assert_eq!(report.users, counts(2, 0, 0));
    assert!(report.ignored.contains(&"Office Phone".to_owned()));
    assert!(!report.ignored.contains(&"Country or Region".to_owned()));
    assert_eq!(import(&scene, BULK).await.unwrap().users, counts(0, 0, 2));
    let chris = user(&scene, "CHRIS@northlight.example").await.unwrap();
    assert_eq!(
        (&*chris.name, &*chris.department),
        ("Chris Green", "Information Technology")
    );
    assert_eq!((chris.kind, chris.location), (UserKind::Member, None));
}

#[tokio::test]
async fn the_ledger_tells_of_an_import_by_one_entry_if_it_changed_anything() {
    let scene = Scene::empty().await;
    import(&scene, BULK).await.unwrap();
    import(&scene, BULK).await.unwrap();
    let more = BULK.replace("Chris Green", "Chris Holm")
        + "ada@northlight.example,,,Ada Lund,,,,,,,,,,,,\n";
    import(&scene, &more).await.unwrap();
    refused(&scene, "nonsense").await;
    let lines: Vec<_> = scene.told().await.into_iter().map(|told| told.0).collect();
    assert_eq!(
        lines,
        [
            "By an import: 1 user added; 1 user edited.",
            "By an import: 2 users added.",
        ]
    );
    let news = scene.store.news(scene.organization(), 1, 10).await.unwrap();
    let change = &news[0].change;
    assert_eq!(
        (&*change.actor, news[0].by),
        (&*scene.asker.actor.name, None)
    );
    let mut raw = scene.raw().await;
    let entry: Vec<(i64, String)> = raw
        .rows("select changed_users, order_asked from ledger where entry = 2")
        .await;
    let counts = r#"{"users-imported":{"added":1,"changed":1,"unchanged":1}}"#;
    assert_eq!(entry, [(2, counts.to_owned())]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn headings_are_found_in_any_order_and_case_and_blanks_are_ignored() {
    let scene = Scene::empty().await;
    let csv = "\u{feff} usage LOCATION ; display name;U P N;user type;E-mail\r\n\
               germany;  Ida   Marsh ; ida@northlight.example;Member;ida.marsh@northlight.example\r\n\
               ;Gast;gast_fjord.example#EXT#@northlight.example;;\r\n";
    assert_eq!(import(&scene, csv).await.unwrap().users, counts(2, 0, 0));
    let ida = user(&scene, "ida.marsh@northlight.example")
        .await
        .expect("found by mail");
    assert_eq!(&*ida.name, "Ida Marsh");
    assert_eq!(ida.location, Location::new("DE"));
    let guest = user(&scene, "gast_fjord.example#ext#@northlight.example")
        .await
        .unwrap();
    assert_eq!(guest.kind, UserKind::Guest, "as the username says");
}

#[tokio::test]
async fn a_known_user_is_updated_but_never_loses_the_location() {
    let scene = Scene::empty().await;
    let csv = "Username,Display Name,Usage Location,Department\nida@a.example,Ida Marsh,DE,Sales\n";
    import(&scene, csv).await.unwrap();
    let before = user(&scene, "ida@a.example").await.unwrap();
    let csv = "Username,Display Name,Usage Location,Department\nIda@a.example,Ida Holm,,\n";
    assert_eq!(import(&scene, csv).await.unwrap().users, counts(0, 1, 0));
    let after = user(&scene, "ida@a.example").await.unwrap();
    assert_eq!((after.id, after.location), (before.id, Location::new("DE")));
    assert_eq!(
        (&*after.name, &*after.department, &*after.username),
        ("Ida Holm", "", "Ida@a.example")
    );
    let found = |typed: &'static str| {
        let scene = &scene;
        async move {
            scene
                .store
                .find_users(&scene.asker, typed, None)
                .await
                .unwrap()
                .len()
        }
    };
    assert_eq!(
        (found("marsh").await, found("holm").await),
        (0, 1),
        "found by the new name only"
    );
    let csv = "Username,Display Name,Usage Location\nida@a.example,Ida Holm,AT\n";
    import(&scene, csv).await.unwrap();
    assert_eq!(
        user(&scene, "ida@a.example").await.unwrap().location,
        Location::new("AT")
    );
}

#[tokio::test]
async fn holders_are_sorted_by_a_new_name_at_once() {
    let scene = Scene::demo().await;
    let e3 = scene
        .store
        .find_product(&scene.asker, "SPE_E3")
        .await
        .unwrap();
    let holders = || async {
        let query = HolderQuery::default();
        scene
            .store
            .holders(&scene.asker, e3, &query)
            .await
            .unwrap()
            .rows
    };
    let first = holders().await.remove(0);
    let csv = format!("Username,Display Name\n{},🐢 Żółw\n", first.username);
    import(&scene, csv).await.unwrap();
    assert_ne!(holders().await[0].id, first.id);
    let last = HolderQuery {
        sort: domain::HolderSort::NameDescending,
        ..HolderQuery::default()
    };
    let page = scene.store.holders(&scene.asker, e3, &last).await.unwrap();
    assert_eq!(
        (page.rows[0].id, &*page.rows[0].name),
        (first.id, "🐢 Żółw")
    );
}

#[tokio::test]
async fn a_bad_row_is_named_by_line_and_column_and_nobody_is_imported() {
    let scene = Scene::empty().await;
    let file = |row: &str| {
        format!(
            "Username,Display Name,Usage Location,User Type,Mail\ngood@a.example,Good,DE,member,\n{row}\n"
        )
    };
    for (row, says) in [
        (
            "a@a.example,,DE,member,",
            "Line 3, column 2 (Display Name) is empty.",
        ),
        (",A,DE,member,", "Line 3, column 1 (Username) is empty."),
        (
            "a,A,DE,member,",
            "Line 3, column 1 (Username) is \"a\", which is no username.",
        ),
        (
            "\"a@a.example, b@b\",A,DE,member,",
            "Line 3, column 1 (Username)",
        ),
        (
            "GOOD@a.example,A,DE,member,",
            "Line 3, column 1 (Username) is \"GOOD@a.example\", which line 2 has already.",
        ),
        (
            "a@a.example,A,Deutschland,member,",
            "Line 3, column 3 (Usage Location) is \"Deutschland\", which is no country.",
        ),
        (
            "a@a.example,A,DE,robot,",
            "Line 3, column 4 (User Type) is \"robot\". Write member or guest.",
        ),
        (
            "a@a.example,A,DE,member,x y",
            "Line 3, column 5 (Mail) is \"x y\", which is no mail address.",
        ),
        (
            "a@a.example,A\u{1b}[2J,DE,member,",
            "Line 3, column 2 (Display Name) has the control character U+001B.",
        ),
        ("a@a.example,A\u{202e}exe,DE,member,", "U+202E"),
        ("el\u{200b}if@a.example,A,DE,member,", "U+200B"),
        (
            "el\u{200d}if@a.example,A,DE,member,",
            "Line 3, column 1 (Username) is \"el\\u{200d}if@a.example\", which is no username.",
        ),
        (
            "a@a.example,A,DE",
            "Line 3: the row has 3 columns, but there are 5 headings.",
        ),
        ("a@a.example,\"A,DE,member,", "Line 3"),
    ] {
        let why = refused(&scene, file(row)).await;
        assert!(why.contains(says), "{why} / {says}");
    }
    let latin1 = [
        file("").trim_end().as_bytes(),
        b"\nb@a.example,Ren\xe9,DE,member,\n",
    ]
    .concat();
    let why = refused(&scene, latin1).await;
    assert!(why.starts_with("Line 3 is not in UTF-8:"), "{why}");
    let why = refused(&scene, "Username,Department\na@a.example,Sales\n").await;
    assert!(
        why.starts_with("Line 1: the column \"Display Name\" is missing."),
        "{why}"
    );
    assert!(
        scene
            .store
            .users(&scene.asker, "", None)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_also_who_is_deleted() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await;
    scene.act(Action::DeleteUser, &elif).await;
    let csv = "Username,Display Name,Usage Location,User Type\n\
               good@a.example,Good,DE,member\n\
               nobody,,Deutschland,robot\n\
               elif@northlight.example,Elif,DE,member\n\
               GOOD@a.example,Good,DE,member\n\
               ,,,\n\
               a@a.example,A\n";
    let rows = bad_rows(&scene, csv).await;
    assert_eq!(
        places(&rows),
        [
            (3, Some(1)),
            (3, Some(2)),
            (3, Some(3)),
            (3, Some(4)),
            (4, None),
            (5, Some(1)),
            (6, None),
            (7, None),
        ]
    );
    assert_eq!(rows.count(), 8);
    let text = rows.to_string();
    let head = "The file has 8 faults. Nothing was changed.\n  Line 3, column 1 (Username) is ";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("\n  Line 4: elif@northlight.example is deleted."));
    assert!(user(&scene, "good@a.example").await.is_none());
    let good = csv.lines().take(2).collect::<Vec<_>>().join("\n");
    assert_eq!(import(&scene, good).await.unwrap().users, counts(1, 0, 0));
}

#[tokio::test]
async fn of_very_many_bad_rows_the_first_hundred_are_told_and_all_counted() {
    let scene = Scene::empty().await;
    let csv = "Username,Display Name\n".to_owned() + &"nobody,Nobody\n".repeat(100_000);
    let rows = bad_rows(&scene, csv).await;
    assert_eq!(rows.count(), 100_000);
    let lines = rows.first().iter().map(|flaw| flaw.line());
    assert!(lines.eq(2..102));
    assert!(rows.to_string().ends_with("\n  And 99,900 more."));
}

#[tokio::test]
async fn only_a_global_admin_imports() {
    let scene = Scene::empty().await;
    let asker = scene.asker_with(&[Role::User, Role::License]);
    let refused = scene.store.import_users(&asker, BULK.as_bytes()).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))));
}

#[tokio::test]
async fn names_like_formulas_and_sql_are_names() {
    let scene = Scene::empty().await;
    let csv = "Username,Display Name\na@a.example,=cmd|' /C calc'!A0\nb@a.example,\"Robert'); drop table person;--\"\n";
    import(&scene, csv).await.unwrap();
    assert_eq!(
        &*user(&scene, "a@a.example").await.unwrap().name,
        "=cmd|' /C calc'!A0"
    );
    assert_eq!(
        scene
            .store
            .users(&scene.asker, "", None)
            .await
            .unwrap()
            .rows
            .len(),
        2
    );
}

fn many(users: u32) -> String {
    let mut csv = String::from("Username,Display Name,Usage Location,Department,Mail\n");
    for index in 0..users {
        let given = index % 977;
        csv += &format!(
            "user{index}@a.example,Given{given} Family{index},DE,Sales,m{index}@a.example\n"
        );
    }
    csv
}

#[tokio::test]
async fn twenty_thousand_users_are_imported_set_by_set() {
    let scene = Scene::empty().await;
    let csv = many(20_000);
    assert_eq!(
        import(&scene, &csv).await.unwrap().users,
        counts(20_000, 0, 0)
    );
    assert_eq!(
        import(&scene, &csv).await.unwrap().users,
        counts(0, 0, 20_000)
    );
    let found = scene
        .store
        .find_users(&scene.asker, "family19999", None)
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
}

/// `cargo test --release -p store --test import_users -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
async fn a_hundred_thousand_users_are_imported_in_seconds() {
    let scene = Scene::empty().await;
    let csv = many(100_000);
    for (file, what) in [
        (csv.clone(), "new"),
        (csv.clone(), "unchanged"),
        (csv.replace("Family", "Name"), "renamed"),
    ] {
        let begun = std::time::Instant::now();
        let report = import(&scene, &file).await.unwrap();
        eprintln!("{what}: {:?} in {:?}", report.users, begun.elapsed());
    }
}
