//! `usher backup`.

use super::{Desk, Failure};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Copies the database to a file, as it is at one moment, while servers go on.
#[derive(Args)]
pub(crate) struct Backup {
    /// The file to write; it must not exist yet
    to: PathBuf,
}

impl Backup {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        desk.store.backup(&self.to).await?;
        let to = self.to.display().to_string();
        desk.out.print(&json!({ "backup": to }), || {
            format!("The database was copied to {to}.")
        })
    }
}
