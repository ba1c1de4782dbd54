//! Opening a database: what is created, what is refused, and in which words.

use crate::scene::PATIENCE;
use domain::{Order, Setting};
use std::{net::TcpListener, path::Path, time::Duration};
use store::{Asker, Error, Sources, Store, Terms};

fn url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

async fn refused(url: &str) -> String {
    match Store::open(url, Sources::system()).await {
        Err(Error::Unavailable(why) | Error::Damaged(why)) => why,
        Err(Error::Input(why)) => why.to_string(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("{url} was opened"),
    }
}

#[tokio::test]
async fn a_new_file_is_created_for_its_owner_only_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("usher.db");
    let store = Store::open(&url(&file), Sources::system()).await.unwrap();
    assert_eq!(store.organization().await.unwrap(), None);
    let made = store
        .create_organization("Northlight Labs", "northlight.example", None)
        .await;
    assert_eq!(store.organization().await.unwrap(), made.ok());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    store.close().await;
    assert!(
        !folder.path().join("usher.db-wal").exists(),
        "the log is folded in"
    );
    let store = Store::open(&url(&file), Sources::system()).await.unwrap();
    assert!(store.organization().await.unwrap().is_some());
}

#[tokio::test]
async fn there_is_one_organization_of_each_name() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder.path().join("usher.db")), Sources::system())
        .await
        .unwrap();
    let first = store.create_organization("One", "one.example", None).await;
    let second = store.create_organization("Two", "two.example", None).await;
    let again = store.create_organization(" TWO ", "", None).await;
    assert!(matches!(again, Err(Error::Input(_))), "{again:?}");
    for nameless in ["", " ", "two\nlines", "two\u{202E}enil"] {
        let made = store.create_organization(nameless, "", None).await;
        assert!(matches!(made, Err(Error::Input(_))), "{made:?}");
    }
    let all = store.organizations().await.unwrap();
    let names: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["One", "Two"]);
    let found = store.organization_named("two").await.unwrap();
    let second = second.unwrap();
    assert_eq!(found, Some(second));
    // An organization names itself, perhaps as another is called: then nobody acts in the wrong one.
    let rename = Order::configure(Setting::Name("one".into()));
    let operator = Asker::operator(second);
    let renamed = store.carry_out(&operator, &rename, Terms::default()).await;
    renamed.unwrap();
    let found = store.organization_named("One").await;
    let Err(Error::Input(why)) = found else {
        panic!("{found:?}")
    };
    assert!(why.to_string().ends_with(", 1 or 2."), "{why}");
    assert_eq!(store.organization_named("2").await.unwrap(), Some(second));
    // A number is nobody else's, whatever they call themselves.
    let rename = Order::configure(Setting::Name("1".into()));
    let renamed = store.carry_out(&operator, &rename, Terms::default()).await;
    renamed.unwrap();
    let found = store.organization_named("1").await.unwrap();
    assert_eq!(found, Some(first.unwrap()));
}

#[tokio::test]
async fn a_database_that_must_be_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("usher.db");
    let existing = async || Store::open_existing(&url(&file), Sources::system()).await;
    let missing = existing().await.err();
    assert!(
        matches!(&missing, Some(Error::Unavailable(why)) if why.contains("There is no database")),
        "{missing:?}"
    );
    assert!(!file.exists());
    std::fs::write(&file, "").unwrap();
    let empty = existing().await.err();
    assert!(
        matches!(&empty, Some(Error::Damaged(why)) if why.contains("is empty")),
        "{empty:?}"
    );
    let made = Store::open(&url(&file), Sources::system()).await.unwrap();
    made.close().await;
    let opened = existing().await.unwrap();
    assert_eq!(opened.organizations().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_may_open_a_new_file_at_the_same_time() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(&folder.path().join("usher.db"));
    let opening: Vec<_> = (0..8)
        .map(|_| {
            let url = url.clone();
            let sources = Sources::system().patient(PATIENCE);
            tokio::spawn(async move { Store::open(&url, sources).await.map(drop) })
        })
        .collect();
    for opened in opening {
        opened.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_is_no_address_of_a_database_is_refused_in_words() {
    assert!(refused("usher.db").await.contains("Use sqlite:FILE"));
    assert!(
        refused("mysql://somewhere")
            .await
            .contains("Use sqlite:FILE")
    );
    assert!(refused("sqlite:").await.contains("Name a database file"));
    let unreadable = refused("postgres://usher:secret@host:port/usher").await;
    assert!(unreadable.contains("Use postgres://USER@HOST/DATABASE"));
    assert!(!unreadable.contains("secret"), "{unreadable}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!(
        "postgres://usher@localhost/usher?host={}",
        folder.path().display()
    );
    assert!(refused(&url).await.contains("can't be reached"));
}

#[tokio::test]
async fn what_is_no_database_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    std::fs::write(&file, "Dear all, ".repeat(1000)).unwrap();
    assert!(refused(&url(&file)).await.contains("not a database"));
    assert!(refused(&url(folder.path())).await.contains("is a folder"));
    assert!(
        refused(&url(&folder.path().join("nowhere/usher.db")))
            .await
            .contains("folder doesn't exist")
    );
}

#[tokio::test]
async fn the_database_of_another_program_or_of_a_newer_usher_is_left_alone() {
    use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
    let folder = tempfile::tempdir().unwrap();
    let (theirs, newer) = (
        folder.path().join("theirs.db"),
        folder.path().join("newer.db"),
    );
    Store::open(&url(&newer), Sources::system())
        .await
        .unwrap()
        .close()
        .await;
    for (file, change) in [
        (&theirs, "create table recipe (name text)"),
        (
            &newer,
            "insert into _sqlx_migrations select 9999, 'later', current_timestamp, true, x'00', 0",
        ),
    ] {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true);
        let mut conn = options.connect().await.unwrap();
        sqlx::query(change).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
    }
    assert!(
        refused(&url(&theirs))
            .await
            .contains("another program's database")
    );
    assert!(refused(&url(&newer)).await.contains("newer Usher"));
}

#[tokio::test]
async fn a_postgresql_that_says_nothing_is_waited_for_no_longer_than_anything_else() {
    // As one does that is stopped, it takes connections.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://usher@{}/usher", silent.local_addr().unwrap());
    let patient = || Sources::system().patient(Duration::from_millis(100));
    let opened = Store::open(&url, patient()).await.err();
    let existing = Store::open_existing(&url, patient()).await.err();
    let copied = store::copy(&url, &url, patient()).await.err();
    for error in [opened, existing, copied] {
        assert!(
            matches!(&error, Some(Error::Unavailable(why)) if why.contains("doesn't answer")),
            "{error:?}"
        );
    }
}
