//! What changes do to facts: for the browser's next preview, for models, and for the laws.

use crate::{Change, Facts, License, ProductId, Services, Subscription, UserId, Via, seats::moved};
use std::sync::Arc;

impl Change {
    /// The same change for `users`.
    #[must_use]
    pub fn for_users(mut self, these: Vec<UserId>) -> Self {
        match &mut self {
            Self::Assigned { users, .. }
            | Self::Unassigned { users, .. }
            | Self::ServicesSet { users, .. }
            | Self::LocationSet { users, .. }
            | Self::RolesSet { users, .. }
            | Self::SourceBegun { users, .. }
            | Self::SourceEnded { users, .. }
            | Self::UserAdded { users, .. }
            | Self::UserRemoved { users, .. }
            | Self::ProfileSet { users, .. }
            | Self::SignInSet { users, .. }
            | Self::UserDeleted { users }
            | Self::UserRestored { users }
            | Self::UserPurged { users } => *users = these,
            Self::SeatsMoved { .. } | Self::SubscriptionSet { .. } | Self::Configured { .. } => {}
        }
        self
    }

    /// Whom it concerns.
    pub fn users(&self) -> &[UserId] {
        match self {
            Self::Assigned { users, .. }
            | Self::Unassigned { users, .. }
            | Self::ServicesSet { users, .. }
            | Self::LocationSet { users, .. }
            | Self::RolesSet { users, .. }
            | Self::SourceBegun { users, .. }
            | Self::SourceEnded { users, .. }
            | Self::UserAdded { users, .. }
            | Self::UserRemoved { users, .. }
            | Self::ProfileSet { users, .. }
            | Self::SignInSet { users, .. }
            | Self::UserDeleted { users }
            | Self::UserRestored { users }
            | Self::UserPurged { users } => users,
            Self::SeatsMoved { .. } | Self::SubscriptionSet { .. } | Self::Configured { .. } => &[],
        }
    }
}

impl Facts {
    /// The facts after `changes`, made by `by` at `since` (seconds since 1970 UTC).
    pub fn apply(&mut self, changes: &[Change], since: i64, by: &Arc<str>) {
        let leaving = self.leaving(changes);
        for change in changes {
            for user in change.users() {
                self.apply_to(*user, change, since, by);
                self.apply_to_account(*user, change, since, &leaving);
            }
            match change {
                Change::SeatsMoved { product, by } => self.move_seats(*product, *by),
                Change::SubscriptionSet {
                    product,
                    before,
                    after,
                } => self.set_subscription(*product, before.as_deref(), after.as_deref()),
                Change::Configured { after, .. } => {
                    self.settings.set(after);
                }
                Change::RolesSet { after, users, .. } => {
                    for user in users {
                        self.give_roles(*user, after);
                    }
                }
                _ => {}
            }
        }
    }

    fn move_seats(&mut self, product: ProductId, by: i64) {
        if let Some(known) = self.products.get_mut(&product) {
            known.seats = known.seats.moved(by);
        }
    }

    fn set_subscription(
        &mut self,
        product: ProductId,
        before: Option<&Subscription>,
        after: Option<&Subscription>,
    ) {
        let Some(known) = self.products.get_mut(&product) else {
            return;
        };
        let seats = |one: Option<&Subscription>| one.map_or(0, Subscription::assignable);
        let more = i64::from(seats(after)) - i64::from(seats(before));
        known.seats.assignable = moved(known.seats.assignable, more);
        let id = before.or(after).map(|one| one.id);
        let at = known
            .subscriptions
            .iter()
            .position(|one| Some(one.id) == id);
        match (at, after) {
            (Some(at), Some(after)) => known.subscriptions[at] = after.clone(),
            (Some(at), None) => drop(known.subscriptions.remove(at)),
            (None, Some(after)) => known.subscriptions.push(after.clone()),
            (None, None) => {}
        }
    }

    fn apply_to(&mut self, user: UserId, change: &Change, since: i64, by: &Arc<str>) {
        let Some(person) = self.people.get_mut(&user) else {
            return;
        };
        let is = |license: &License, product: &ProductId, via: &Via| {
            license.product == *product && license.via == *via
        };
        let direct = |license: &License, product: &ProductId| is(license, product, &Via::Direct);
        let begin = |product: ProductId, via: Via, off: &Services| License {
            product,
            via,
            off: off.clone(),
            since,
            by: by.clone(),
        };
        match change {
            Change::Assigned { product, off, .. } => {
                person.licenses.push(begin(*product, Via::Direct, off));
            }
            Change::SourceBegun {
                product, via, off, ..
            } => person.licenses.push(begin(*product, *via, off)),
            Change::SourceEnded { product, via, .. } => {
                person.licenses.retain(|one| !is(one, product, via));
            }
            Change::Unassigned { product, .. } => {
                person.licenses.retain(|one| !direct(one, product))
            }
            Change::ServicesSet { product, after, .. } => {
                for license in person
                    .licenses
                    .iter_mut()
                    .filter(|one| direct(one, product))
                {
                    license.off = after.clone();
                }
            }
            Change::LocationSet { after, .. } => person.location = *after,
            _ => {}
        }
        person
            .licenses
            .sort_by_key(|license| (license.product, license.via));
    }
}
