//! Who may do what.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An admin role (Microsoft Entra's names).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Global Administrator.
    Global,
    /// License Administrator.
    License,
    /// User Administrator.
    User,
    /// Billing Administrator: buys and cancels, but can't assign.
    Billing,
    /// Helpdesk Administrator.
    Helpdesk,
    /// Service Support Administrator.
    ServiceSupport,
    /// Global Reader.
    Reader,
}

impl Role {
    /// Every role, strongest first.
    pub const ALL: [Self; 7] = [
        Self::Global,
        Self::License,
        Self::User,
        Self::Billing,
        Self::Helpdesk,
        Self::ServiceSupport,
        Self::Reader,
    ];

    /// What the admin center calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "Global admin",
            Self::License => "License admin",
            Self::User => "User admin",
            Self::Billing => "Billing admin",
            Self::Helpdesk => "Helpdesk admin",
            Self::ServiceSupport => "Service support admin",
            Self::Reader => "Global reader",
        }
    }

    /// The word for it on the command line and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::License => "license",
            Self::User => "user",
            Self::Billing => "billing",
            Self::Helpdesk => "helpdesk",
            Self::ServiceSupport => "service-support",
            Self::Reader => "reader",
        }
    }

    /// Whoever holds only such roles is managed like somebody without any: they see and change nothing that a User admin
    /// may not. A Global reader sees more, and is none of them.
    pub fn is_low(self) -> bool {
        self == Self::Helpdesk
    }

    /// The role with this [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Something that needs a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// See products, users and licenses.
    Read,
    /// Assign and unassign licenses of members, switch their services.
    AssignLicenses,
    /// The same for guests.
    AssignLicensesToGuests,
    /// Set a user's usage location.
    SetLocation,
    /// Buy seats.
    BuySeats,
    /// Change the organization's catalog, users and settings in bulk.
    Administer,
    /// Add, edit, block, delete and restore users without an admin role, or with a low one.
    ManageUsers,
    /// The same for admins.
    ManageAdmins,
    /// Give users without an admin role, or with a low one, a new password.
    ResetPasswords,
    /// Change the organization's settings.
    ChangeSettings,
    /// Give admin roles, and end sessions of others.
    GiveRoles,
    /// Remove seats, set recurring billing, cancel and reactivate subscriptions, take control of self-service ones.
    ManageSubscriptions,
    /// See what a partner bought.
    SeePartnerSubscriptions,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 13] = [
        Self::Read,
        Self::AssignLicenses,
        Self::AssignLicensesToGuests,
        Self::SetLocation,
        Self::BuySeats,
        Self::Administer,
        Self::ManageUsers,
        Self::ManageAdmins,
        Self::ResetPasswords,
        Self::ChangeSettings,
        Self::GiveRoles,
        Self::ManageSubscriptions,
        Self::SeePartnerSubscriptions,
    ];

    /// The roles that have it (facts: domain sources on admin roles, "Billing admins cannot assign licenses").
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Read => &Role::ALL,
            Self::AssignLicenses | Self::SetLocation => &[Role::Global, Role::License, Role::User],
            Self::AssignLicensesToGuests
            | Self::Administer
            | Self::ManageAdmins
            | Self::ChangeSettings
            | Self::GiveRoles
            | Self::SeePartnerSubscriptions => &[Role::Global],
            Self::BuySeats | Self::ManageSubscriptions => &[Role::Global, Role::Billing],
            Self::ManageUsers => &[Role::Global, Role::User],
            Self::ResetPasswords => &[Role::Global, Role::User, Role::Helpdesk],
        }
    }

    /// Why someone without these roles may not, and whom to ask.
    pub fn denial(self) -> &'static str {
        match self {
            Self::Read => "You don't have an admin role. Ask a Global admin for one.",
            Self::AssignLicenses => {
                "You don't have permission to assign licenses. Ask a Global, License or User admin."
            }
            Self::AssignLicensesToGuests => "Only a Global admin can assign licenses to guests.",
            Self::SetLocation => {
                "You don't have permission to set a usage location. Ask a Global, License or User admin."
            }
            Self::BuySeats => {
                "You don't have permission to buy licenses. Ask a Global or Billing admin."
            }
            Self::Administer => "You don't have permission to do this. Ask a Global admin.",
            Self::ManageUsers => {
                "You don't have permission to add, change or delete users. Ask a Global or User admin."
            }
            Self::ManageAdmins => {
                "Only a Global admin can change, block or delete users who hold an admin role."
            }
            Self::ResetPasswords => {
                "You don't have permission to reset passwords. Ask a Global, User or Helpdesk admin."
            }
            Self::ChangeSettings => {
                "You don't have permission to change settings. Ask a Global admin."
            }
            Self::GiveRoles => "You don't have permission to manage admins. Ask a Global admin.",
            Self::ManageSubscriptions => {
                "You don't have permission to change subscriptions. Ask a Global or Billing admin."
            }
            Self::SeePartnerSubscriptions => {
                "Only a Global admin can see subscriptions bought by a partner. Ask a Global admin."
            }
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// As the ledger writes it, such as "Ida Marsh".
    pub name: Arc<str>,
    /// The admin roles held. Nobody without one may do anything.
    pub roles: Vec<Role>,
}

impl Actor {
    /// The machine's operator, on the command line: whoever can open the database file may do anything.
    pub fn operator() -> Self {
        Self {
            name: "Operator (command line)".into(),
            roles: vec![Role::Global],
        }
    }

    /// Usher itself, when something is due.
    pub fn clock() -> Self {
        Self {
            name: "Usher (clock)".into(),
            roles: vec![Role::Global],
        }
    }

    /// May they?
    ///
    /// # Errors
    /// The reason why not, as a sentence with its remedy.
    pub fn may(&self, verb: Verb) -> Result<(), &'static str> {
        if self.roles.iter().any(|role| verb.roles().contains(role)) {
            Ok(())
        } else {
            Err(verb.denial())
        }
    }

    /// May they touch the account (or the password) of somebody with these roles?
    pub fn may_manage(&self, roles: &[Role]) -> bool {
        roles.iter().all(|role| role.is_low()) || self.may(Verb::ManageAdmins).is_ok()
    }
}
