//! Orders: what somebody asks for. They cross the wire; nothing in them is trusted.

use crate::{
    Deed, Edits, Location, ProductId, Profile, ProfileField, Purchase, Role, Services, Setting,
    SubscriptionId, Takeover, UserId, UserKind, Verb,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What happens if not everybody can get what is asked for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Refuse the whole order.
    #[default]
    AllOrNothing,
    /// Do it for everyone who can, and name the others. The last seats go in order of username.
    EveryoneWhoCan,
}

/// A product to assign, with the services that shall be off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What to assign.
    pub product: ProductId,
    /// Its services that are off; all others are on. Services without a switch stay on.
    pub off: Services,
}

/// How the services of a license shall stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// Exactly these are off, all others on (Graph's `disabledPlans`).
    Exactly(Services),
    /// These go on, those go off, the others stay as they are: for many users at once.
    Only {
        /// Turn on.
        on: Services,
        /// Turn off.
        off: Services,
    },
}

/// One verb of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Assign products. Who has one already keeps it and gets the new choice of services.
    Assign(Vec<Choice>),
    /// Take back directly assigned products.
    Unassign(Vec<ProductId>),
    /// Swap directly assigned products for others, in one step. Services that were off stay off where the new ones
    /// have them.
    Replace {
        /// What goes; all that is direct, if left open.
        from: Option<Vec<ProductId>>,
        /// What comes; with nothing to come, it unassigns.
        to: Vec<Choice>,
    },
    /// Switch services of a directly assigned product.
    SetServices {
        /// Of which product.
        product: ProductId,
        /// How.
        switch: Switch,
    },
    /// Set the usage location.
    SetLocation(Location),
    /// Set the usage location of those who are here, or nowhere; the others stay where they are. For many users at once.
    Relocate {
        /// Where they are; without a location, if left open.
        from: Option<Location>,
        /// Where they shall be.
        to: Location,
    },
    /// Buy seats; concerns no user.
    BuySeats {
        /// Of which product.
        product: ProductId,
        /// How many more.
        seats: u32,
    },
    /// Add somebody new, under an id that nobody has. Location and licenses come by other steps of the same order.
    AddUser {
        /// What is written about them.
        profile: Profile,
        /// Member or guest.
        kind: UserKind,
    },
    /// Edit what is written about a user.
    EditUser(Edits),
    /// Don't let the user sign in. Licenses stay.
    BlockSignIn,
    /// Let the user sign in again.
    AllowSignIn,
    /// Delete the user. Their seats are free at once; they can be restored for 30 days.
    DeleteUser,
    /// Restore a deleted user. What was assigned directly comes back by other steps of the same order.
    RestoreUser,
    /// Delete a deleted user for good.
    PurgeUser,
    /// Give these admin roles, and no others.
    SetRoles(Vec<Role>),
    /// Change a setting of the organization; concerns no user.
    Configure(Setting),
    /// Buy a subscription beside those that there are; concerns no user.
    Subscribe(Purchase),
    /// Do something with one subscription; concerns its users, if any, whoever they are then.
    Manage {
        /// Of which product.
        product: ProductId,
        /// Which one.
        subscription: SubscriptionId,
        /// What.
        deed: Deed,
    },
}

impl Action {
    /// What it is called in measurements: `assign`, `buy_seats`, ...
    pub fn name(&self) -> &'static str {
        match self {
            Self::Assign(_) => "assign",
            Self::Unassign(_) => "unassign",
            Self::Replace { .. } => "replace",
            Self::SetServices { .. } => "set_services",
            Self::SetLocation(_) => "set_location",
            Self::Relocate { .. } => "relocate",
            Self::BuySeats { .. } => "buy_seats",
            Self::AddUser { .. } => "add_user",
            Self::EditUser(_) => "edit_user",
            Self::BlockSignIn => "block_sign_in",
            Self::AllowSignIn => "allow_sign_in",
            Self::DeleteUser => "delete_user",
            Self::RestoreUser => "restore_user",
            Self::PurgeUser => "purge_user",
            Self::SetRoles(_) => "set_roles",
            Self::Configure(_) => "configure",
            Self::Subscribe(_) => "subscribe",
            Self::Manage { .. } => "manage_subscription",
        }
    }

    /// The permission that it needs.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Assign(_)
            | Self::Unassign(_)
            | Self::Replace { .. }
            | Self::SetServices { .. } => Verb::AssignLicenses,
            Self::SetLocation(_) | Self::Relocate { .. } => Verb::SetLocation,
            Self::BuySeats { .. } | Self::Subscribe(_) => Verb::BuySeats,
            Self::Manage { deed, .. } => deed.verb(),
            Self::AddUser { .. }
            | Self::EditUser(_)
            | Self::BlockSignIn
            | Self::AllowSignIn
            | Self::DeleteUser
            | Self::RestoreUser
            | Self::PurgeUser => Verb::ManageUsers,
            Self::SetRoles(_) => Verb::GiveRoles,
            Self::Configure(setting) => setting.verb(),
        }
    }

    /// Does it assign or take back licenses?
    pub(crate) fn touches_licenses(&self) -> bool {
        self.verb() == Verb::AssignLicenses
    }

    /// Does it change whether users exist, may sign in, or what is written about them?
    pub fn touches_account(&self) -> bool {
        self.verb() == Verb::ManageUsers
    }

    /// The username that it gives, if any.
    pub(crate) fn username(&self) -> Option<&str> {
        match self {
            Self::AddUser { profile, .. } => Some(profile.get(ProfileField::Username)),
            Self::EditUser(edits) => edits.get(&ProfileField::Username).map(|text| &**text),
            _ => None,
        }
    }

    /// Does it concern everybody who holds something by a subscription, so that nobody can be left out?
    pub(crate) fn concerns_holders(&self) -> bool {
        matches!(self, Self::Manage { deed, .. } if deed.concerns_holders())
    }

    /// Does it do something for users, rather than for the organization?
    pub(crate) fn concerns_users(&self) -> bool {
        !matches!(
            self,
            Self::BuySeats { .. } | Self::Subscribe(_) | Self::Manage { .. } | Self::Configure(_)
        )
    }

    /// The products that it names.
    pub fn products(&self) -> Vec<ProductId> {
        match self {
            Self::Assign(choices) => choices.iter().map(|choice| choice.product).collect(),
            Self::Unassign(products) => products.clone(),
            Self::Replace { from, to } => {
                let from = from.iter().flatten().copied();
                from.chain(to.iter().map(|choice| choice.product)).collect()
            }
            Self::SetServices { product, .. }
            | Self::BuySeats { product, .. }
            | Self::Manage { product, .. } => vec![*product],
            Self::Subscribe(purchase) => vec![purchase.product],
            Self::Configure(setting) => setting.product().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// A verb and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What to do.
    pub action: Action,
    /// For whom; the order of users doesn't matter.
    pub users: Vec<UserId>,
}

/// What somebody asks for. Its steps are one change: what counts is where everybody stands
/// after the last step, so that a swap is never "remove, then add".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// In this sequence for each user.
    pub steps: Vec<Step>,
    /// If not everybody can.
    #[serde(default)]
    pub policy: Policy,
}

impl Order {
    /// An order of one step, all or nothing.
    pub fn new(action: Action, users: impl IntoIterator<Item = UserId>) -> Self {
        let step = Step {
            action,
            users: users.into_iter().collect(),
        };
        Self {
            steps: vec![step],
            policy: Policy::AllOrNothing,
        }
    }

    /// Assign one product.
    pub fn assign(
        product: ProductId,
        off: Services,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::Assign(vec![Choice { product, off }]), users)
    }

    /// Unassign one product.
    pub fn unassign(product: ProductId, users: impl IntoIterator<Item = UserId>) -> Self {
        Self::new(Action::Unassign(vec![product]), users)
    }

    /// Swap what is direct: `from`, or all of it, for `to`.
    pub fn replace(
        from: Option<Vec<ProductId>>,
        to: Vec<Choice>,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::Replace { from, to }, users)
    }

    /// Switch services of one product.
    pub fn set_services(
        product: ProductId,
        switch: Switch,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::SetServices { product, switch }, users)
    }

    /// Buy seats.
    pub fn buy_seats(product: ProductId, seats: u32) -> Self {
        Self::new(Action::BuySeats { product, seats }, [])
    }

    /// Give admin roles.
    pub fn set_roles(roles: Vec<Role>, users: impl IntoIterator<Item = UserId>) -> Self {
        Self::new(Action::SetRoles(roles), users)
    }

    /// Change a setting of the organization.
    pub fn configure(setting: Setting) -> Self {
        Self::new(Action::Configure(setting), [])
    }

    /// Do something with one subscription.
    pub fn manage(product: ProductId, subscription: SubscriptionId, deed: Deed) -> Self {
        let action = Action::Manage {
            product,
            subscription,
            deed,
        };
        Self::new(action, [])
    }

    /// Does nothing happen unless it happens to everybody?
    pub(crate) fn all_or_nothing(&self) -> bool {
        self.policy == Policy::AllOrNothing || self.concerns_holders()
    }

    /// Is it for whoever holds something by a subscription, so that nobody can be left out?
    pub(crate) fn concerns_holders(&self) -> bool {
        self.steps.iter().any(|step| step.action.concerns_holders())
    }

    /// The self-service purchase of this product whose users it moves.
    pub(crate) fn moves_users_of(&self, of: ProductId) -> Option<SubscriptionId> {
        self.steps.iter().find_map(|step| match step.action {
            Action::Manage {
                product,
                subscription,
                deed: Deed::TakeControl(Takeover::MoveUsers),
            } if product == of => Some(subscription),
            _ => None,
        })
    }

    /// The same under another policy.
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The products that it assigns, sorted.
    pub fn assigned(&self) -> BTreeSet<ProductId> {
        let choices = self.steps.iter().flat_map(|step| match &step.action {
            Action::Assign(choices) | Action::Replace { to: choices, .. } => &choices[..],
            _ => &[],
        });
        choices.map(|choice| choice.product).collect()
    }

    /// The products that it names, sorted.
    pub(crate) fn products(&self) -> BTreeSet<ProductId> {
        let steps = self.steps.iter();
        steps.flat_map(|step| step.action.products()).collect()
    }
}
