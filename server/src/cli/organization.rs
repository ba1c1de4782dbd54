//! `usher organization`.

use super::{Desk, Failure, Out, order, out::table};
use crate::{
    config::{self, Common},
    password::Passwords,
    token,
};
use clap::Subcommand;
use domain::{Location, Order, Role, Setting};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
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
    /// Give a partner's admins roles in the organization that --organization names: these, and no others
    Grant {
        /// The partner: another organization of this installation
        partner: String,
        /// The roles, separated by commas. Each admin has those of them that they hold at home
        #[arg(long, value_name = "ROLE", required = true, value_delimiter = ',', value_parser = role)]
        roles: Vec<Role>,
    },
    /// Take a partner's access to the organization that --organization names away
    Revoke {
        /// The partner
        partner: String,
    },
}

/// A role by its word.
fn role(word: &str) -> Result<Role, String> {
    Role::from_code(word).ok_or_else(|| {
        let known = Role::ALL.map(Role::code);
        format!("there is no such role; there are {}", known.join(", "))
    })
}

impl Organization {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let (partner, roles) = match self {
            Self::Grant { partner, roles } => (partner, roles.into_iter().collect()),
            Self::Revoke { partner } => (partner, BTreeSet::new()),
            other => return other.of_all(common, out).await,
        };
        let desk = Desk::open(common, out).await?;
        let done = give(&desk, &partner, roles).await;
        desk.close().await;
        done
    }

    /// What is no organization's own.
    async fn of_all(self, common: &Common, out: &Out) -> Result<(), Failure> {
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
            Self::Grant { .. } | Self::Revoke { .. } => Ok(()),
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

/// Introduces the partner and gives it these roles: none take its access away.
async fn give(desk: &Desk<'_>, partner: &str, roles: BTreeSet<Role>) -> Result<(), Failure> {
    let known = desk.store.organization_named(partner).await?;
    let partner = known.ok_or_else(|| {
        Failure::Usage(format!(
            "There is no organization called {partner:?}. usher organization list names all."
        ))
    })?;
    let introduced = desk.store.introduce(desk.asker.organization, partner).await;
    introduced.map_err(|error| match error {
        store::Error::Input(message) => Failure::Usage(message.to_string()),
        other => other.into(),
    })?;
    let order = Order::configure(Setting::Partner(partner, roles));
    order::carry_out(desk, &order, None, &HashMap::new()).await
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
