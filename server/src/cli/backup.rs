//! `usher backup`.

use super::{Failure, Out, desk};
use crate::config::Common;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use store::Store;

/// Copies the database to a file, as it is at one moment, with all organizations, while servers go on.
#[derive(Args)]
pub(crate) struct Backup {
    /// The file to write; it must not exist yet
    to: PathBuf,
}

impl Backup {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let store = desk::existing(common).await?;
        let done = backup(&store, &self.to, out).await;
        store.close().await;
        done
    }
}

async fn backup(store: &Store, to: &Path, out: &Out) -> Result<(), Failure> {
    store.backup(to).await?;
    let to = to.display().to_string();
    out.print(&json!({ "backup": to }), || {
        format!("The database was copied to {to}.")
    })
}
