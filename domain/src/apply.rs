//! What changes do to facts: for the browser's next preview, for models, and for the laws.

use crate::{
    Change, Channel, Facts, License, ProductId, Services, Subscription, SubscriptionState, UserId,
    Via, seats::moved,
};
use std::sync::Arc;

impl Change {
    /// The same change for `users`.
    #[must_use]
    pub fn for_users(mut self, these: Vec<UserId>) -> Self {
        match &mut self {
            Self::Assigned { users, .. }
            | Self::Unassigned { users, .. }
            | Self::ServicesSet { users, .. }
            | Self::LocationSet { users, .. } => *users = these,
            Self::SeatsMoved { .. } | Self::SeatsBought { .. } => {}
        }
        self
    }

    /// Whom it concerns.
    pub fn users(&self) -> &[UserId] {
        match self {
            Self::Assigned { users, .. }
            | Self::Unassigned { users, .. }
            | Self::ServicesSet { users, .. }
            | Self::LocationSet { users, .. } => users,
            Self::SeatsMoved { .. } | Self::SeatsBought { .. } => &[],
        }
    }
}

impl Facts {
    /// The facts after `changes`, made by `by` at `since` (seconds since 1970 UTC).
    pub fn apply(&mut self, changes: &[Change], since: i64, by: &Arc<str>) {
        for change in changes {
            for user in change.users() {
                self.apply_to(*user, change, since, by);
            }
            match change {
                Change::SeatsMoved { product, by } => self.move_seats(*product, *by),
                Change::SeatsBought {
                    product,
                    subscription,
                    new,
                    seats,
                } => {
                    let Some(known) = self.products.get_mut(product) else {
                        continue;
                    };
                    known.seats.assignable = moved(known.seats.assignable, *seats);
                    match known
                        .subscriptions
                        .iter_mut()
                        .find(|one| one.id == *subscription)
                    {
                        Some(one) => one.seats = moved(one.seats, *seats),
                        None => known.subscriptions.push(Subscription {
                            id: *subscription,
                            seats: moved(0, *seats),
                            state: SubscriptionState::Active,
                            channel: Channel::Direct,
                        }),
                    }
                    if *new && *seats < 0 {
                        known.subscriptions.retain(|one| one.id != *subscription);
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

    fn apply_to(&mut self, user: UserId, change: &Change, since: i64, by: &Arc<str>) {
        let Some(person) = self.people.get_mut(&user) else {
            return;
        };
        let direct = |license: &License, product: &ProductId| {
            license.product == *product && license.via == Via::Direct
        };
        let begin = |product: ProductId, off: &Services| License {
            product,
            via: Via::Direct,
            off: off.clone(),
            since,
            by: by.clone(),
        };
        match change {
            Change::Assigned { product, off, .. } => person.licenses.push(begin(*product, off)),
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
            Change::SeatsMoved { .. } | Change::SeatsBought { .. } => {}
        }
        person
            .licenses
            .sort_by_key(|license| (license.product, license.via));
    }
}
