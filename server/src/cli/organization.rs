//! `usher organization`.

use super::{Desk, Failure, Out, order, out::table, place, whom::Users};
use crate::{
    config::{self, Common},
    password::Passwords,
    token,
};
use clap::Subcommand;
use domain::{Location, Order, Role, Setting};
use serde_json::json;
use std::collections::BTreeSet;
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
        #[arg(long, value_name = "CODE", value_parser = place::location)]
        location: Option<Location>,
        /// The username of its first Global admin, whose password is printed once
        #[arg(long, value_name = "ADDRESS")]
        admin: Option<String>,
    },
    /// Change settings of the organization that --organization names
    Configure {
        /// Where it is: the two-letter code of a country or region, offered to users without a location; an empty text for
        /// none
        #[arg(long, value_name = "CODE")]
        location: String,
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
        match self {
            Self::List | Self::Create { .. } => self.of_all(common, out).await,
            of_one => {
                let desk = Desk::open(common, out).await?;
                let done = of_one.run_at(&desk).await;
                desk.close().await;
                done
            }
        }
    }

    /// What is one organization's own.
    async fn run_at(self, desk: &Desk<'_>) -> Result<(), Failure> {
        match self {
            Self::Configure { location } => configure(desk, &location).await,
            Self::Grant { partner, roles } => {
                give(desk, &partner, roles.into_iter().collect()).await
            }
            Self::Revoke { partner } => give(desk, &partner, BTreeSet::new()).await,
            Self::List | Self::Create { .. } => Ok(()),
        }
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
            Self::Configure { .. } | Self::Grant { .. } | Self::Revoke { .. } => Ok(()),
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
    let name = partner;
    let known = desk.store.organization_named(partner).await?;
    let partner = known.ok_or_else(|| {
        Failure::Usage(format!(
            "There is no organization called {partner:?}. usher organization list names all."
        ))
    })?;
    if roles.is_empty() {
        let partners = desk.store.settings(&desk.asker).await?.partners;
        let known = partners.get(&partner);
        if known.is_none_or(|known| known.roles.is_empty()) {
            let why = format!("{name} has no access here, so there is none to take away.");
            return Err(Failure::no("no-access", why));
        }
    }
    let introduced = desk.store.introduce(desk.asker.organization, partner).await;
    introduced.map_err(|error| match error {
        store::Error::Input(message) => Failure::Usage(message.to_string()),
        other => other.into(),
    })?;
    let order = Order::configure(Setting::Partner(partner, roles));
    order::carry_out(desk, &order, None, &Users::default()).await
}

/// Changes where the organization is.
async fn configure(desk: &Desk<'_>, location: &str) -> Result<(), Failure> {
    let location = match location.trim() {
        "" => None,
        code => Some(place::location(code).map_err(Failure::Usage)?),
    };
    let order = Order::configure(Setting::DefaultLocation(location));
    order::carry_out(desk, &order, None, &Users::default()).await
}

async fn create(
    store: &Store,
    out: &Out,
    (name, domain): (String, String),
    location: Option<Location>,
    admin: Option<String>,
) -> Result<(), Failure> {
    if let Some(wrong) = admin.as_ref().filter(|admin| !domain::address(admin)) {
        return Err(Failure::Usage(format!(
            "{wrong:?} is no username. Write it like ida@northlight.example."
        )));
    }
    let (mut first, mut password) = (None, None);
    if let Some(username) = &admin {
        let drawn = token::code();
        let hash = Passwords::new().hash(&drawn).await;
        first = Some(FirstAdmin {
            organization_name: name.trim().into(),
            name: username.clone(),
            username: username.clone(),
            password_hash: hash
                .map_err(|_| Failure::Unavailable("Try again in a moment.".into()))?,
        });
        password = Some(drawn);
    }
    let made = store.found_organization(&name, &domain, location, first);
    let id = match (made.await, &admin, &password) {
        // Nobody could sign in to it otherwise, as the password is shown only here.
        (Err(store::Error::Unsure(why)), Some(admin), Some(password)) => {
            return Err(Failure::Unavailable(format!(
                "{why} If `usher organization list` names it, {admin} signs in with the password {password}."
            )));
        }
        (made, ..) => made?,
    };
    let document = json!({"id": id, "name": name.trim(), "admin": admin, "password": password});
    out.print(&document, || match (&admin, &password) {
        (Some(admin), Some(password)) => format!(
            "Created {}. {admin} signs in with this password, and should choose another one then:\n\n    {password}\n",
            name.trim()
        ),
        _ => format!("Created {}.", name.trim()),
    })
}
