//! What the rule needs to know.

use super::{Gone, Model, User, text::username_key};
use domain::*;
use std::{collections::BTreeSet, sync::Arc};

impl User {
    /// As far as the rule needs it.
    fn person(&self, id: UserId) -> Person {
        let licenses = self.licenses.iter();
        let license = |((product, via), held): (&(ProductId, Via), &super::Held)| License {
            product: *product,
            via: *via,
            off: held.off.clone(),
            since: held.since,
            by: held.by.clone(),
        };
        Person {
            id,
            name: self.name(),
            username: self.username(),
            kind: self.kind,
            location: self.location,
            licenses: licenses.map(license).collect(),
        }
    }

    fn account(&self, deleted: Option<Deleted>) -> Account {
        Account {
            profile: self.profile.clone(),
            enabled: self.enabled,
            roles: self.roles.iter().copied().collect(),
            deleted: deleted.map(Box::new),
        }
    }
}

impl Model {
    /// The facts that an order with these needs is decided by.
    pub fn facts(&self, needs: &Needs, asker: Option<UserId>) -> Facts {
        let mut facts = Facts {
            default_location: self.settings.default_location,
            rules: store::rules(self.settings.rules),
            asker,
            now: self.now,
            ..Facts::default()
        };
        for (id, user) in &self.users {
            let holds = needs.holders.iter().any(|product| user.holds(*product));
            let vias = user.licenses.keys().map(|(_, via)| *via);
            let mut purchases = vias.filter_map(|via| match via {
                Via::SelfService(purchase) => Some(purchase),
                _ => None,
            });
            let bought = purchases.any(|purchase| needs.buyers.contains(&purchase));
            if needs.users.contains(id) || holds || bought {
                facts.people.insert(*id, user.person(*id));
            }
        }
        if needs.touch_accounts() {
            self.add_accounts(needs, &mut facts);
        }
        if needs.admins || needs.touch_accounts() {
            let admins = self.users.iter().filter(|(_, user)| !user.roles.is_empty());
            facts.admins = admins.map(|(id, user)| (*id, admin(user))).collect();
        }
        if needs.settings {
            facts.settings = self.settings.clone();
        }
        self.add_catalog(needs, &mut facts);
        facts
    }

    fn add_accounts(&self, needs: &Needs, facts: &mut Facts) {
        for id in &needs.accounts {
            if let Some(user) = self.users.get(id) {
                facts.accounts.insert(*id, user.account(None));
            } else if let Some(gone) = self.deleted.get(id) {
                let deleted = self.kept(*id, gone);
                facts.accounts.insert(*id, gone.user.account(Some(deleted)));
            }
        }
        let gone = facts.accounts.values().filter(|one| one.deleted.is_some());
        let back = gone.map(|one| Arc::from(one.profile.get(ProfileField::Username)));
        let wanted: BTreeSet<Arc<str>> = needs.usernames.iter().cloned().chain(back).collect();
        for typed in wanted {
            let key = username_key(&typed);
            let has = |user: &User| username_key(&user.username()) == key;
            let named = |(id, user): (&UserId, &User), deleted| UsernameHolder {
                user: Named {
                    id: *id,
                    name: user.name(),
                },
                deleted,
            };
            let active = self.users.iter().find(|(_, user)| has(user));
            let deleted = self.deleted.iter().find(|(_, gone)| has(&gone.user));
            let deleted = deleted.map(|(id, gone)| named((id, &gone.user), true));
            let holder = active.map(|active| named(active, false)).or(deleted);
            let key = key.into();
            facts.usernames.insert(typed, Username { key, holder });
        }
    }

    /// What is kept of a deleted user.
    fn kept(&self, id: UserId, gone: &Gone) -> Deleted {
        let groups = gone
            .groups
            .iter()
            .map(|group| (*group, &self.groups[group]));
        let assign = groups.filter(|(_, group)| !group.licenses.is_empty());
        let inherits = assign.map(|(group, assigns)| Inheritance {
            group,
            licenses: assigns.licenses.clone().into_iter().collect(),
        });
        Deleted {
            at: gone.at,
            person: gone.user.person(id),
            inherits: inherits.collect(),
        }
    }

    fn add_catalog(&self, needs: &Needs, facts: &mut Facts) {
        let mut products: BTreeSet<ProductId> = needs.products.iter().copied().collect();
        let mut groups = BTreeSet::new();
        let gone = facts
            .accounts
            .values()
            .filter_map(|one| one.deleted.as_deref());
        let people = facts
            .people
            .values()
            .chain(gone.clone().map(|gone| &gone.person));
        for license in people.flat_map(|person| &person.licenses) {
            products.insert(license.product);
            if let Via::Group(group) = license.via {
                groups.insert(group);
            }
        }
        for inherits in gone.flat_map(|gone| &gone.inherits) {
            groups.insert(inherits.group);
            products.extend(inherits.licenses.iter().map(|(product, _)| *product));
        }
        let named = |id: GroupId| (id, self.groups[&id].name.clone());
        facts.groups = groups.into_iter().map(named).collect();
        for id in products {
            if self.products.contains_key(&id) {
                facts.products.insert(id, self.product(id));
                let held = self.held(id, facts.asker);
                if held > 0 {
                    facts.held.insert(id, held);
                }
            }
        }
        let bundled = facts.products.values().flat_map(|one| one.services.iter());
        let exclusive = facts.rules.exclusive.iter();
        let exclusive = exclusive.flat_map(|set| set.services.iter());
        let requires = facts.rules.requires.iter();
        let requires = requires.flat_map(|need| need.any_of.iter().chain([need.service]));
        let services: BTreeSet<ServiceId> = bundled.chain(exclusive).chain(requires).collect();
        for id in services {
            if let Some(service) = self.services.get(&id) {
                facts.services.insert(id, service.clone());
            }
        }
    }

    /// A product as the organization has it.
    pub fn product(&self, id: ProductId) -> Product {
        let sku = &self.products[&id];
        let purchases = self.purchases_of(id);
        Product {
            id,
            part_number: sku.part_number.clone(),
            name: sku.name.clone(),
            services: sku.services.clone(),
            seats: self.seats(id),
            subscriptions: purchases.map(|one| one.subscription.clone()).collect(),
        }
    }
}

fn admin(user: &User) -> Admin {
    Admin {
        roles: user.roles.iter().copied().collect(),
        can_sign_in: user.enabled,
    }
}

/// The same facts, with lists in order that have none.
pub fn sorted(mut facts: Facts) -> Facts {
    let by_source = |licenses: &mut Vec<License>| {
        licenses.sort_by_key(|license| (license.product, license.via));
    };
    for person in facts.people.values_mut() {
        by_source(&mut person.licenses);
    }
    for account in facts.accounts.values_mut() {
        if let Some(deleted) = &mut account.deleted {
            by_source(&mut deleted.person.licenses);
            for group in &mut deleted.inherits {
                group.licenses.sort();
            }
        }
    }
    facts
}
