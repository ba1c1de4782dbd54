//! `usher users`, `usher users import`, and what changes users.

use super::{
    Desk, Failure,
    manage_users::{Add, Delete, Locate, Restore},
    out::table,
};
use clap::{Args, Subcommand};
use domain::{Holder, HolderQuery, Match, ProductPage, Service, Services, UserKind, Via};
use serde::Serialize;
use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Lists users, or those who hold a product.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Users {
    #[command(subcommand)]
    command: Option<Command>,
    /// Only who holds this product, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    product: Option<String>,
    /// Only users of whose words (name, username, mail) one begins with each word of this
    #[arg(long, value_name = "TEXT", default_value = "")]
    search: String,
}

#[derive(Subcommand)]
enum Command {
    /// Import users from a CSV file: a header row, then one user a row
    Import {
        /// The file, UTF-8; - reads it from stdin
        file: PathBuf,
    },
    /// Add a user, with licenses
    Add(Add),
    /// Set the usage location of users
    Locate(Locate),
    /// Delete users: their seats are free at once
    Delete(Delete),
    /// Restore a deleted user, with licenses
    Restore(Restore),
}

#[derive(Serialize)]
struct UserRow {
    username: Arc<str>,
    name: Arc<str>,
    department: Arc<str>,
    kind: UserKind,
    location: Option<String>,
}

#[derive(Serialize)]
struct HolderRow {
    username: Arc<str>,
    name: Arc<str>,
    /// "direct", "group:Sales", "self-service".
    sources: Vec<String>,
    /// Codes of the services that are off for the user: off in every source.
    services_off: Vec<Arc<str>>,
}

impl Users {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        match (&self.command, &self.product) {
            (Some(Command::Import { file }), _) => import(desk, file).await,
            (Some(Command::Add(add)), _) => add.run(desk).await,
            (Some(Command::Locate(locate)), _) => locate.run(desk).await,
            (Some(Command::Delete(delete)), _) => delete.run(desk).await,
            (Some(Command::Restore(restore)), _) => restore.run(desk).await,
            (None, Some(product)) => self.list_holders(desk, product).await,
            (None, None) => self.list_users(desk).await,
        }
    }

    async fn list_users(&self, desk: &Desk<'_>) -> Result<(), Failure> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = desk
                .store
                .users(&desk.asker, &self.search, after.as_deref())
                .await?;
            rows.extend(page.rows.into_iter().map(UserRow::of));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        desk.out.print(&rows, || {
            let cells = rows.iter().map(UserRow::cells).collect::<Vec<_>>();
            table(&["Username", "Name", "Department", "Location"], &cells)
        })
    }

    async fn list_holders(&self, desk: &Desk<'_>, product: &str) -> Result<(), Failure> {
        let product = desk.product(product).await?;
        let page = desk.store.product_page(&desk.asker, product).await?;
        let mut query = HolderQuery {
            search: self.search.clone(),
            ..HolderQuery::default()
        };
        let mut rows = Vec::new();
        loop {
            let holders = desk.store.holders(&desk.asker, product, &query).await?;
            rows.extend(
                holders
                    .rows
                    .into_iter()
                    .map(|holder| HolderRow::of(holder, &page)),
            );
            query.after = holders.next;
            if query.after.is_none() {
                break;
            }
        }
        desk.out.print(&rows, || {
            let cells = rows.iter().map(HolderRow::cells).collect::<Vec<_>>();
            table(&["Username", "Name", "Assigned", "Services off"], &cells)
        })
    }
}

impl UserRow {
    fn of(user: Match) -> Self {
        Self {
            username: user.username,
            name: user.name,
            department: user.department,
            kind: user.kind,
            location: user.location.map(|location| location.code().to_owned()),
        }
    }

    fn cells(&self) -> Vec<String> {
        let location = self.location.clone().unwrap_or_default();
        let texts = [&self.username, &self.name, &self.department].map(|text| text.to_string());
        texts.into_iter().chain([location]).collect()
    }
}

impl HolderRow {
    fn of(holder: Holder, page: &ProductPage) -> Self {
        let sources = holder.sources.iter().map(|source| match source.via {
            Via::Direct => "direct".to_owned(),
            Via::Group(id) => match &source.group {
                Some(name) => format!("group:{name}"),
                None => format!("group:{id}"),
            },
            Via::SelfService(_) => "self-service".to_owned(),
        });
        Self {
            sources: sources.collect(),
            services_off: off(&holder, &page.services),
            username: holder.username,
            name: holder.name,
        }
    }

    fn cells(&self) -> Vec<String> {
        let off = self.services_off.join(", ");
        vec![
            self.username.to_string(),
            self.name.to_string(),
            self.sources.join(", "),
            off,
        ]
    }
}

/// A service is off for a user if every source has it off.
fn off(holder: &Holder, services: &[Service]) -> Vec<Arc<str>> {
    let off = |service: &&Service| {
        let mut sources = holder
            .sources
            .iter()
            .map(|source| -> &Services { &source.off });
        !holder.sources.is_empty() && sources.all(|off| off.contains(service.id))
    };
    let mut codes: Vec<Arc<str>> = services
        .iter()
        .filter(off)
        .map(|one| one.code.clone())
        .collect();
    codes.sort();
    codes
}

async fn import(desk: &Desk<'_>, file: &Path) -> Result<(), Failure> {
    let report = desk.store.import_users(&desk.asker, &read(file)?).await?;
    desk.out.print(&report, || {
        let mut text = format!("Users: {}.", super::catalog::counts(&report.users));
        if !report.ignored.is_empty() {
            text = format!(
                "{text}\nIgnored, for Usher doesn't know them: {}.",
                report.ignored.join(", ")
            );
        }
        text
    })
}

/// A file's bytes; `-` is stdin.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    let why = |error| format!("{} can't be read: {error}. Check the path.", file.display());
    read.map(|_| bytes)
        .map_err(|error| Failure::Usage(why(error)))
}

/// A file's text, without the mark that some programs put first.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(read(file)?);
    let why = |_| {
        format!(
            "{} is not UTF-8 text. Save it as UTF-8, and try again.",
            file.display()
        )
    };
    text.map(|text| text.trim_start_matches('\u{feff}').to_owned())
        .map_err(|error| Failure::Usage(why(error)))
}
