//! What can be found before the server is asked: pages, commands, and what can be done with each product.

use super::entry::{Entry, Kind, To};
use crate::{
    keys,
    over::Which,
    paths,
    places::{Place, SETTINGS},
    session::{Me, Organization},
    words::{
        Text, cloud, frame, guests, licenses, many, palette as words, people, products, settings,
        users,
    },
};
use domain::{Attention, Match, ProductRow, Shown, SubscriptionQuery, Verb};
use leptos::prelude::untrack;

/// Something that can be done with a product owned.
struct Act {
    label: fn(&str) -> String,
    /// The permission that it needs.
    verb: Verb,
    /// Where it is done, or where one chooses for whom.
    path: fn(&ProductRow) -> String,
    /// Is there something to do for this product?
    suits: fn(&ProductRow) -> bool,
}

const ACTS: &[Act] = &[
    Act {
        label: words::assign,
        verb: Verb::AssignLicenses,
        path: |row| paths::assign(&row.slug, &Default::default()),
        suits: |_| true,
    },
    Act {
        label: words::unassign,
        verb: Verb::AssignLicenses,
        path: holders,
        suits: |_| true,
    },
    Act {
        label: words::services,
        verb: Verb::AssignLicenses,
        path: holders,
        suits: |_| true,
    },
    Act {
        label: words::buy,
        verb: Verb::BuySeats,
        path: |row| subscriptions(row, Shown::All),
        suits: |_| true,
    },
    Act {
        label: words::take_control,
        verb: Verb::ManageSubscriptions,
        path: |row| subscriptions(row, Shown::SelfService),
        suits: |row| row.attention.contains(&Attention::SelfService),
    },
];

/// A product's page, where users are selected.
fn holders(row: &ProductRow) -> String {
    paths::product(&row.slug, &Default::default())
}

/// The list of its subscriptions, where one of them is chosen.
fn subscriptions(row: &ProductRow, shown: Shown) -> String {
    let search = row.name.to_string();
    paths::products::list(&SubscriptionQuery { search, shown })
}

/// The pages, and the commands that need no product.
pub(super) fn everywhere(me: &Me) -> Vec<Entry> {
    let cloud = untrack(|| Organization::here().cloud());
    let page = |place: &Place| Entry {
        keys: Some(format!("{} {}", keys::GO, place.letter())),
        first: true,
        ..entry(
            Kind::Page,
            &place.title(cloud),
            To::Page(place.path().into()),
        )
    };
    let file = |label: Text, detail: Text, path: &str| Entry {
        detail: detail.into(),
        first: true,
        ..entry(Kind::Command, &label, To::File(me.address(path)))
    };
    let shortcuts = Entry {
        keys: Some(keys::HELP.into()),
        first: true,
        ..entry(Kind::Command, &words::KEYS, To::Over(Which::Keys))
    };
    let command = |label: Text, verb: Verb, path: String| Entry {
        reason: me.why_not(verb),
        ..entry(Kind::Command, &label, To::Page(path))
    };
    let path = paths::guests::invite(&Default::default());
    let invite = Entry {
        first: true,
        ..command(guests::INVITE, Verb::ManageUsers, path)
    };
    let (manage, path) = (cloud::manage(cloud), paths::users::USERS.into());
    let manage = Entry {
        detail: users::TITLE.into(),
        ..command(manage, Verb::AssignLicenses, path)
    };
    let shown = Default::default();
    let (one, several) = (paths::users::add(&shown), paths::users::add_many(&shown));
    let buy = paths::products::buy(&Default::default());
    let others = [
        command(people::ADD, Verb::ManageUsers, one),
        command(many::TITLE, Verb::ManageUsers, several),
        manage,
        command(products::BUY_NEW, Verb::BuySeats, buy),
    ];
    let files = [
        file(users::EXPORT, words::AS_FILE, paths::users::EXPORT),
        file(
            words::EXPORT_PRODUCTS,
            words::AS_FILE,
            paths::EXPORT_PRODUCTS,
        ),
    ];
    let pages = Place::ALL.iter().map(page);
    let switch = me.may_switch().then(|| {
        entry(
            Kind::Page,
            &frame::SWITCH,
            To::Page(paths::CUSTOMERS.into()),
        )
    });
    let parts = SETTINGS.map(|(title, path)| Entry {
        detail: settings::TITLE.into(),
        ..entry(Kind::Page, &title, To::Page(path.into()))
    });
    let pages = pages.chain(switch).chain(parts);
    let commands = [invite, shortcuts].into_iter().chain(others);
    pages.chain(commands).chain(files).collect()
}

/// The products owned, and what can be done with each: one kind of it after the other, as few are listed.
pub(super) fn of_products(products: &[ProductRow], me: &Me) -> Vec<Entry> {
    let acts = ACTS.iter().flat_map(|act| {
        let why_not = me.why_not(act.verb);
        let suited = products.iter().filter(move |row| (act.suits)(row));
        suited.map(move |row| Entry {
            detail: row.part_number.to_string(),
            reason: why_not.clone(),
            ..entry(
                Kind::Command,
                &(act.label)(&row.name),
                To::Page((act.path)(row)),
            )
        })
    });
    let owned = products.iter().map(|row| Entry {
        detail: format!("{} · {}", row.part_number, licenses::bar(row.seats)),
        ..entry(Kind::Product, &row.name, To::Page(holders(row)))
    });
    acts.chain(owned).collect()
}

/// A user whom the server found.
pub(super) fn user(user: &Match) -> Entry {
    let shown = Default::default();
    Entry {
        detail: user.username.to_string(),
        ..entry(
            Kind::User,
            &user.name,
            To::Page(paths::users::licenses_and_apps(&shown, user.id)),
        )
    }
}

fn entry(kind: Kind, label: &str, to: To) -> Entry {
    Entry {
        kind,
        label: label.into(),
        detail: String::new(),
        keys: None,
        reason: None,
        to,
        first: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Actor, Cloud, OrganizationId, ProductId, Role, Seats, UserId};

    const ID: &str = "00000000-0000-0000-0000-000000000001";

    fn me(role: Role) -> Me {
        Me {
            user: ID.parse::<UserId>().unwrap(),
            actor: Actor {
                name: "Ida Marsh".into(),
                roles: vec![role],
            },
            organization_id: OrganizationId(1),
            organization: "Northlight Labs".into(),
            home: None,
            is_partner: false,
            cloud: Cloud::default(),
        }
    }

    fn owned(name: &str, slug: &str, attention: Vec<Attention>) -> ProductRow {
        ProductRow {
            id: ID.parse::<ProductId>().unwrap(),
            part_number: slug.into(),
            slug: slug.into(),
            name: name.into(),
            seats: Seats {
                assignable: 10,
                assigned: 5,
            },
            subscriptions: 1,
            attention,
        }
    }

    fn commands(role: Role) -> Vec<(String, String, bool)> {
        let products = [
            owned("Visio Plan 1", "VISIO_PLAN1", vec![Attention::SelfService]),
            owned("Visio Plan 2", "VISIOCLIENT", Vec::new()),
        ];
        let entries = of_products(&products, &me(role)).into_iter();
        let commands = entries.filter(|entry| entry.kind == Kind::Command);
        commands
            .map(|entry| match entry.to {
                To::Page(path) => (entry.label, path, entry.reason.is_none()),
                _ => panic!("{} opens no page", entry.label),
            })
            .collect()
    }

    #[test]
    fn every_product_has_its_verbs_and_they_lead_to_where_it_is_done() {
        let commands = commands(Role::Global);
        assert!(commands.iter().all(|(_, _, may)| *may));
        let of = |name: &str| {
            let mut verbs = Vec::new();
            for (label, path, _) in &commands {
                if let Some(verb) = label.strip_suffix(name) {
                    verbs.push((verb.trim(), path.as_str()));
                }
            }
            verbs
        };
        let usual = [
            ("Assign", "/licenses/VISIOCLIENT/assign"),
            ("Unassign", "/licenses/VISIOCLIENT"),
            ("Change apps and services of", "/licenses/VISIOCLIENT"),
            ("Buy licenses of", "/products?search=Visio%20Plan%202"),
        ];
        assert_eq!(of("Visio Plan 2"), usual);
        let own = of("Visio Plan 1");
        let last = "/products?search=Visio%20Plan%201&show=self-service";
        assert_eq!(own.last(), Some(&("Take control of", last)));
        assert_eq!(own.len(), usual.len() + 1);
    }

    #[test]
    fn what_the_role_does_not_allow_is_off() {
        for (label, _, may) in commands(Role::Billing) {
            let is_theirs = label.starts_with("Buy") || label.starts_with("Take control");
            assert_eq!(may, is_theirs, "{label}");
        }
    }
}
