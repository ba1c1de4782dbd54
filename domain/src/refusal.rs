//! Refusals: every "no", with its cause, its remedy and the fixes.

use crate::{
    Barrier, DisabledSeats, Fix, Flaw, GroupId, Location, Named, ProductId, ProfileField, Role,
    ServiceId, SubscriptionId, UserId, Via, say, shortage,
    words::{Part, Sentence},
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
        /// Seats left beside those, which other admins hold for a moment.
        #[serde(default)]
        held: u32,
        /// Seats beside all of these, of subscriptions that are disabled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        disabled: Option<DisabledSeats>,
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
    /// No such partner was introduced.
    UnknownPartner,
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

fn names<I>(named: &[Named<I>]) -> Part {
    Part::all(named.iter().map(|one| &one.name))
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
            Self::UnknownPartner => "unknown-partner",
            Self::Subscription { barrier, .. } => barrier.code(),
        }
    }

    /// Is it about one user's own account, so that others hardly share it?
    pub(crate) fn is_about_account(&self) -> bool {
        matches!(
            self,
            Self::BadProfile { .. } | Self::UsernameTaken { .. } | Self::UserExists
        )
    }

    /// The sentence that the admin reads, with the remedy.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::NotAllowed(sentence) => sentence.clone().into(),
            Self::Nothing => {
                say!("There is nothing to do. Choose at least one user and one product.")
            }
            Self::UnknownProduct(id) => say!(
                "There is no product {id} in the catalog. Check the product, or import the catalog.",
                id = id.to_string()
            ),
            Self::UnknownUser => {
                say!("There is no such user. They may have been deleted; leave them out.")
            }
            Self::NotOwned(product) => say!(
                "Your organization has no subscription for {product}. Buy licenses first.",
                product = &product.name
            ),
            Self::OrganizationWide(product) => say!(
                "License {product} cannot be assigned to a user: its services are for the whole organization.",
                product = &product.name
            ),
            Self::OnlySelfService(product) => say!(
                "{product} was bought by users for themselves. Take control of the subscription before you assign or unassign it.",
                product = &product.name
            ),
            Self::ForeignService(product, services) => say!(
                "{product} does not include {services}. Review the services included with the license, and try again.",
                product = &product.name,
                services = names(services)
            ),
            Self::BadQuantity(seats) => say!(
                "{seats} is not a number of seats that can be bought. Choose 1 to 1,000,000.",
                seats = seats.to_string()
            ),
            Self::NoSeats {
                product,
                needed,
                available,
                overdrawn,
                held,
                disabled,
            } => shortage::sentence(
                product,
                *needed,
                (*available, *held),
                *overdrawn,
                disabled.as_ref(),
            ),
            Self::NoLocation => say!(
                "License assignment cannot be done for user with invalid usage location. Set the usage location, and try again."
            ),
            Self::ProhibitedLocation(location) => say!(
                "Usage location isn't allowed: no product can be assigned in {location}. Correct the location, and try again.",
                location = location
            ),
            Self::Guest => crate::Verb::AssignLicensesToGuests.denial().into(),
            Self::Conflict(services) => say!(
                "You can't assign licenses that contain these conflicting services: {services}. Review the services included with each license, and try again.",
                services = Part::listed(services.iter().map(|one| &one.service.name))
            ),
            Self::Missing { service, any_of } => missing(service, any_of),
            Self::NotHeld(product) => say!(
                "The user doesn't have {product}. Leave them out.",
                product = &product.name
            ),
            Self::Inherited(product, groups) => say!(
                "{product} is inherited from {groups} and can't be changed on the user. Remove the user from the group, or change the group's licenses.",
                product = &product.name,
                groups = names(groups)
            ),
            Self::HeldBySelfService(product) => say!(
                "The user has {product} from a self-service purchase. Take control of the subscription before you change it.",
                product = &product.name
            ),
            Self::BadProfile { field, text, flaw } => flaw.sentence(*field, text),
            Self::UsernameTaken {
                username,
                by,
                deleted,
            } => username_taken(username, &by.name, *deleted),
            Self::UserExists => {
                say!("This user was added already. Reload the page to add somebody else.")
            }
            Self::HoldsRoles(roles) => say!(
                "The user is {roles}. {denial} Ask one, or leave them out.",
                roles = Part::all(roles.iter().map(|role| Sentence::from(role.name()))),
                denial = Sentence::from(crate::Verb::ManageAdmins.denial())
            ),
            Self::Yourself => say!(
                "You can't block or delete yourself. Ask another admin, or leave yourself out."
            ),
            Self::LastGlobalAdmin => say!(
                "Nobody would be left who may do everything: the last Global admin can't be blocked, deleted or made less. Make somebody else a Global admin first."
            ),
            Self::NotDeleted => say!("The user isn't deleted. Leave them out."),
            Self::OwnGlobalRole => say!(
                "You can't take the Global admin role from yourself. Ask another Global admin to do it."
            ),
            Self::BadName => say!(
                "An organization's name has 1 to 256 characters on one line. Correct it, and try again."
            ),
            Self::BadThreshold => say!(
                "A threshold is 0 to 100 percent, or 0 to 1,000,000 seats. Correct it, and try again."
            ),
            Self::UnknownPartner => say!(
                "There is no such partner here. Ask whoever operates Usher to give the partner access."
            ),
            Self::Subscription {
                product, barrier, ..
            } => barrier.sentence(&product.name),
        }
    }

    /// The same in English.
    pub fn message(&self) -> String {
        self.sentence().to_string()
    }
}

fn username_taken(username: &Arc<str>, by: &Arc<str>, deleted: bool) -> Sentence {
    match deleted {
        false => say!(
            "The username {username} is taken, by {by}. Choose another username.",
            username = username,
            by = by
        ),
        true => say!(
            "The username {username} is taken, by {by}, who is deleted. Choose another username, or restore {by}, or delete {by} permanently.",
            username = username,
            by = by
        ),
    }
}

fn missing(service: &Brought, any_of: &[Named<ServiceId>]) -> Sentence {
    let service = &service.service.name;
    // A service that neither the user nor the order has to do with may have no name here; whoever reads can do nothing
    // with its id, if others can be named.
    let has_name = |one: &&Named<ServiceId>| *one.name != one.id.to_string();
    let named: Vec<_> = any_of.iter().filter(has_name).cloned().collect();
    let plans = if named.is_empty() { any_of } else { &named };
    match plans {
        [one] => say!(
            "To assign a license that contains {service}, you must also assign the service plan {plan}. Turn it on, or turn {service} off.",
            service = service,
            plan = &one.name
        ),
        several => say!(
            "To assign a license that contains {service}, you must also assign one of the following service plans: {plans}. Turn one of them on, or turn {service} off.",
            service = service,
            plans = Part::listed(several.iter().map(|one| &one.name))
        ),
    }
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
    /// Every reason, in words.
    pub fn sentences(&self) -> Vec<Sentence> {
        let problems = self.problems.iter();
        problems.map(|one| one.cause.sentence()).collect()
    }

    /// Do the actor's roles alone stand in the way?
    pub fn is_denial(&self) -> bool {
        use Cause::{Guest, HoldsRoles, NotAllowed};
        let denies = |one: &Problem| matches!(one.cause, NotAllowed(_) | Guest | HoldsRoles(_));
        self.problems.iter().all(denies)
    }

    /// Everything in one line, in English: for a log or a terminal.
    pub fn message(&self) -> String {
        let sentences = self.sentences();
        let messages = sentences.iter().map(Sentence::to_string);
        messages.collect::<Vec<_>>().join(" ")
    }
}
