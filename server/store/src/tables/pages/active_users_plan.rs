//! How SQLite goes about a page of the list: it must walk an index, so that row 900,000 is as near as the first.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use super::*;
use crate::{
    Sources,
    sql::{Conn, QueryBuilder},
};
use domain::{Location, UserSort};
use uuid::Uuid;

/// The steps of SQLite's plan for a page.
async fn plan(conn: &mut Conn, organization: OrganizationId, query: &UserQuery) -> Vec<String> {
    let page = UserPage {
        organization,
        query,
        size: PAGE,
    };
    let mut built = QueryBuilder::new("explain query plan ");
    page.push_page(conn, &mut built).await.unwrap();
    let rows = built.build().fetch_all(conn).await.unwrap();
    rows.iter()
        .map(|row| row.try_get("detail").unwrap())
        .collect()
}

#[tokio::test]
async fn every_filter_and_sort_goes_down_an_index_without_sorting() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("usher.db").display());
    let store = Store::open(&url, Sources::system()).await.unwrap();
    let founded = store.create_organization("Northlight Labs", "northlight.example", None);
    let organization = founded.await.unwrap();
    let mut conn = store.engine.read().await.unwrap();
    let after = Cursor {
        name_key: "m".into(),
        user: UserId(Uuid::from_u128(7)),
    };
    let product = ProductId(Uuid::from_u128(1));
    for filter in UserFilter::ALL {
        for sort in UserSort::ALL {
            for location in [None, Location::new("DE")] {
                for product in [None, Some(product)] {
                    for after in [None, Some(after.write())] {
                        let query = UserQuery {
                            search: String::new(),
                            filter: *filter,
                            product,
                            location,
                            sort: *sort,
                            after: after.clone(),
                        };
                        // Admins are few and sorted, and so is who has a trouble: the rule found them.
                        let judged = *filter == UserFilter::WithErrors;
                        let found = judged || !filter.roles().is_empty();
                        // The few holders of a product that few have are sorted by username.
                        let few = found || product.is_some() && sort.by_username();
                        let steps = plan(&mut conn, organization, &query).await;
                        let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
                        assert_eq!(sorts, few, "{query:?}: {steps:#?}");
                        let first = steps.iter().find(|step| !step.contains("CO-ROUTINE"));
                        let first = first.unwrap();
                        let begins = if judged { "SCAN wanted" } else { "SEARCH" };
                        assert!(first.starts_with(begins), "{query:?}: {steps:#?}");
                        // Beyond the organization, the cursor bounds the walk.
                        let bounded = first.contains('>') || first.contains('<');
                        assert_eq!(bounded, after.is_some() && !few, "{query:?}: {steps:#?}");
                        let scans = steps.iter().any(|step| step.starts_with("SCAN person"));
                        assert!(!scans, "{query:?}: {steps:#?}");
                    }
                }
            }
        }
    }
}
