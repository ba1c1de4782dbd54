//! `usher verify`.

use super::{Failure, Out, desk};
use crate::config::Common;
use clap::Args;
use domain::words::count;
use store::{Asker, Store, Verified, VerifiedAll, VerifiedOrganization};

/// Recounts the seats, walks the ledger's chain of hashes, and checks the database file: of all organizations, or of the
/// one that --organization names. Scripts read `wrong`, which has all that is wrong. Beside it stand the figures of the
/// organization, if it is the only one or is named, and else `organizations`, with the figures of each.
#[derive(Args)]
pub(crate) struct Verify {}

impl Verify {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let store = desk::existing(common).await?;
        let done = verify(&store, common.organization.as_deref(), out).await;
        store.close().await;
        done
    }
}

async fn verify(store: &Store, named: Option<&str>, out: &Out) -> Result<(), Failure> {
    let one = match named {
        Some(name) => Some(desk::named(store, name).await?),
        None => match &store.organizations().await?[..] {
            [only] => Some(only.id),
            _ => None,
        },
    };
    let wrong = match one {
        Some(organization) => {
            let found = store.verify(&Asker::operator(organization)).await?;
            out.print(&found, || {
                format!("{} {}", walked(&found), verdict(&found.wrong))
            })?;
            found.wrong
        }
        None => {
            let found = store.verify_all().await?;
            out.print(&found, || each(&found))?;
            found.wrong
        }
    };
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::Wrong(wrong)),
    }
}

/// A line for each organization, and what it comes to.
fn each(found: &VerifiedAll) -> String {
    let line = |one: &VerifiedOrganization| {
        let VerifiedOrganization { id, name, verified } = one;
        format!("{name} ({}): {}\n", id.0, walked(verified))
    };
    let lines: String = match found.organizations.is_empty() {
        true => "There is no organization yet.\n".into(),
        false => found.organizations.iter().map(line).collect(),
    };
    format!("{lines}{}", verdict(&found.wrong))
}

fn walked(found: &Verified) -> String {
    let products = usize::try_from(found.products).unwrap_or(usize::MAX);
    let waiting = match found.unsealed {
        0 => "no entry waits".to_owned(),
        1 => "1 entry waits".to_owned(),
        many => format!("{many} entries wait"),
    };
    format!(
        "Walked the ledger: it is sealed up to entry {}, and {waiting} for the seal. Recounted {}.",
        found.entries,
        count(products, "product")
    )
}

fn verdict(wrong: &[String]) -> &'static str {
    match wrong.is_empty() {
        true => "All is well.",
        false => "Something is wrong.",
    }
}
