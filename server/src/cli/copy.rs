//! `usher copy`.

use super::{Failure, Out, out::table};
use clap::Args;
use domain::words::count;
use store::{Copied, Sources, VerifiedOrganization};

/// Copies all organizations to another database, of either engine, and checks what arrived. Stop the servers first: what
/// changes after the copy has begun is not in it. The database to copy is only read; the other one must have no
/// organization yet. All of it arrives or nothing does.
#[derive(Args)]
pub(crate) struct Copy {
    /// The database to copy: sqlite:FILE, or postgres://USER@HOST/DATABASE
    #[arg(
        long,
        env = "USHER_COPY_FROM",
        value_name = "URL",
        hide_env_values = true
    )]
    from: String,
    /// The database to copy it to; created (the file, or the tables) where needed
    #[arg(
        long,
        env = "USHER_COPY_TO",
        value_name = "URL",
        hide_env_values = true
    )]
    to: String,
}

impl Copy {
    pub(crate) async fn run(self, out: &Out) -> Result<(), Failure> {
        let copied = store::copy(&self.from, &self.to, Sources::system()).await?;
        out.print(&copied, || told(&copied))
    }
}

fn told(copied: &Copied) -> String {
    let rows: Vec<_> = copied
        .tables
        .iter()
        .map(|table| vec![table.name.to_owned(), table.rows.to_string()])
        .collect();
    let ends: String = copied.organizations.iter().map(end).collect();
    format!(
        "{}\n\n{ends}Copied {}. All is well.",
        table(&["Table", "Rows"], &rows),
        count(copied.organizations.len(), "organization"),
    )
}

fn end(organization: &VerifiedOrganization) -> String {
    let VerifiedOrganization { name, verified, .. } = organization;
    match &*verified.last_hash {
        "" => format!("{name}: no entry of the ledger is sealed.\n"),
        hash => format!(
            "{name}: entry {} of the ledger is the last, its hash is {hash}.\n",
            verified.entries
        ),
    }
}
