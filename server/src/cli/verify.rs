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
            let products = usize::try_from(found.products).unwrap_or(usize::MAX);
            let waiting = match found.unsealed {
                0 => "no entry waits".to_owned(),
                1 => "1 entry waits".to_owned(),
                many => format!("{many} entries wait"),
            };
            let verdict = if found.wrong.is_empty() {
                "All is well"
            } else {
                "Something is wrong"
            };
            format!(
                "Walked the ledger: it is sealed up to entry {}, and {waiting} for the seal. Recounted {}. {verdict}.",
                found.entries,
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
