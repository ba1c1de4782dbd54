//! `usher demo`.

use super::{Failure, Out, desk, serve::serve};
use crate::{
    config::{self, Common, Settings},
    password::Passwords,
    web::Web,
};
use clap::Args;
use domain::{OrganizationId, words};
use serde_json::json;
use std::{collections::HashMap, path::Path};
use store::{Asker, DemoAdmin, Error, Sources, Store};

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
        let served = self.serve(&store, out).await;
        store.close().await;
        served
    }

    async fn serve(self, store: &Store, out: &Out) -> Result<(), Failure> {
        let organization = desk::first(store, "Northlight Labs").await?;
        make(store, organization).await?;
        let admins = as_made(store.demo_admins(organization).await?).await?;
        let web = Web::new(store.clone(), organization, self.settings).await?;
        serve(&web, out, |address| greeting(address, &admins)).await
    }
}

/// Makes the organization and gives its admins their password, once. Where somebody can sign in already, nobody's
/// password changes. An organization of somebody's own is refused.
async fn make(store: &Store, organization: OrganizationId) -> Result<(), Failure> {
    let made = store.make_demo(&Asker::operator(organization)).await;
    let (made, admins) = made.map_err(|error| match error {
        Error::Input(why) => Failure::no("not-the-demo", why.to_string()),
        other => other.into(),
    })?;
    if made || store.needs_setup(organization).await? {
        let hash = Passwords::new().hash(PASSWORD).await.map_err(|_| busy())?;
        let passwords = admins
            .into_iter()
            .map(|(username, _)| (username, hash.clone()));
        store
            .set_passwords(organization, passwords.collect())
            .await?;
    }
    Ok(())
}

/// Those of the demo's admins who still sign in by the demo's password.
async fn as_made(admins: Vec<DemoAdmin>) -> Result<Vec<DemoAdmin>, Failure> {
    let passwords = Passwords::new();
    // To compare takes time, and as long as nobody changes a password, all have one hash.
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut as_made = Vec::new();
    for admin in admins {
        let hash = &admin.password_hash;
        let is = match known.get(hash) {
            Some(is) => *is,
            None => {
                let is = passwords.is(PASSWORD, Some(hash)).await;
                let is = is.map_err(|_| busy())?;
                known.insert(hash.clone(), is);
                is
            }
        };
        if is {
            as_made.push(admin);
        }
    }
    Ok(as_made)
}

fn busy() -> Failure {
    Failure::Unavailable("Try again in a moment.".into())
}

fn greeting(address: &str, admins: &[DemoAdmin]) -> (serde_json::Value, String) {
    let sign_ins = admins.iter().map(
        |admin| json!({"username": admin.username, "password": PASSWORD, "roles": admin.roles}),
    );
    let document = json!({"address": address, "sign_ins": sign_ins.collect::<Vec<_>>()});
    let wide = admins.iter().map(|admin| admin.username.len()).max();
    let wide = wide.unwrap_or(0);
    let lines = admins.iter().map(|admin| {
        let roles: Vec<_> = admin.roles.iter().map(|role| role.name()).collect();
        let (username, roles) = (&admin.username, words::and(&roles));
        format!("    {username:wide$}  {roles}\n")
    });
    let who = match admins.is_empty() {
        true => "Nobody can sign in as the demo was made any more: its admins are gone, or have other passwords. To begin \
                 anew, stop it and name a new file with --database."
            .into(),
        false => format!(
            "Sign in with the password {PASSWORD} as\n\n{}",
            lines.collect::<String>()
        ),
    };
    let text = format!("Usher's demo listens on {address}\n\n{who}");
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
