//! `usher products`.

use super::{Desk, Failure, out::table};
use clap::Args;
use domain::{ProductRow, words::digits};
use serde::Serialize;
use std::sync::Arc;

/// Lists the products owned, with their seats.
#[derive(Args)]
pub(crate) struct Products {}

#[derive(Serialize)]
struct Row {
    part_number: Arc<str>,
    name: Arc<str>,
    /// Seats that can be assigned.
    owned: u32,
    assigned: u32,
    available: u32,
}

impl Products {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let rows = desk.store.products(&desk.asker).await?;
        let rows: Vec<Row> = rows.into_iter().map(Row::of).collect();
        desk.out.print(&rows, || text(&rows))
    }
}

impl Row {
    fn of(row: ProductRow) -> Self {
        Self {
            part_number: row.part_number,
            name: row.name,
            owned: row.seats.assignable,
            assigned: row.seats.assigned,
            available: row.seats.available(),
        }
    }
}

fn text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "No product is owned. Import the catalog, then buy seats: usher buy --product ... --seats ...".into();
    }
    let cells = |row: &Row| {
        let number = |seats| digits(seats as usize);
        let numbers = [
            number(row.owned),
            number(row.assigned),
            number(row.available),
        ];
        [row.part_number.to_string(), row.name.to_string()]
            .into_iter()
            .chain(numbers)
            .collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    table(
        &["Part number", "Name", "Owned", "Assigned", "Available"],
        &rows,
    )
}
