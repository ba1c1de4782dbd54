//! `usher demo`.

use super::{Failure, Out, desk, serve::serve};
use crate::{
    config::{self, Common, Settings},
    password::Passwords,
    web::Web,
};
use clap::Args;
use domain::{OrganizationId, Role, words};
use serde_json::json;
use std::path::Path;
use store::{Asker, Sources, Store};

/// What all of the demo's admins sign in with. Known to everybody: only `usher demo` sets it.
const PASSWORD: &str = "usher-demo";

/// Serves a demo organization, made where there is none.
#[derive(Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    settings: Settings,
}

impl Demo {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let url = common.database.as_deref().unwrap_or(config::DEMO_DATABASE);
        make_folder(url)?;
        let store = Store::open(url, Sources::system()).await?;
        let organization = desk::first(&store, "Northlight Labs").await?;
        let admins = make(&store, organization).await?;
        let web = Web::new(store.clone(), organization, self.settings).await?;
        let served = serve(&web, out, |address| greeting(address, &admins)).await;
        store.close().await;
        served
    }
}

type Admins = Vec<(String, Vec<Role>)>;

/// Makes the organization and gives its admins their password, once. Where users are already, nobody's password changes.
async fn make(store: &Store, organization: OrganizationId) -> Result<Admins, Failure> {
    let (made, admins) = store.make_demo(&Asker::operator(organization)).await?;
    if made || store.needs_setup(organization).await? {
        let hash = Passwords::new().hash(PASSWORD).await;
        let hash = hash.map_err(|_| Failure::Unavailable("Try again in a moment.".into()))?;
        let passwords = admins
            .iter()
            .map(|(username, _)| (username.clone(), hash.clone()));
        store
            .set_passwords(organization, passwords.collect())
            .await?;
    }
    Ok(admins)
}

fn greeting(address: &str, admins: &Admins) -> (serde_json::Value, String) {
    let sign_ins = admins.iter().map(
        |(username, roles)| json!({"username": username, "password": PASSWORD, "roles": roles}),
    );
    let document = json!({"address": address, "sign_ins": sign_ins.collect::<Vec<_>>()});
    let wide = admins
        .iter()
        .map(|(username, _)| username.len())
        .max()
        .unwrap_or(0);
    let lines = admins.iter().map(|(username, roles)| {
        let roles = words::and(&roles.iter().map(|role| role.name()).collect::<Vec<_>>());
        format!("    {username:wide$}  {roles}\n")
    });
    let text = format!(
        "Usher's demo listens on {address}\n\nSign in with the password {PASSWORD} as\n\n{}",
        lines.collect::<String>()
    );
    (document, text)
}

/// The demo's database stands in a folder that need not exist yet.
fn make_folder(url: &str) -> Result<(), Failure> {
    let file = url.strip_prefix("sqlite:").unwrap_or_default();
    match Path::new(file).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| {
                Failure::Unavailable(format!(
                    "The folder {} can't be made: {error}.",
                    folder.display()
                ))
            })
        }
        _ => Ok(()),
    }
}
