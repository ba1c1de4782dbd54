//! `usher organization`.

use super::{Failure, Out, out::table};
use crate::{
    config::{self, Common},
    password::Passwords,
    token,
};
use clap::Subcommand;
use domain::Location;
use serde_json::json;
use store::{FirstAdmin, Sources, Store};

/// The organizations of this installation.
#[derive(Subcommand)]
pub(crate) enum Organization {
    /// List them
    List,
    /// Create one more. Nobody sees anything of another's
    Create {
        /// What it is called
        name: String,
        /// The domain of its usernames, such as northlight.example
        #[arg(long, value_name = "DOMAIN", default_value = "")]
        domain: String,
        /// Where it is: the two-letter code of a country or region, offered to users without a location
        #[arg(long, value_name = "CODE")]
        location: Option<String>,
        /// The username of its first Global admin, whose password is printed once
        #[arg(long, value_name = "ADDRESS")]
        admin: Option<String>,
    },
}

impl Organization {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let url = common.database.as_deref().unwrap_or(config::DATABASE);
        let store = Store::open(url, Sources::system()).await?;
        let done = match self {
            Self::List => list(&store, out).await,
            Self::Create {
                name,
                domain,
                location,
                admin,
            } => create(&store, out, (name, domain), location, admin).await,
        };
        store.close().await;
        done
    }
}

async fn list(store: &Store, out: &Out) -> Result<(), Failure> {
    let all = store.organizations().await?;
    let rows: Vec<_> = all
        .iter()
        .map(|one| json!({"id": one.id, "name": one.name, "domain": one.domain}))
        .collect();
    out.print(&rows, || {
        let cells: Vec<_> = all
            .iter()
            .map(|one| vec![one.id.0.to_string(), one.name.clone(), one.domain.clone()])
            .collect();
        table(&["Id", "Name", "Domain"], &cells)
    })
}

async fn create(
    store: &Store,
    out: &Out,
    (name, domain): (String, String),
    location: Option<String>,
    admin: Option<String>,
) -> Result<(), Failure> {
    let known = |code: String| {
        Location::new(&code.to_uppercase()).ok_or_else(|| {
            Failure::Usage(format!(
                "{code:?} is no country or region. Write its two-letter code, such as DE."
            ))
        })
    };
    let location = location.map(known).transpose()?;
    if let Some(wrong) = admin.as_ref().filter(|admin| !domain::address(admin)) {
        return Err(Failure::Usage(format!(
            "{wrong:?} is no username. Write it like ida@northlight.example."
        )));
    }
    let id = store.create_organization(&name, &domain, location).await?;
    let mut password = None;
    if let Some(username) = &admin {
        let drawn = token::code();
        let hash = Passwords::new().hash(&drawn).await;
        let first = FirstAdmin {
            organization_name: name.trim().into(),
            name: username.clone(),
            username: username.clone(),
            password_hash: hash
                .map_err(|_| Failure::Unavailable("Try again in a moment.".into()))?,
        };
        store.set_up(id, first).await?;
        password = Some(drawn);
    }
    let document = json!({"id": id, "name": name.trim(), "admin": admin, "password": password});
    out.print(&document, || match (&admin, &password) {
        (Some(admin), Some(password)) => format!(
            "Created {}. {admin} signs in with this password, and should choose another one then:\n\n    {password}\n",
            name.trim()
        ),
        _ => format!("Created {}.", name.trim()),
    })
}
