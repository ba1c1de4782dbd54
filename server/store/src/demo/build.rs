//! From the file to rows, as of a day.

use super::file::{Day, FILE, Group, Held, Purchase, User, WRITTEN, chosen};
use crate::{
    random::Random,
    rows::{GroupRow, LicenseRow, PersonRow, PurchaseRow, next},
};
use domain::{
    Channel, GroupId, ProductId, Role, ServiceId, Services, Subscription, SubscriptionId, Term,
    TermLength, UserId, Via,
};
use std::{collections::BTreeMap, sync::Arc};

const DAY: i64 = 86_400;
/// Who assigned what is assigned.
const ADMIN: &str = "Ida Marsh";

/// Everything that is written besides the catalog.
pub(super) struct Demo {
    pub(super) people: Vec<PersonRow>,
    pub(super) purchases: Vec<PurchaseRow>,
    pub(super) groups: Vec<GroupRow>,
    pub(super) members: Vec<(GroupId, UserId)>,
    pub(super) licenses: Vec<LicenseRow>,
    pub(super) roles: Vec<(UserId, Role)>,
}

/// Makes the rows as of `now`: the file's dates move along, so that what expires in 38 days always does.
pub(super) fn build(now: i64) -> Demo {
    let mut maker = Maker {
        random: Random::new(2026),
        now,
        services: FILE.service_ids(),
        products: FILE.product_ids(),
        users: BTreeMap::new(),
        owned: BTreeMap::new(),
        self_service: BTreeMap::new(),
    };
    let mut people: Vec<_> = FILE.users.iter().map(|user| maker.person(user)).collect();
    people.sort_by_key(|person| person.id);
    let purchases = FILE
        .subscriptions
        .iter()
        .map(|purchase| maker.purchase(purchase))
        .collect();
    let groups: Vec<_> = FILE.groups.iter().map(|group| maker.group(group)).collect();
    let mut licenses: Vec<_> = FILE.licenses.iter().map(|held| maker.held(held)).collect();
    let mut members = Vec::new();
    for (entry, group) in FILE.groups.iter().zip(&groups) {
        for member in &entry.members {
            members.push((group.id, maker.users[member.as_str()].id));
            for (product, off) in &group.licenses {
                licenses.push(maker.license(member, *product, Via::Group(group.id), off.clone()));
            }
        }
    }
    licenses.sort_by_key(|license| (license.user, license.product, license.via));
    let roles = FILE.admins.iter().flat_map(|admin| {
        let user = maker.users[admin.username.as_str()].id;
        admin.roles.iter().map(move |role| (user, *role))
    });
    Demo {
        roles: roles.collect(),
        people,
        purchases,
        groups,
        members,
        licenses,
    }
}

/// What the licenses need to know of a user.
struct Known {
    id: UserId,
    name: Arc<str>,
    name_key: Arc<str>,
    created_at: i64,
}

struct Maker {
    random: Random,
    now: i64,
    services: BTreeMap<&'static str, ServiceId>,
    products: BTreeMap<&'static str, ProductId>,
    users: BTreeMap<&'static str, Known>,
    /// Since when a product is owned.
    owned: BTreeMap<ProductId, i64>,
    /// The self-service purchases by product, with the purchaser.
    self_service: BTreeMap<ProductId, (SubscriptionId, Arc<str>)>,
}

impl Maker {
    fn person(&mut self, user: &'static User) -> PersonRow {
        let created_at = self.now - DAY * self.random.between(400, 2_000);
        let id = UserId(self.random.id_at(created_at));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let person = PersonRow {
            first_name: user.first.clone(),
            last_name: user.last.clone(),
            mail: user.mail.clone(),
            kind: user.kind,
            enabled: user.enabled,
            location: user.location,
            job_title: text(&user.title),
            department: text(&user.department),
            office: text(&user.office),
            city: text(&user.city),
            country: text(&user.country),
            ..PersonRow::new(id, user.username.clone(), user.name.clone(), created_at)
        };
        let known = Known {
            id,
            name: user.name.as_str().into(),
            name_key: person.name_key().into(),
            created_at,
        };
        self.users.insert(&user.username, known);
        person
    }

    fn purchase(&mut self, purchase: &Purchase) -> PurchaseRow {
        let product = self.products[purchase.product.as_str()];
        let today = self.now.div_euclid(DAY);
        let at = |day: Day| (day.0 - WRITTEN + today) * DAY;
        let ends = purchase.expires.map(at);
        let length = match (purchase.channel, purchase.length) {
            (Channel::Trial, _) => 90 * DAY,
            (_, TermLength::Monthly) => 30 * DAY,
            _ => 365 * DAY,
        };
        let since = match (purchase.began, ends) {
            (Some(day), _) => at(day),
            // Bought for as many lengths at once as it takes to have begun by now.
            (None, Some(ends)) => {
                let terms = (ends - self.now).div_euclid(length).max(0) + 1;
                ends - terms * length
            }
            (None, None) => (today - 400) * DAY,
        };
        // Renewed since it was bought, if the file says when its term began.
        let created_at = match (purchase.began, ends) {
            (Some(_), Some(_)) => since - length,
            _ => since,
        };
        let owned = self.owned.entry(product).or_insert(created_at);
        *owned = created_at.min(*owned);
        let id = SubscriptionId(self.random.id());
        let purchaser = purchase
            .purchaser
            .as_deref()
            .map(|username| self.users[username].name.clone());
        if let Some(purchaser) = &purchaser {
            self.self_service.insert(product, (id, purchaser.clone()));
        }
        PurchaseRow {
            product,
            subscription: Subscription {
                id,
                seats: purchase.seats,
                state: purchase.state,
                channel: purchase.channel,
                term: Term {
                    since,
                    ends,
                    length: purchase.length,
                    recurring: purchase.recurring,
                    grown: since,
                    next: next(purchase.state, ends),
                },
            },
            purchaser: purchaser.map(|name| (*name).to_owned()),
            created_at,
        }
    }

    fn group(&mut self, group: &Group) -> GroupRow {
        let licenses = group.licenses.iter().map(|license| {
            let product = self.products[license.product.as_str()];
            (product, chosen(&self.services, &license.off))
        });
        GroupRow {
            licenses: licenses.collect(),
            id: GroupId(self.random.id()),
            name: group.name.clone(),
        }
    }

    fn held(&mut self, held: &Held) -> LicenseRow {
        let product = self.products[held.product.as_str()];
        let via = match held.subscription {
            Some(_) => Via::SelfService(self.self_service[&product].0),
            None => Via::Direct,
        };
        let off = chosen(&self.services, &held.off);
        self.license(&held.user, product, via, off)
    }

    /// Assigned on some working hour of the past year.
    fn license(
        &mut self,
        username: &str,
        product: ProductId,
        via: Via,
        off: Services,
    ) -> LicenseRow {
        let days_ago = self.random.between(1, 360);
        let hour = self.random.between(8 * 60, 17 * 60) * 60;
        let since = (self.now.div_euclid(DAY) - days_ago) * DAY + hour;
        let user = &self.users[username];
        let by = match via {
            Via::SelfService(_) => self.self_service[&product].1.clone(),
            _ => ADMIN.into(),
        };
        LicenseRow {
            user: user.id,
            product,
            via,
            off,
            since: since.max(user.created_at).max(self.owned[&product]),
            by,
            name_key: user.name_key.clone(),
        }
    }
}
