//! `usher users add`, `locate`, `delete` and `restore`.

use super::{
    Desk, Failure,
    order::OnTerms,
    place::location,
    whom::{Users, Whom},
};
use clap::Args;
use domain::{
    Action, Choice, Location, Needs, Order, Policy, Profile, ProfileField, Services, Step, UserId,
    UserKind,
};

/// Adds a user, with licenses if you name products.
#[derive(Args)]
pub(crate) struct Add {
    /// What they sign in with, like ida@northlight.example
    #[arg(long, value_name = "ADDRESS")]
    username: String,
    /// Display name
    #[arg(long, value_name = "TEXT")]
    name: String,
    /// Department
    #[arg(long, value_name = "TEXT", default_value = "")]
    department: String,
    /// Job title
    #[arg(long, value_name = "TEXT", default_value = "")]
    job_title: String,
    /// Mail address
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    mail: String,
    /// Usage location: the two-letter code of a country or region
    #[arg(long, value_name = "CODE", value_parser = location)]
    location: Option<Location>,
    /// Products to assign, by part number or id, separated by commas
    #[arg(long, value_name = "PART NUMBER", value_delimiter = ',')]
    product: Vec<String>,
    #[command(flatten)]
    terms: OnTerms,
}

/// Sets the usage location of users: where they work with what is assigned to them.
#[derive(Args)]
pub(crate) struct Locate {
    /// The two-letter code of a country or region
    #[arg(long, value_name = "CODE", value_parser = location)]
    location: Location,
    #[command(flatten)]
    whom: Whom,
    #[command(flatten)]
    terms: OnTerms,
}

/// Deletes users. Their seats are free at once; they can be restored for 30 days.
#[derive(Args)]
pub(crate) struct Delete {
    #[command(flatten)]
    whom: Whom,
    #[command(flatten)]
    terms: OnTerms,
}

/// Restores a deleted user, with licenses if you name products.
#[derive(Args)]
pub(crate) struct Restore {
    /// The username that they had
    #[arg(long, value_name = "ADDRESS")]
    username: String,
    /// Products to assign, by part number or id, separated by commas
    #[arg(long, value_name = "PART NUMBER", value_delimiter = ',')]
    product: Vec<String>,
    #[command(flatten)]
    terms: OnTerms,
}

impl Add {
    pub(crate) async fn run(&self, desk: &Desk<'_>) -> Result<(), Failure> {
        let profile = Profile::of([
            (ProfileField::Username, &*self.username),
            (ProfileField::Name, &self.name),
            (ProfileField::Department, &self.department),
            (ProfileField::JobTitle, &self.job_title),
            (ProfileField::Mail, &self.mail),
        ]);
        let kind = UserKind::Member;
        let mut actions = vec![Action::AddUser { profile, kind }];
        actions.extend(self.location.map(Action::SetLocation));
        actions.extend(assign(desk, &self.product).await?);
        let user = match self.terms.key() {
            Some(key) => desk.asker.newcomer(key),
            None => UserId(desk.store.fresh_id()),
        };
        self.terms
            .give(desk, for_one(user, actions), &Users::default())
            .await
    }
}

impl Locate {
    pub(crate) async fn run(&self, desk: &Desk<'_>) -> Result<(), Failure> {
        let users = self.whom.users(desk, self.terms.key()).await?;
        let order = Order::new(Action::SetLocation(self.location), users.ids());
        self.terms.give(desk, order, &users).await
    }
}

impl Delete {
    pub(crate) async fn run(&self, desk: &Desk<'_>) -> Result<(), Failure> {
        let users = self.whom.users(desk, self.terms.key()).await?;
        let order = Order::new(Action::DeleteUser, users.ids());
        self.terms.give(desk, order, &users).await
    }
}

impl Restore {
    pub(crate) async fn run(&self, desk: &Desk<'_>) -> Result<(), Failure> {
        let username = self.username.trim();
        let user = match before(desk, username, self.terms.key()).await? {
            Some(user) => user,
            None => deleted(desk, username).await?,
        };
        let mut actions = vec![Action::RestoreUser];
        actions.extend(assign(desk, &self.product).await?);
        let order = for_one(user, actions);
        self.terms.give(desk, order, &Users::default()).await
    }
}

/// Whom the order named by this username that was carried out under the key: by now they may be restored.
async fn before(
    desk: &Desk<'_>,
    username: &str,
    key: Option<&str>,
) -> Result<Option<UserId>, Failure> {
    if key.is_none() {
        return Ok(None);
    }
    let names = [username.to_owned()];
    let found = desk.store.whom(&desk.asker, &names, key).await?;
    Ok(found.iter().find(|one| one.before).map(|one| one.user))
}

/// The deleted user of this username.
async fn deleted(desk: &Desk<'_>, username: &str) -> Result<UserId, Failure> {
    let needs = Needs {
        usernames: vec![username.into()],
        ..Needs::default()
    };
    let facts = desk.store.facts(&desk.asker, &needs).await?;
    let holders = facts.usernames.values();
    let mut deleted = holders
        .filter_map(|known| known.holder.as_ref())
        .filter(|holder| holder.deleted);
    let unknown = || {
        let why = format!("No deleted user has the username {username}. Check the spelling.");
        Failure::no("unknown-user", why)
    };
    deleted
        .next()
        .map(|holder| holder.user.id)
        .ok_or_else(unknown)
}

/// To assign these products; nothing, if none is named.
async fn assign(desk: &Desk<'_>, named: &[String]) -> Result<Option<Action>, Failure> {
    let mut choices = Vec::new();
    for name in named {
        choices.push(Choice {
            product: desk.product(name).await?,
            off: Services::none(),
        });
    }
    Ok((!choices.is_empty()).then_some(Action::Assign(choices)))
}

fn for_one(user: UserId, actions: Vec<Action>) -> Order {
    let step = |action| Step {
        action,
        users: vec![user],
    };
    Order {
        steps: actions.into_iter().map(step).collect(),
        policy: Policy::AllOrNothing,
    }
}
