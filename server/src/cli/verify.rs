//! `usher verify`.

use super::{Desk, Failure};
use clap::Args;
use domain::words::count;

/// Recounts the seats, walks the ledger's chain of hashes, and checks the database file.
#[derive(Args)]
pub(crate) struct Verify {}

impl Verify {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let found = desk.store.verify(&desk.asker).await?;
        desk.out.print(&found, || {
            let entries = usize::try_from(found.entries).unwrap_or(usize::MAX);
            let products = usize::try_from(found.products).unwrap_or(usize::MAX);
            let verdict = if found.wrong.is_empty() {
                "All is well"
            } else {
                "Something is wrong"
            };
            format!(
                "Walked {} of the ledger and recounted {}. {verdict}.",
                count(entries, "entry").replace("entrys", "entries"),
                count(products, "product")
            )
        })?;
        if found.wrong.is_empty() {
            Ok(())
        } else {
            Err(Failure::Wrong(found.wrong))
        }
    }
}
