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
use domain::{ProductRow, Verb};
use leptos::prelude::untrack;

/// Something that can be done with the licenses of a product owned.
struct Act {
    label: fn(&str) -> String,
    /// Where it is done, or where one chooses for whom.
    path: fn(&ProductRow) -> String,
}

const ACTS: &[Act] = &[
    Act {
        label: words::assign,
        path: |row| paths::assign(&row.slug, &Default::default()),
    },
    Act {
        label: words::unassign,
        path: holders,
    },
    Act {
        label: words::services,
        path: holders,
    },
];

/// A product's page, where users are selected.
fn holders(row: &ProductRow) -> String {
    paths::product(&row.slug, &Default::default())
}

/// The pages, and the commands that need no product.
pub(super) fn everywhere(me: &Me) -> Vec<Entry> {
    let cloud = untrack(|| Organization::here().cloud());
    let page = |place: &Place| Entry {
        keys: Some(format!("{} {}", keys::GO, place.letter())),
        first: true,
        ..Entry::new(
            Kind::Page,
            &place.title(cloud),
            To::Page(place.path().into()),
        )
    };
    let file = |label: Text, detail: Text, path: &str| Entry {
        detail: detail.into(),
        first: true,
        ..Entry::new(Kind::Command, &label, To::File(me.address(path)))
    };
    let shortcuts = Entry {
        keys: Some(keys::HELP.into()),
        first: true,
        ..Entry::new(Kind::Command, &words::KEYS, To::Over(Which::Keys))
    };
    let command = |label: Text, verb: Verb, path: String| Entry {
        reason: me.why_not(verb),
        ..Entry::new(Kind::Command, &label, To::Page(path))
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
    let others = others.into_iter().chain(of_people(me)).chain(own());
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
        Entry::new(
            Kind::Page,
            &frame::SWITCH,
            To::Page(paths::CUSTOMERS.into()),
        )
    });
    let parts = SETTINGS.map(|(title, path)| Entry {
        detail: settings::TITLE.into(),
        ..Entry::new(Kind::Page, &title, To::Page(path.into()))
    });
    let pages = pages.chain(switch).chain(parts);
    let commands = [invite, shortcuts].into_iter().chain(others);
    pages.chain(commands).chain(files).collect()
}

/// What is done with users, where they are selected.
fn of_people(me: &Me) -> [Entry; 6] {
    use paths::users::{DELETED, USERS};
    [
        (words::REPLACE, Verb::AssignLicenses, USERS, users::TITLE),
        (people::BLOCK, Verb::ManageUsers, USERS, users::TITLE),
        (people::ALLOW, Verb::ManageUsers, USERS, users::TITLE),
        (people::RESET, Verb::ResetPasswords, USERS, users::TITLE),
        (people::DELETE, Verb::ManageUsers, USERS, users::TITLE),
        (people::RESTORE, Verb::ManageUsers, DELETED, people::DELETED),
    ]
    .map(|(label, verb, path, page)| Entry {
        detail: page.into(),
        reason: me.why_not(verb),
        ..Entry::new(Kind::Command, &label, To::Page(path.into()))
    })
}

/// What everybody does for themselves.
fn own() -> [Entry; 3] {
    use paths::settings::{SESSIONS, SETTINGS};
    [
        (words::THEME, SETTINGS, settings::APPEARANCE),
        (frame::LANGUAGE, SETTINGS, settings::APPEARANCE),
        (frame::SIGN_OUT_EVERYWHERE, SESSIONS, settings::SESSIONS),
    ]
    .map(|(label, path, page)| Entry {
        detail: page.into(),
        ..Entry::new(Kind::Command, &label, To::Page(path.into()))
    })
}

/// The products owned, and what can be done with each: one kind of it after the other, as few are listed.
pub(super) fn of_products(products: &[ProductRow], me: &Me) -> Vec<Entry> {
    let why_not = me.why_not(Verb::AssignLicenses);
    let acts = ACTS.iter().flat_map(|act| {
        let why_not = why_not.clone();
        products.iter().map(move |row| {
            let to = To::Page((act.path)(row));
            Entry {
                detail: row.part_number.to_string(),
                reason: why_not.clone(),
                ..Entry::new(Kind::Command, &(act.label)(&row.name), to)
            }
        })
    });
    let owned = products.iter().map(|row| Entry {
        detail: format!("{} · {}", row.part_number, licenses::bar(row.seats)),
        ..Entry::new(Kind::Product, &row.name, To::Page(holders(row)))
    });
    acts.chain(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{entry::answering, testing::me};
    use super::*;
    use domain::{ProductId, Role, Seats};

    const ID: &str = "00000000-0000-0000-0000-000000000001";

    fn owned(name: &str, slug: &str) -> ProductRow {
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
            attention: Vec::new(),
        }
    }

    fn commands(role: Role) -> Vec<(String, String, bool)> {
        let products = [
            owned("Visio Plan 1", "VISIO_PLAN1"),
            owned("Visio Plan 2", "VISIOCLIENT"),
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
        let mut verbs = Vec::new();
        for (label, path, _) in &commands {
            if let Some(verb) = label.strip_suffix("Visio Plan 2") {
                verbs.push((verb.trim(), path.as_str()));
            }
        }
        let usual = [
            ("Assign", "/licenses/VISIOCLIENT/assign"),
            ("Unassign", "/licenses/VISIOCLIENT"),
            ("Change apps and services of", "/licenses/VISIOCLIENT"),
        ];
        assert_eq!(verbs, usual);
    }

    #[test]
    fn what_the_role_does_not_allow_is_off() {
        for (label, _, may) in commands(Role::Billing) {
            assert!(!may, "{label}");
        }
    }

    #[test]
    fn verbs_without_a_user_lead_to_the_page_where_it_is_done() {
        let entries: Vec<_> = of_people(&me(Role::User))
            .into_iter()
            .chain(own())
            .collect();
        assert!(entries.iter().all(|entry| entry.reason.is_none()));
        for (typed, label, path) in [
            ("replace", "Replace product licenses", "/users"),
            ("block sign-in", "Block sign-in", "/users"),
            ("delete user", "Delete users", "/users"),
            ("restore", "Restore user", "/deleted-users"),
            ("sign out", "Sign out everywhere", "/settings/sessions"),
            ("dark appearance", "Light or dark appearance", "/settings"),
            ("light appearance", "Light or dark appearance", "/settings"),
            ("language", "Language", "/settings"),
        ] {
            let found = answering(entries.iter(), typed);
            assert_eq!(found[0].label, label, "{typed}");
            assert_eq!(found[0].to, To::Page(path.into()), "{typed}");
        }
    }
}
