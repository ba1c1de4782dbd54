//! What stands in a database: every row, as a text.

use super::Raw;
use std::collections::BTreeMap;

impl Raw {
    /// The rows of a table, whichever the engine; `such` says which of them.
    pub async fn texts(&mut self, table: &str, such: &str) -> Vec<String> {
        let columns = self.columns(table).await.join(" || '|' || ");
        let rows = format!("select {columns} from {table} where {such}");
        let rows: Vec<(String,)> = self.rows(&rows).await;
        let mut rows: Vec<_> = rows.into_iter().map(|(row,)| row).collect();
        rows.sort_unstable();
        rows
    }

    /// All that a SQLite file has of an organization, by table.
    pub async fn all_of(&mut self, organization: i64) -> BTreeMap<String, Vec<String>> {
        let tables = "select tables.name from sqlite_schema as tables
                      join pragma_table_info(tables.name) as columns on columns.name = 'organization_id'
                      where tables.type = 'table'";
        let tables: Vec<(String,)> = self.rows(tables).await;
        let its_own = format!("organization_id = {organization}");
        let mut all = BTreeMap::new();
        for (table,) in tables {
            let rows = self.texts(&table, &its_own).await;
            all.insert(table, rows);
        }
        all
    }

    /// The columns of a table, each as one text.
    async fn columns(&mut self, table: &str) -> Vec<String> {
        let all = match self {
            Self::Sqlite(_) => {
                format!("select name, lower(type) from pragma_table_info('{table}')")
            }
            Self::Postgres(_) => format!(
                "select cast(column_name as text), cast(data_type as text) from information_schema.columns
                 where table_name = '{table}'"
            ),
        };
        let mut all: Vec<(String, String)> = self.rows(&all).await;
        all.sort_unstable();
        let text = |(name, kind): &(String, String)| {
            let known = match &**kind {
                "blob" | "bytea" => format!("hex(\"{name}\")"),
                _ => format!("cast(\"{name}\" as text)"),
            };
            format!("case when \"{name}\" is null then '-' else {known} end")
        };
        all.iter().map(text).collect()
    }
}
