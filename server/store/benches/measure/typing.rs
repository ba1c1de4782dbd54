//! Type-ahead over HTTP, against the same rows read by bare SQL in this process.

use crate::bare::Bare;
use crate::http::Client;
use crate::sample::{Figure, Pair, percentile, told};
use domain::{OrganizationId, UserId};
use sha2::{Digest, Sha256};
use sqlx::{query, query_scalar};
use std::path::Path;
use std::time::{Duration, Instant};
use store::{FirstAdmin, Sources, Store};
use uuid::Uuid;

/// So many requests, the first of which doesn't count.
const REQUESTS: usize = 2_000;

/// A connection of a signed-in Global admin.
pub(crate) async fn signed_in(database: &Path, address: &str) -> Client {
    let organization = OrganizationId(1);
    let url = format!("sqlite:{}", database.display());
    let store = Store::open(&url, Sources::system())
        .await
        .expect("the database opens");
    let first = FirstAdmin {
        organization_name: "Bench".into(),
        name: "Bench Admin".into(),
        username: "bench@usher.example".into(),
        password_hash: "nobody signs in by it".into(),
    };
    store
        .set_up(organization, first)
        .await
        .expect("somebody is an admin");
    let admin = query_scalar("select user_id from role_assignment where role = 'global'")
        .fetch_one(&mut Bare::open(database).await.0)
        .await
        .expect("the admin");
    let token = Sources::system().id().to_string();
    let hash = Sha256::digest(&token).into();
    store
        .begin_session(organization, UserId(admin), hash, "bench")
        .await
        .expect("a session");
    store.close().await;
    let mut client = Client::connect(address).expect("the server listens");
    client.keep(format!("usher={token}"));
    client
}

/// Beginnings of names of 1 to 8 letters, and of two words.
pub(crate) async fn ahead(client: &mut Client, database: &Path) -> Figure {
    const GOAL: Duration = Duration::from_millis(5);
    let mut bare = Bare::open(database).await;
    let product: Uuid = query_scalar("select product_id from seats order by assigned desc limit 1")
        .fetch_one(&mut bare.0)
        .await
        .expect("a product");
    let typed = typed(&mut bare).await;
    let mut pair = Pair::of(REQUESTS);
    let mut next = typed.iter().cycle();
    while pair.goes_on() {
        let typed = next.next().expect("names");
        let path = format!(
            "/api/find-users?typed={}&product={product}",
            percent_encoded(typed)
        );
        let begin = Instant::now();
        let answer = client.get(&path);
        let over_http = begin.elapsed();
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let begin = Instant::now();
        let found = ask(&mut bare, typed, product).await;
        pair.add(over_http, begin.elapsed());
        assert_eq!(
            found == 0,
            answer.body == b"[]",
            "{typed}: the same question"
        );
    }
    let all = |times| {
        let at = |percent| told(percentile(times, percent));
        format!("p50 {}, p99 {}", at(50), at(99))
    };
    let p99 = percentile(pair.usher(), 99);
    let ratio = p99.as_secs_f64() / percentile(pair.baseline(), 99).as_secs_f64();
    Figure {
        what: "Type-ahead over HTTP, 1,000,000 users",
        usher: all(pair.usher()),
        baseline: all(pair.baseline()),
        result: format!("p99 {ratio:.1} times, p50 {:.1} times", pair.ratio()),
        goal: "p99 at most 5 ms, and at most 4 times".into(),
        met: p99 < GOAL && ratio <= 4.0,
    }
}

/// What people type: from names that there are, spread over all.
async fn typed(bare: &mut Bare) -> Vec<String> {
    let names: Vec<String> = query_scalar(
        "select name_key from person where organization_id = 1 and abs(random()) % 500 = 0 limit 2000",
    )
    .fetch_all(&mut bare.0)
    .await
    .expect("names");
    let begin = |text: &str, letters: usize| {
        let begun = text.chars().take(letters).collect::<String>();
        begun.trim().to_owned()
    };
    let typed = names.iter().enumerate().map(|(index, name)| {
        match name.split_once(' ').filter(|_| index % 4 == 0) {
            Some((first, last)) => format!("{} {}", begin(last, 3), begin(first, 2)),
            None => begin(name, 1 + index % 8),
        }
    });
    typed.filter(|text| !text.is_empty()).collect()
}

/// Ten users by the beginning of the name, else by the beginnings of words. Answers how many.
async fn ask(bare: &mut Bare, typed: &str, product: Uuid) -> usize {
    let by_name = query(
        "select user_id, name, username, department, kind, location,
                exists (select 1 from license where organization_id = 1 and user_id = person.user_id and product_id = ?3)
         from person where organization_id = 1 and name_key >= ?1 and name_key < ?2
         order by name_key, user_id limit 10",
    );
    let found = by_name
        .bind(typed)
        .bind(after(typed))
        .bind(product)
        .fetch_all(&mut bare.0)
        .await;
    let found = found.expect("users by name").len();
    if found == 10 {
        return found;
    }
    let (word, other) = typed.split_once(' ').unwrap_or((typed, ""));
    let by_word = query(
        "select user_id, name, username, department, kind, location,
                exists (select 1 from license where organization_id = 1 and user_id = person.user_id and product_id = ?3)
         from person_word cross join person using (organization_id, user_id)
         where organization_id = 1 and word >= ?1 and word < ?2 and instr(words, ?4) > 0
         order by word, user_id limit 80",
    );
    let rest = by_word
        .bind(word)
        .bind(after(word))
        .bind(product)
        .bind(format!(" {other}"))
        .fetch_all(&mut bare.0)
        .await;
    found + rest.expect("users by word").len()
}

/// The first text beyond all that begin so.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

fn percent_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
