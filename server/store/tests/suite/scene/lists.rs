//! To add users from lists in a scene.

use super::Scene;
use domain::{
    Action, AddMany, Choice, FailedRow, Listed, Location, ProductId, Receipt, Services, UserId,
    UserQuery,
};
use store::{Error, List};
use uuid::Uuid;

/// Everybody of a list gets these, where the row says no other location.
pub fn asked(products: &[ProductId], location: Option<&str>) -> AddMany {
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
pub fn again(asked: &AddMany) -> AddMany {
    AddMany {
        first: UserId(Uuid::from_u128(0xe << 100)),
        ..asked.clone()
    }
}

impl Scene {
    pub async fn check(&self, asked: &AddMany, csv: &str) -> Result<Listed, Error> {
        let list = List::read(csv, asked.by_country)?;
        self.store.check_many(&self.asker, asked, &list).await
    }

    pub async fn add(
        &self,
        asked: &AddMany,
        csv: &str,
        seal: Option<&str>,
    ) -> Result<Receipt, Error> {
        let list = List::read(csv, asked.by_country)?;
        let terms = (seal, "a key");
        let added = self
            .store
            .add_many(&self.asker, asked, &list, terms, Vec::new());
        added.await
    }

    /// Active users whom a search finds, by username.
    pub async fn listed(&self, search: &str) -> Vec<String> {
        let query = UserQuery {
            search: search.into(),
            ..UserQuery::default()
        };
        let page = self.store.active_users(&self.asker, &query).await.unwrap();
        let names = page.rows.iter().map(|row| row.username.to_string());
        names.collect()
    }
}

/// The rows that fail: the line of each, and why.
pub fn told(listed: &Listed) -> Vec<(u64, String)> {
    let row = |row: &FailedRow| {
        let reasons: Vec<_> = row.reasons.iter().map(|one| one.to_string()).collect();
        (row.line, reasons.join(" "))
    };
    listed.failed.iter().map(row).collect()
}
