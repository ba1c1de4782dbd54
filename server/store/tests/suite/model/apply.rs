//! What the changes of a plan do.

use super::{Bought, Gone, Held, Model, User};
use domain::*;
use std::{collections::BTreeMap, sync::Arc};

impl Model {
    /// Makes `changes`, one after the other. Each finds what it was planned for.
    pub fn apply(&mut self, changes: &[Change], by: &Arc<str>) {
        let before = self.clone();
        for change in changes {
            self.make(change, by, &before);
        }
        for id in self.products.keys() {
            let (was, is) = (before.seats(*id), self.seats(*id));
            let moves = changes.iter().map(|change| match change {
                Change::SeatsMoved { product, by } if product == id => *by,
                _ => 0,
            });
            let moved = i64::from(is.assigned) - i64::from(was.assigned);
            assert_eq!(
                moved,
                moves.sum::<i64>(),
                "the plan counts the seats of {id}"
            );
            if was != is {
                self.history
                    .push((self.now.div_euclid(calendar::DAY), *id, is));
            }
        }
    }

    fn make(&mut self, change: &Change, by: &Arc<str>, before: &Self) {
        for user in change.users() {
            self.make_for(*user, change, by, before);
        }
        match change {
            Change::SubscriptionSet {
                product,
                before,
                after,
            } => self.subscribe(*product, before.as_deref(), after.as_deref()),
            Change::Configured { before, after } => {
                assert_eq!(self.settings.set(after), *before);
            }
            _ => {}
        }
    }

    fn subscribe(
        &mut self,
        product: ProductId,
        before: Option<&Subscription>,
        after: Option<&Subscription>,
    ) {
        let after = after.expect("no order takes a subscription back").clone();
        let Some(before) = before else {
            self.purchases.push(Bought {
                product,
                subscription: after,
                purchaser: None,
                at: self.now,
            });
            return;
        };
        let mut known = self.purchases.iter_mut();
        let known = known.find(|one| one.subscription.id == before.id).unwrap();
        assert_eq!((known.product, &known.subscription), (product, before));
        known.subscription = after;
    }

    fn make_for(&mut self, id: UserId, change: &Change, by: &Arc<str>, before: &Self) {
        if matches!(
            change,
            Change::SignInSet { allowed: false, .. } | Change::UserDeleted { .. }
        ) {
            self.sessions.retain(|(_, user, _)| *user != id);
        }
        let user = self.users.get_mut(&id);
        match change {
            Change::UserAdded { profile, kind, .. } => {
                assert!(user.is_none() && !self.deleted.contains_key(&id));
                let user = newcomer(profile.clone(), *kind);
                self.users.insert(id, user);
            }
            Change::UserRestored { .. } => {
                let gone = self.deleted.remove(&id).unwrap();
                for group in &gone.groups {
                    self.groups.get_mut(group).unwrap().members.insert(id);
                }
                let licenses = BTreeMap::new();
                let user = User {
                    licenses,
                    ..gone.user
                };
                self.users.insert(id, user);
            }
            Change::UserDeleted { .. } => self.delete(id, by, before),
            Change::UserPurged { .. } => {
                self.deleted.remove(&id).unwrap();
                self.invitations.remove(&id);
            }
            _ => user.unwrap().make(change, self.now, by),
        }
    }

    /// What was held before the order is kept, and all else as the order leaves it.
    fn delete(&mut self, id: UserId, by: &Arc<str>, before: &Self) {
        let groups = self.groups_of(id);
        for group in &groups {
            self.groups.get_mut(group).unwrap().members.remove(&id);
        }
        let user = self.users.remove(&id).unwrap();
        assert!(
            user.licenses.is_empty(),
            "nobody who is deleted holds a license"
        );
        let licenses = before.users[&id].licenses.clone();
        let gone = Gone {
            user: User { licenses, ..user },
            groups,
            at: self.now,
            by: by.clone(),
        };
        self.deleted.insert(id, gone);
    }
}

/// Somebody of whom no more is known.
pub fn newcomer(profile: Profile, kind: UserKind) -> User {
    User {
        profile,
        kind,
        enabled: true,
        location: None,
        roles: [].into(),
        licenses: BTreeMap::new(),
        views: BTreeMap::new(),
    }
}

impl User {
    fn make(&mut self, change: &Change, since: i64, by: &Arc<str>) {
        let begin = |off: &Services| Held {
            off: off.clone(),
            since,
            by: by.clone(),
        };
        let (began, ended) = match change {
            Change::Assigned { product, off, .. } => (Some((*product, Via::Direct, off)), None),
            Change::SourceBegun {
                product, via, off, ..
            } => (Some((*product, *via, off)), None),
            Change::Unassigned { product, off, .. } => (None, Some((*product, Via::Direct, off))),
            Change::SourceEnded {
                product, via, off, ..
            } => (None, Some((*product, *via, off))),
            _ => (None, None),
        };
        if let Some((product, via, off)) = began {
            let had = self.licenses.insert((product, via), begin(off));
            assert!(had.is_none(), "a license begins once");
        }
        if let Some((product, via, off)) = ended {
            let had = self.licenses.remove(&(product, via)).unwrap();
            assert_eq!(had.off, *off);
        }
        match change {
            Change::ServicesSet {
                product,
                before,
                after,
                ..
            } => {
                let license = self.licenses.get_mut(&(*product, Via::Direct)).unwrap();
                assert_eq!(license.off, *before);
                license.off = after.clone();
            }
            Change::LocationSet { before, after, .. } => {
                assert_eq!(self.location, *before);
                self.location = *after;
            }
            Change::ProfileSet { before, after, .. } => {
                assert_eq!(self.profile, *before);
                self.profile = after.clone();
            }
            Change::SignInSet { allowed, .. } => {
                assert_ne!(self.enabled, *allowed);
                self.enabled = *allowed;
            }
            Change::RolesSet { before, after, .. } => {
                let had: Vec<Role> = self.roles.iter().copied().collect();
                assert_eq!(had, *before);
                self.roles = after.iter().copied().collect();
            }
            _ => {}
        }
    }
}
