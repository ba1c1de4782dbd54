//! Pages of Active users over HTTP, each against the same rows read by bare SQL in this process.

use crate::bare::Bare;
use crate::http::Client;
use crate::sample::{Figure, Pair, percentile, told};
use sqlx::{Row, query};
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// So many requests for each of the two pages, the first of which doesn't count.
const REQUESTS: usize = 300;
const PAGE: usize = 50;
/// How far down the list the other page begins.
const FAR: i64 = 900_000;

/// The first page and the one after row 900,000.
pub(crate) async fn pages(client: &mut Client, database: &Path) -> [Figure; 3] {
    let mut bare = Bare::open(database).await;
    let first = page(client, &mut bare, &("", Uuid::nil())).await;
    let row = query(
        "select name_key, user_id from person indexed by person_by_name where organization_id = 1
         order by name_key, user_id limit 1 offset ?1",
    );
    let row = row.bind(FAR - 1).fetch_one(&mut bare.0).await;
    let row = row.expect("so many users");
    let far = page(client, &mut bare, &(row.get(0), row.get(1))).await;
    let median = |pair: &Pair| percentile(pair.usher(), 50);
    let apart = median(&far).as_secs_f64() / median(&first).as_secs_f64();
    [
        figure(
            "Active users over HTTP, 1,000,000 users: the first page",
            &first,
        ),
        figure("the same: the page after row 900,000", &far),
        Figure {
            what: "the same: the page after row 900,000, against the first",
            usher: told(median(&far)),
            baseline: told(median(&first)),
            result: format!("{apart:.2} times"),
            goal: "within 1.3 times of each other".into(),
            met: (1.0 / 1.3..=1.3).contains(&apart),
        },
    ]
}

fn figure(what: &'static str, pair: &Pair) -> Figure {
    Figure {
        what,
        usher: told(percentile(pair.usher(), 50)),
        baseline: told(percentile(pair.baseline(), 50)),
        result: format!("{:.2} times", pair.ratio()),
        goal: "at most 3 times".into(),
        met: pair.ratio() <= 3.0,
    }
}

/// The page of users after this one.
async fn page(client: &mut Client, bare: &mut Bare, (key, user): &(&str, Uuid)) -> Pair {
    let after = match key.is_empty() {
        true => String::new(),
        false => {
            let key: String = key.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("&query[after]={}{key}", user.simple())
        }
    };
    let path = format!("/api/active-users?query[search]={after}");
    let mut pair = Pair::of(REQUESTS);
    while pair.goes_on() {
        let (over_http, answer) = timed(|| client.get(&path));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let begin = Instant::now();
        let names = ask(bare, key, *user).await;
        pair.add(over_http, begin.elapsed());
        let page: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
        let page = page.get("page").unwrap_or(&page);
        let shown = page["rows"].as_array().expect("rows");
        let shown = shown.iter().map(|row| row["username"].as_str());
        assert!(
            shown.eq(names.iter().map(|name| Some(name.as_str()))),
            "the same users"
        );
    }
    pair
}

fn timed<T>(of: impl FnOnce() -> T) -> (Duration, T) {
    let begin = Instant::now();
    let made = of();
    (begin.elapsed(), made)
}

/// What the list shows of 50 users, down the index of names.
async fn ask(bare: &mut Bare, key: &str, user: Uuid) -> Vec<String> {
    let rows = query(
        "select user_id, name, username, mail, kind, enabled, location, job_title, department, office, city,
                (select json_group_array(name order by name) from (
                     select distinct product.name from license
                     cross join product using (organization_id, product_id)
                     where organization_id = 1 and license.user_id = person.user_id))
         from person indexed by person_by_name
         where organization_id = 1 and (name_key, user_id) > (?1, ?2)
         order by name_key, user_id limit ?3",
    );
    let rows = rows
        .bind(key)
        .bind(user)
        .bind(PAGE as i64)
        .fetch_all(&mut bare.0)
        .await;
    let rows = rows.expect("users by name");
    rows.iter().map(|row| row.get(2)).collect()
}
