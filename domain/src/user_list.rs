//! The list of active users: what is asked of it, and its rows.

use crate::{Location, MOST_USERS, ProductId, Role, UserId, UserKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Gives each variant its word in addresses.
macro_rules! codes {
    ($name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $name {
            /// Every one, in the order in which pages offer them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word for it in an address.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),*
                }
            }

            /// The one with this word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

/// Which users to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserFilter {
    /// Everybody.
    #[default]
    All,
    /// Who holds a product.
    Licensed,
    /// Who holds none.
    Unlicensed,
    /// Who was invited from elsewhere.
    Guests,
    /// Who may sign in.
    Allowed,
    /// Who may not.
    Blocked,
    /// Whose licenses have a conflict, or lack what they need: see [`amiss`](fn@crate::amiss).
    WithErrors,
    /// Who has an admin role, whichever.
    Admins,
    /// Who has this role.
    GlobalAdmins,
    /// Who has this role.
    LicenseAdmins,
    /// Who has this role.
    UserAdmins,
    /// Who has this role.
    BillingAdmins,
    /// Who has this role.
    HelpdeskAdmins,
    /// Who has this role.
    ServiceSupportAdmins,
    /// Who has this role.
    GlobalReaders,
}

codes!(UserFilter {
    All = "",
    Licensed = "licensed",
    Unlicensed = "unlicensed",
    Guests = "guests",
    Allowed = "allowed",
    Blocked = "blocked",
    WithErrors = "with-errors",
    Admins = "admins",
    GlobalAdmins = "global-admins",
    LicenseAdmins = "license-admins",
    UserAdmins = "user-admins",
    BillingAdmins = "billing-admins",
    HelpdeskAdmins = "helpdesk-admins",
    ServiceSupportAdmins = "service-support-admins",
    GlobalReaders = "global-readers",
});

impl UserFilter {
    /// The roles of which those whom it finds have one; none, if it doesn't ask for roles.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Admins => &Role::ALL,
            Self::GlobalAdmins => &[Role::Global],
            Self::LicenseAdmins => &[Role::License],
            Self::UserAdmins => &[Role::User],
            Self::BillingAdmins => &[Role::Billing],
            Self::HelpdeskAdmins => &[Role::Helpdesk],
            Self::ServiceSupportAdmins => &[Role::ServiceSupport],
            Self::GlobalReaders => &[Role::Reader],
            Self::All
            | Self::Licensed
            | Self::Unlicensed
            | Self::Guests
            | Self::Allowed
            | Self::Blocked
            | Self::WithErrors => &[],
        }
    }
}

/// In which order to list users.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserSort {
    /// By display name, from A.
    #[default]
    Name,
    /// By display name, from Z.
    NameDescending,
    /// By username, from A.
    Username,
    /// By username, from Z.
    UsernameDescending,
}

codes!(UserSort {
    Name = "",
    NameDescending = "name-descending",
    Username = "username",
    UsernameDescending = "username-descending",
});

impl UserSort {
    /// By username, not by display name?
    pub fn by_username(self) -> bool {
        matches!(self, Self::Username | Self::UsernameDescending)
    }

    /// From Z?
    pub fn descending(self) -> bool {
        matches!(self, Self::NameDescending | Self::UsernameDescending)
    }
}

/// A column of the list beside the name, to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserColumn {
    /// What they sign in with.
    Username,
    /// The products held.
    Licenses,
    /// Where they use them.
    Location,
    /// May they sign in?
    SignIn,
    /// Member or guest.
    Kind,
    /// Department.
    Department,
    /// Job title.
    JobTitle,
    /// Office.
    Office,
    /// City.
    City,
    /// Mail address.
    Mail,
}

codes!(UserColumn {
    Username = "username",
    Licenses = "licenses",
    Location = "location",
    SignIn = "sign-in",
    Kind = "type",
    Department = "department",
    JobTitle = "job-title",
    Office = "office",
    City = "city",
    Mail = "mail",
});

impl UserColumn {
    /// Those shown until somebody chooses others.
    pub const USUAL: &[Self] = &[Self::Username, Self::Licenses, Self::Location, Self::SignIn];
}

/// Which users to list, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UserQuery {
    /// The beginning of any word of name, username or mail; empty for all.
    #[serde(default)]
    pub search: String,
    /// Only these.
    #[serde(default)]
    pub filter: UserFilter,
    /// Only holders of this product.
    #[serde(default)]
    pub product: Option<ProductId>,
    /// Only those with this usage location.
    #[serde(default)]
    pub location: Option<Location>,
    /// In this order.
    #[serde(default)]
    pub sort: UserSort,
    /// From the cursor of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl UserQuery {
    /// The same users, from the first on, in the usual order: who is meant by it.
    #[must_use]
    pub fn whom(&self) -> Self {
        Self {
            sort: UserSort::default(),
            after: None,
            ..self.clone()
        }
    }
}

/// How many users a question of the list finds: counted as far as an order can be for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matches {
    /// So many.
    Exactly(usize),
    /// More than this.
    MoreThan(usize),
}

impl Matches {
    /// So many were found, where counting ends beyond [`MOST_USERS`].
    pub fn counted(found: usize) -> Self {
        match found {
            0..=MOST_USERS => Self::Exactly(found),
            _ => Self::MoreThan(MOST_USERS),
        }
    }
}

/// A user in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name.
    pub username: Arc<str>,
    /// Mail address, or empty.
    pub mail: Arc<str>,
    /// Member or guest.
    pub kind: UserKind,
    /// May they sign in?
    pub enabled: bool,
    /// Usage location.
    pub location: Option<Location>,
    /// Job title, or empty.
    pub job_title: Arc<str>,
    /// Department, or empty.
    pub department: Arc<str>,
    /// Office, or empty.
    pub office: Arc<str>,
    /// City, or empty.
    pub city: Arc<str>,
    /// The names of the products held, by whatever source.
    pub licenses: Vec<Arc<str>>,
}

/// A question of the list that somebody wants to ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// What they call it.
    pub name: String,
    /// Which users, and in which order.
    pub query: UserQuery,
    /// With which columns.
    pub columns: Vec<UserColumn>,
}

/// What the page of active users shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserList {
    /// The rows.
    pub page: crate::Page<UserRow>,
    /// The products owned, to filter by.
    pub products: Vec<crate::Named<ProductId>>,
    /// Can users with errors be found? Not among very many licenses: nobody looks at all of them.
    pub finds_errors: bool,
    /// The usage locations in use, to filter by.
    pub locations: Vec<Location>,
    /// The views that the asker saved, by name.
    pub views: Vec<SavedView>,
}
