//! Refusals: every "no", with its cause, its remedy and the fixes.

use crate::{
    Barrier, Fix, Flaw, GroupId, Location, Named, ProductId, ProfileField, Role, ServiceId,
    SubscriptionId, UserId, Via, words,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A service and the licenses that bring it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Brought {
    /// What.
    pub service: Named<ServiceId>,
    /// By which products, and how the user has each.
    pub by: Vec<(Named<ProductId>, Via)>,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The actor's roles don't allow it; the sentence says whom to ask.
    NotAllowed(String),
    /// No user, no product or no change in the order.
    Nothing,
    /// No such product in the catalog.
    UnknownProduct(ProductId),
    /// No such user.
    UnknownUser,
    /// The organization has no subscription of it.
    NotOwned(Named<ProductId>),
    /// All its services are for the whole organization.
    OrganizationWide(Named<ProductId>),
    /// Bought by users for themselves only.
    OnlySelfService(Named<ProductId>),
    /// The product has no such service.
    ForeignService(Named<ProductId>, Vec<Named<ServiceId>>),
    /// The number of seats to buy makes no sense.
    BadQuantity(u32),
    /// Not enough seats.
    NoSeats {
        /// Of which product.
        product: Named<ProductId>,
        /// Seats that the order takes, less those that it frees.
        needed: u32,
        /// Seats left.
        available: u32,
        /// Seats assigned that don't exist (a subscription lapsed): they come first.
        #[serde(default)]
        overdrawn: u32,
    },
    /// No usage location.
    NoLocation,
    /// No product can be assigned there.
    ProhibitedLocation(Location),
    /// A guest, and the actor is no Global admin.
    Guest,
    /// Mutually exclusive services, the ordered ones first.
    Conflict(Vec<Brought>),
    /// A service without its prerequisite.
    Missing {
        /// The dependent service.
        service: Brought,
        /// Needs one of these.
        any_of: Vec<Named<ServiceId>>,
    },
    /// The user doesn't have the product.
    NotHeld(Named<ProductId>),
    /// The user has it from groups only.
    Inherited(Named<ProductId>, Vec<Named<GroupId>>),
    /// The user has it from a self-service purchase only.
    HeldBySelfService(Named<ProductId>),
    /// A text of the profile can't stand.
    BadProfile {
        /// Which one.
        field: ProfileField,
        /// As it was written, shortened.
        text: Arc<str>,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The username belongs to somebody else.
    UsernameTaken {
        /// Which one.
        username: Arc<str>,
        /// Whose it is.
        by: Named<UserId>,
        /// Are they deleted, and can be restored?
        deleted: bool,
    },
    /// Somebody new under the id of somebody who exists.
    UserExists,
    /// An admin, and the actor is no Global admin.
    HoldsRoles(Vec<Role>),
    /// Nobody blocks or deletes themselves.
    Yourself,
    /// Nobody would be left who may do everything.
    LastGlobalAdmin,
    /// Only deleted users are restored or purged.
    NotDeleted,
    /// Somebody takes the Global role from themselves.
    OwnGlobalRole,
    /// The organization can't be called that.
    BadName,
    /// Such a threshold makes no sense.
    BadThreshold,
    /// It can't be done with a subscription.
    Subscription {
        /// Of which product.
        product: Named<ProductId>,
        /// With which one.
        subscription: SubscriptionId,
        /// Why not.
        barrier: Barrier,
    },
}

fn names<I>(named: &[Named<I>]) -> Vec<&str> {
    named.iter().map(|one| &*one.name).collect()
}

impl Cause {
    /// A stable word for scripts, such as `conflict`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "not-allowed",
            Self::Nothing => "nothing-to-do",
            Self::UnknownProduct(_) => "unknown-product",
            Self::UnknownUser => "unknown-user",
            Self::NotOwned(_) => "not-owned",
            Self::OrganizationWide(_) => "organization-wide",
            Self::OnlySelfService(_) => "self-service",
            Self::ForeignService(..) => "foreign-service",
            Self::BadQuantity(_) => "bad-quantity",
            Self::NoSeats { .. } => "no-seats",
            Self::NoLocation => "no-location",
            Self::ProhibitedLocation(_) => "prohibited-location",
            Self::Guest => "guest",
            Self::Conflict(_) => "conflict",
            Self::Missing { .. } => "missing-service",
            Self::NotHeld(_) => "not-held",
            Self::Inherited(..) => "inherited",
            Self::HeldBySelfService(_) => "held-by-self-service",
            Self::BadProfile { .. } => "bad-profile",
            Self::UsernameTaken { .. } => "username-taken",
            Self::UserExists => "user-exists",
            Self::HoldsRoles(_) => "admin",
            Self::Yourself => "yourself",
            Self::LastGlobalAdmin => "last-global-admin",
            Self::NotDeleted => "not-deleted",
            Self::OwnGlobalRole => "own-global-role",
            Self::BadName => "bad-name",
            Self::BadThreshold => "bad-threshold",
            Self::Subscription { barrier, .. } => barrier.code(),
        }
    }

    /// The sentence that the admin reads, with the remedy.
    pub fn message(&self) -> String {
        match self {
            Self::NotAllowed(sentence) => sentence.clone(),
            Self::Nothing => {
                "There is nothing to do. Choose at least one user and one product.".into()
            }
            Self::UnknownProduct(id) => {
                format!(
                    "There is no product {id} in the catalog. Check the product, or import the catalog."
                )
            }
            Self::UnknownUser => {
                "There is no such user. They may have been deleted; leave them out.".into()
            }
            Self::NotOwned(product) => format!(
                "Your organization has no subscription for {}. Buy licenses first.",
                product.name
            ),
            Self::OrganizationWide(product) => format!(
                "License {} cannot be assigned to a user: its services are for the whole organization.",
                product.name
            ),
            Self::OnlySelfService(product) => format!(
                "{} was bought by users for themselves. Take control of the subscription before you assign or unassign it.",
                product.name
            ),
            Self::ForeignService(product, services) => format!(
                "{} does not include {}. Review the services included with the license, and try again.",
                product.name,
                words::and(&names(services))
            ),
            Self::BadQuantity(seats) => {
                format!(
                    "{seats} is not a number of seats that can be bought. Choose 1 to 1,000,000."
                )
            }
            Self::NoSeats {
                product,
                needed,
                available,
                overdrawn,
            } => no_seats(product, *needed, *available, *overdrawn),
            Self::NoLocation => {
                "License assignment cannot be done for user with invalid usage location. \
                 Set the usage location, and try again."
                    .into()
            }
            Self::ProhibitedLocation(location) => format!(
                "Usage location isn't allowed: no product can be assigned in {}. Correct the location, and try again.",
                location.name()
            ),
            Self::Guest => crate::Verb::AssignLicensesToGuests.denial().into(),
            Self::Conflict(services) => format!(
                "You can't assign licenses that contain these conflicting services: {}. \
                 Review the services included with each license, and try again.",
                words::commas(
                    &services
                        .iter()
                        .map(|one| &*one.service.name)
                        .collect::<Vec<_>>()
                )
            ),
            Self::Missing { service, any_of } => missing(service, any_of),
            Self::NotHeld(product) => {
                format!("The user doesn't have {}. Leave them out.", product.name)
            }
            Self::Inherited(product, groups) => format!(
                "{} is inherited from {} and can't be changed on the user. \
                 Remove the user from the group, or change the group's licenses.",
                product.name,
                words::and(&names(groups))
            ),
            Self::HeldBySelfService(product) => format!(
                "The user has {} from a self-service purchase. Take control of the subscription before you change it.",
                product.name
            ),
            Self::BadProfile { field, text, flaw } => flaw.sentence(*field, text),
            Self::UsernameTaken {
                username,
                by,
                deleted,
            } => username_taken(username, &by.name, *deleted),
            Self::UserExists => {
                "This user was added already. Reload the page to add somebody else.".into()
            }
            Self::HoldsRoles(roles) => {
                let roles: Vec<_> = roles.iter().map(|role| role.name()).collect();
                format!(
                    "The user is {}. {} Ask one, or leave them out.",
                    words::and(&roles),
                    crate::Verb::ManageAdmins.denial()
                )
            }
            Self::Yourself => {
                "You can't block or delete yourself. Ask another admin, or leave yourself out."
                    .into()
            }
            Self::LastGlobalAdmin => {
                "Nobody would be left who may do everything: the last Global admin can't be blocked, deleted \
                 or made less.                  Make somebody else a Global admin first."
                    .into()
            }
            Self::NotDeleted => "The user isn't deleted. Leave them out.".into(),
            Self::OwnGlobalRole => "You can't take the Global admin role from yourself. \
                 Ask another Global admin to do it."
                .into(),
            Self::BadName => {
                "An organization's name has 1 to 256 characters on one line. Correct it, and try again."
                    .into()
            }
            Self::BadThreshold => {
                "A threshold is 0 to 100 percent, or 0 to 1,000,000 seats. Correct it, and try again."
                    .into()
            }
            Self::Subscription {
                product, barrier, ..
            } => barrier.message(&product.name),
        }
    }
}

fn username_taken(username: &str, by: &str, deleted: bool) -> String {
    match deleted {
        false => format!("The username {username} is taken, by {by}. Choose another username."),
        true => format!(
            "The username {username} is taken, by {by}, who is deleted. \
             Choose another username, or restore {by}, or delete {by} permanently."
        ),
    }
}

fn no_seats(product: &Named<ProductId>, needed: u32, available: u32, overdrawn: u32) -> String {
    let name = &product.name;
    let short = needed.saturating_sub(available);
    let seats = |number: u32| words::count(number as usize, "seat");
    let left = match (overdrawn, available) {
        (0, 0) => format!("{name} has no seats left"),
        (0, _) => format!("{name} has {} left", seats(available)),
        _ => format!("{name} is short of {} already", seats(overdrawn)),
    };
    let needed = match needed {
        1 => "1 is".to_owned(),
        _ => format!("{} are", words::digits(needed as usize)),
    };
    let more = words::digits(short.saturating_add(overdrawn) as usize);
    let out = words::count(short as usize, "user");
    format!(
        "There aren't enough licenses: {left}, {needed} needed. \
         Buy {more} more, free some, or leave {out} out."
    )
}

fn missing(service: &Brought, any_of: &[Named<ServiceId>]) -> String {
    let (one_of, on) = match any_of {
        [one] => (format!("the service plan {}", one.name), "it"),
        several => {
            let names = words::commas(&names(several));
            let one_of = format!("one of the following service plans: {names}");
            (one_of, "one of them")
        }
    };
    let name = &service.service.name;
    format!(
        "To assign a license that contains {name}, you must also assign {one_of}. \
         Turn {on} on, or turn {name} off."
    )
}

/// One cause and everybody whom it concerns in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Why.
    pub cause: Cause,
    /// Whom; nobody in particular if the order as a whole is the problem. In order of name.
    pub users: Vec<Named<UserId>>,
    /// What would solve it, the smallest change first. Each works for any of `users`.
    pub fixes: Vec<Fix>,
}

/// The answer "no": nothing was changed. It carries all reasons at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Every reason.
    pub problems: Vec<Problem>,
    /// How many users could get what the order asks if the others were left out.
    pub who_can: usize,
}

impl Refusal {
    /// Everything in one line, for a log or a terminal.
    pub fn message(&self) -> String {
        self.problems
            .iter()
            .map(|problem| problem.cause.message())
            .collect::<Vec<_>>()
            .join(" ")
    }
}
