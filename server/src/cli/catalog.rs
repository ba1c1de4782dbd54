//! `usher catalog import`.

use super::{Desk, Failure, users};
use clap::Subcommand;
use domain::words::digits;
use std::path::PathBuf;
use store::Counts;

/// The catalog of products and services.
#[derive(Subcommand)]
pub(crate) enum Catalog {
    /// Import Microsoft's "Product names and service plan identifiers" CSV as published; repeatable
    Import {
        /// The file; - reads it from stdin
        file: PathBuf,
    },
}

impl Catalog {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let Self::Import { file } = self;
        let report = desk
            .store
            .import_catalog(&desk.asker, &users::read(&file)?)
            .await?;
        desk.out.print(&report, || {
            format!(
                "Products: {}.\nServices: {}.",
                counts(&report.products),
                counts(&report.services)
            )
        })
    }
}

/// "2 added, 0 changed, 567 unchanged".
pub(crate) fn counts(counts: &Counts) -> String {
    let number = |count| digits(count as usize);
    format!(
        "{} added, {} changed, {} unchanged",
        number(counts.added),
        number(counts.changed),
        number(counts.unchanged)
    )
}
