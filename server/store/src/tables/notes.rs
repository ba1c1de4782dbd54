//! Notes: what the ledger tells beside orders, in the same transaction as what it tells of. There is no plan behind them,
//! and no change of licenses; nothing secret is in them.

use super::{
    chain::Place,
    ledger::{self, Entry},
};
use crate::{Asker, CatalogReport, Counts, Error, carry_out::json, sql::Conn};
use domain::{Receipt, UserId, words::Sentence};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What was done. It stands where the order stands in other entries.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Note {
    /// An admin gave a user another password.
    PasswordReset(UserId),
    /// A guest who was here already was invited.
    Invited(UserId),
    /// The invitation of a guest was taken back.
    InvitationRevoked(UserId),
    /// Users came from a file.
    UsersImported(Counts),
    /// The catalog came from a file.
    CatalogImported(CatalogReport),
    /// The operator created the organization, perhaps with its first Global admin.
    OrganizationCreated(Option<UserId>),
    /// Somebody made themselves the first Global admin, on the setup page.
    FirstAdmin(UserId),
}

impl Note {
    /// The only user whom it is about.
    pub(crate) fn user(&self) -> Option<UserId> {
        match self {
            Self::PasswordReset(user)
            | Self::Invited(user)
            | Self::InvitationRevoked(user)
            | Self::FirstAdmin(user) => Some(*user),
            Self::OrganizationCreated(admin) => *admin,
            Self::UsersImported(_) | Self::CatalogImported(_) => None,
        }
    }

    fn changed_users(&self) -> usize {
        match self {
            Self::PasswordReset(_)
            | Self::Invited(_)
            | Self::InvitationRevoked(_)
            | Self::FirstAdmin(_) => 1,
            Self::OrganizationCreated(admin) => usize::from(admin.is_some()),
            Self::UsersImported(users) => users.made(),
            Self::CatalogImported(_) => 0,
        }
    }

    /// Writes it, told by `line`.
    pub(crate) async fn write(
        self,
        conn: &mut Conn,
        asker: &Asker,
        at: i64,
        line: Sentence,
    ) -> Result<Place, Error> {
        let receipt = Receipt {
            entry: 0,
            at,
            line,
            changed_users: self.changed_users(),
            left_out: Vec::new(),
            stays_on: Vec::new(),
        };
        let asked = json(&self)?;
        let digest = Sha256::digest(&asked).to_vec();
        let entry = Entry::of(asker, &receipt, (asked, digest), "[]".into())?;
        let places = ledger::write(conn, asker.organization, vec![entry]).await?;
        places.into_iter().next().ok_or_else(ledger::missing)
    }
}
