//! What takes a change back.

use crate::Change;

impl Change {
    /// Can nothing take it back? Then its inverse is itself, for want of another.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::UserPurged { .. })
    }

    /// When it is made: users come before what changes for them, and go after it.
    pub(crate) fn stage(&self) -> u8 {
        match self {
            Self::UserAdded { .. } | Self::UserRestored { .. } => 0,
            Self::UserRemoved { .. } | Self::UserDeleted { .. } | Self::UserPurged { .. } => 2,
            _ => 1,
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Assigned {
                product,
                off,
                users,
            } => Self::Unassigned {
                product,
                off,
                users,
            },
            Self::Unassigned {
                product,
                off,
                users,
            } => Self::Assigned {
                product,
                off,
                users,
            },
            Self::ServicesSet {
                product,
                before,
                after,
                users,
            } => Self::ServicesSet {
                product,
                before: after,
                after: before,
                users,
            },
            Self::LocationSet {
                before,
                after,
                users,
            } => Self::LocationSet {
                before: after,
                after: before,
                users,
            },
            Self::SeatsMoved { product, by } => Self::SeatsMoved { product, by: -by },
            Self::SubscriptionSet {
                product,
                before,
                after,
            } => Self::SubscriptionSet {
                product,
                before: after,
                after: before,
            },
            Self::SourceBegun {
                product,
                via,
                off,
                users,
            } => Self::SourceEnded {
                product,
                via,
                off,
                users,
            },
            Self::SourceEnded {
                product,
                via,
                off,
                users,
            } => Self::SourceBegun {
                product,
                via,
                off,
                users,
            },
            Self::UserAdded {
                profile,
                kind,
                users,
            } => Self::UserRemoved {
                profile,
                kind,
                users,
            },
            Self::UserRemoved {
                profile,
                kind,
                users,
            } => Self::UserAdded {
                profile,
                kind,
                users,
            },
            Self::ProfileSet {
                before,
                after,
                users,
            } => Self::ProfileSet {
                before: after,
                after: before,
                users,
            },
            Self::RolesSet {
                before,
                after,
                users,
            } => Self::RolesSet {
                before: after,
                after: before,
                users,
            },
            Self::SignInSet { allowed, users } => Self::SignInSet {
                allowed: !allowed,
                users,
            },
            Self::UserDeleted { users } => Self::UserRestored { users },
            Self::UserRestored { users } => Self::UserDeleted { users },
            Self::UserPurged { users } => Self::UserPurged { users },
            Self::Configured { before, after } => Self::Configured {
                before: after,
                after: before,
            },
        }
    }
}
