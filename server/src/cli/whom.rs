//! For whom an order is, as flags and files name them.

use super::{Desk, Failure};
use clap::Args;
use domain::{Ambiguous, Named, UserId};
use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    sync::Arc,
};
use store::Who;

/// For whom.
#[derive(Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Whom {
    /// Users by username or mail address, separated by commas
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    user: Vec<String>,
    /// A file of users, one address a line; - reads them from stdin
    #[arg(long, value_name = "FILE")]
    users_file: Option<PathBuf>,
}

/// The users that an order names, and what its answer calls them: by username, and an address that no user has by itself.
#[derive(Default)]
pub(crate) struct Users {
    names: BTreeMap<UserId, Arc<str>>,
    ambiguous: HashMap<UserId, Ambiguous>,
}

impl Whom {
    /// Looks everybody up, for an order under `key`. Who isn't found is named by the order too: so it is the rule that
    /// refuses them, or leaves them out.
    pub(crate) async fn users(&self, desk: &Desk<'_>, key: Option<&str>) -> Result<Users, Failure> {
        let file = match &self.users_file {
            Some(file) => super::users::read_text(file)?,
            None => String::new(),
        };
        let typed = self.user.iter().flat_map(|typed| typed.lines());
        let lines: Vec<String> = typed.chain(file.lines()).map(ToOwned::to_owned).collect();
        let mut users = Users::default();
        for one in desk.store.whom(&desk.asker, &lines, key).await? {
            let name = match one.who {
                Who::User(username) => username,
                Who::Nobody => one.line.into(),
                Who::Several(them) => {
                    users.ambiguous.insert(one.user, them);
                    one.line.into()
                }
            };
            users.names.entry(one.user).or_insert(name);
        }
        Ok(users)
    }
}

impl Users {
    /// By which ids an order names them.
    pub(crate) fn ids(&self) -> impl Iterator<Item = UserId> + '_ {
        self.names.keys().copied()
    }

    /// What a user of a problem is called.
    pub(crate) fn name(&self, user: &Named<UserId>) -> Arc<str> {
        self.names.get(&user.id).unwrap_or(&user.name).clone()
    }

    /// Who is meant, if the address names several.
    pub(crate) fn ambiguous(&self, user: UserId) -> Option<&Ambiguous> {
        self.ambiguous.get(&user)
    }
}
