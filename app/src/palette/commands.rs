//! What can be found before the server is asked: pages, commands, and what can be done with each product.

use super::entry::{Entry, Kind, To};
use crate::{
    keys,
    over::Which,
    paths,
    places::Place,
    session::{Me, Organization},
    words::{Text, frame, guests, licenses, many, palette as words, people, users},
};
use domain::{Match, ProductRow, Verb};
use leptos::prelude::untrack;

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
    let invite = Entry {
        reason: me.why_not(Verb::ManageUsers),
        first: true,
        ..entry(
            Kind::Command,
            &guests::INVITE,
            To::Page(paths::guests::invite(&Default::default())),
        )
    };
    let add = |label: Text, path: String| Entry {
        reason: me.why_not(Verb::ManageUsers),
        ..entry(Kind::Command, &label, To::Page(path))
    };
    let shown = Default::default();
    let adding = [
        add(people::ADD, paths::users::add(&shown)),
        add(many::TITLE, paths::users::add_many(&shown)),
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
    let commands = [invite, shortcuts].into_iter().chain(adding);
    pages.chain(switch).chain(commands).chain(files).collect()
}

/// The products owned, and assigning each.
pub(super) fn of_products(products: &[ProductRow], me: &Me) -> Vec<Entry> {
    let why_not = me.why_not(Verb::AssignLicenses);
    let shown = Default::default();
    let each = |row: &ProductRow| {
        let part_number = row.part_number.to_string();
        let assign = Entry {
            detail: part_number.clone(),
            reason: why_not.clone(),
            ..entry(
                Kind::Command,
                &words::assign(&row.name),
                To::Page(paths::assign(&row.slug, &shown)),
            )
        };
        let product = Entry {
            detail: format!("{part_number} · {}", licenses::bar(row.seats)),
            ..entry(
                Kind::Product,
                &row.name,
                To::Page(paths::product(&row.slug, &shown)),
            )
        };
        [assign, product]
    };
    products.iter().flat_map(each).collect()
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
