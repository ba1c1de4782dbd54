//! Accounts of random worlds, and what orders do to them.

use super::{Dice, group, product, user};
use domain::*;
use std::sync::Arc;

/// How many users are deleted, with the ids that follow those of the others; and who may come new, after them.
const DELETED: usize = 2;
const BEYOND: usize = 100;

/// The id of a deleted user.
fn deleted(number: usize) -> UserId {
    user(BEYOND + number)
}

/// The id of somebody new.
fn fresh(number: usize) -> UserId {
    user(2 * BEYOND + number)
}

fn profile(name: &str, username: &str) -> Profile {
    Profile::of([
        (ProfileField::Name, name),
        (ProfileField::Username, username),
    ])
}

fn roles(dice: &mut Dice) -> Vec<Role> {
    match dice.below(4) {
        0 => dice.some(&Role::ALL, 30),
        _ => Vec::new(),
    }
}

/// Gives everybody an account, and adds somebody deleted.
pub(super) fn keep(dice: &mut Dice, facts: &mut Facts, users: usize) {
    for person in facts.people.values() {
        let account = Account {
            profile: profile(&person.name, &person.username),
            enabled: dice.chance(80),
            roles: roles(dice),
            deleted: None,
        };
        if !account.roles.is_empty() {
            let (roles, can_sign_in) = (account.roles.clone(), account.enabled);
            facts.admins.insert(person.id, Admin { roles, can_sign_in });
        }
        facts.accounts.insert(person.id, account);
    }
    for number in 0..DELETED {
        let id = deleted(number);
        let username: Arc<str> = format!("gone{number}@x.example").into();
        let inherits = dice.chance(50).then(|| inheritance(dice, facts));
        let person = Person {
            id,
            name: format!("Gone {number}").into(),
            username: username.clone(),
            kind: UserKind::Member,
            location: Location::new("DE"),
            licenses: Vec::new(),
        };
        let account = Account {
            profile: profile(&person.name, &username),
            enabled: true,
            roles: roles(dice),
            deleted: Some(Box::new(Deleted {
                at: 1,
                inherits: inherits.into_iter().collect(),
                person: person.clone(),
            })),
        };
        let holder = UsernameHolder {
            user: person.named(),
            deleted: true,
        };
        let known = Username {
            key: username.clone(),
            holder: Some(holder),
        };
        facts.usernames.insert(username, known);
        facts.accounts.insert(id, account);
    }
    facts.asker = dice.chance(70).then(|| user(dice.below(users)));
}

fn inheritance(dice: &mut Dice, facts: &Facts) -> Inheritance {
    let all: Vec<ProductId> = facts.products.keys().copied().collect();
    let some = dice.some(&all, 40);
    Inheritance {
        group: group(0),
        licenses: some.into_iter().map(|id| (id, Services::none())).collect(),
    }
}

/// Adds steps that touch accounts.
pub(super) fn steps(
    dice: &mut Dice,
    facts: &Facts,
    users: usize,
    products: usize,
    steps: &mut Vec<Step>,
) {
    let some = |dice: &mut Dice| dice.some(&facts.people.keys().copied().collect::<Vec<_>>(), 30);
    let (action, who) = match dice.below(8) {
        0 => (Action::BlockSignIn, some(dice)),
        1 => (Action::AllowSignIn, some(dice)),
        2 => (Action::DeleteUser, some(dice)),
        3 => {
            let text: Arc<str> = if dice.chance(85) {
                "Sales"
            } else {
                "a\u{202E}b"
            }
            .into();
            let edits = [(ProfileField::Department, text)].into();
            (Action::EditUser(edits), some(dice))
        }
        4 => (Action::PurgeUser, vec![deleted(dice.below(DELETED))]),
        5 => (Action::RestoreUser, vec![user(dice.below(users))]),
        6 => (Action::RestoreUser, vec![deleted(dice.below(DELETED))]),
        _ if dice.chance(10) => (add(dice), vec![user(dice.below(users))]),
        _ => (add(dice), vec![fresh(0)]),
    };
    let comes = matches!(action, Action::AddUser { .. } | Action::RestoreUser);
    let choice = Choice {
        product: product(dice.below(products)),
        off: Services::none(),
    };
    let place = Action::SetLocation(super::place(dice));
    steps.push(Step {
        action,
        users: who.clone(),
    });
    if dice.chance(20) {
        steps.push(Step {
            action: Action::SetRoles(dice.some(&Role::ALL, 30)),
            users: who.clone(),
        });
    }
    if comes && dice.chance(70) {
        steps.push(Step {
            action: place,
            users: who.clone(),
        });
        steps.push(Step {
            action: Action::Assign(vec![choice]),
            users: who,
        });
    }
}

fn add(dice: &mut Dice) -> Action {
    let username = match dice.below(8) {
        0 => "gone0@x.example",
        1 => "nonsense",
        _ => "new@x.example",
    };
    let name = if dice.chance(90) { "Nora New" } else { " " };
    Action::AddUser {
        profile: profile(name, username),
        kind: UserKind::Member,
    }
}
