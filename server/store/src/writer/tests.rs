//! What only a full disk shows.

use crate::{
    Error, Sources, Store,
    sql::{Conn, query, query_scalar},
};

#[tokio::test]
async fn a_full_disk_is_said_clearly_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("usher.db").display());
    let store = Store::open(&url, Sources::system()).await.unwrap();
    const LIMIT: &str = "pragma max_page_count = 60";
    let limited = store
        .engine
        .write(async |conn: &mut Conn| Ok(query(LIMIT).execute(conn).await.map(drop)?));
    limited.await.unwrap();
    let mut failed = None;
    for id in 1..1_000_i64 {
        let written = store.engine.write(async move |conn: &mut Conn| {
            let row = "insert into organization (organization_id, name, domain, created_at)
                       values (?1, hex(zeroblob(4000)), '', 0)";
            for id in [2 * id, 2 * id + 1] {
                query(row).bind(id).execute(conn).await?;
            }
            Ok(())
        });
        if let Err(error) = written.await {
            failed = Some(error);
            break;
        }
    }
    assert!(
        matches!(&failed, Some(Error::Unavailable(why)) if why.contains("disk is full")),
        "{failed:?}"
    );
    let mut conn = store.engine.read().await.unwrap();
    let rows: i64 = query_scalar("select count(*) from organization")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    assert!(rows > 0 && rows % 2 == 0, "{rows}");
    let again = store
        .engine
        .write(async |conn: &mut Conn| Ok(query("select 1").execute(conn).await.map(drop)?));
    again
        .await
        .expect("the writer goes on with a new connection");
}
