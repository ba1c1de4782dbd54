//! What can be done with a user whom the server found.

use super::entry::{Entry, Kind, To, words_of};
use crate::{
    paths::{settings, users as paths},
    session::Me,
    words::palette as words,
};
use domain::{Match, UserId, UserKind, Verb};

/// Something that can be done with one user.
struct Act {
    label: fn(&str) -> String,
    /// The permission that it needs; another one for a guest.
    verb: Verb,
    guests: Verb,
    /// Where it is done.
    path: fn(UserId) -> String,
}

const ACTS: &[Act] = &[
    Act {
        label: words::replace_of,
        verb: Verb::AssignLicenses,
        guests: Verb::AssignLicensesToGuests,
        path: |user| paths::licenses(&Default::default(), &[user]),
    },
    Act {
        label: words::block,
        verb: Verb::ManageUsers,
        guests: Verb::ManageUsers,
        path: |user| paths::block(&Default::default(), &[user]),
    },
    Act {
        label: words::allow,
        verb: Verb::ManageUsers,
        guests: Verb::ManageUsers,
        path: |user| paths::allow(&Default::default(), &[user]),
    },
    Act {
        label: words::reset,
        verb: Verb::ResetPasswords,
        guests: Verb::ResetPasswords,
        path: |user| paths::reset(&Default::default(), user),
    },
    Act {
        label: words::delete,
        verb: Verb::ManageUsers,
        guests: Verb::ManageUsers,
        path: |user| paths::delete(&Default::default(), &[user]),
    },
    Act {
        label: words::sign_out,
        verb: Verb::GiveRoles,
        guests: Verb::GiveRoles,
        path: settings::admin,
    },
];

/// The user, and with whoever was found first, what can be done with them.
pub(super) fn of_users(users: &[Match], me: &Me) -> Vec<Entry> {
    let acts = users.first().into_iter().flat_map(|user| {
        ACTS.iter().map(move |act| {
            let verb = match user.kind {
                UserKind::Member => act.verb,
                UserKind::Guest => act.guests,
            };
            let to = To::Page((act.path)(user.id));
            Entry {
                detail: user.username.to_string(),
                reason: me.why_not(verb),
                ..Entry::new(Kind::Command, &(act.label)(&user.name), to)
            }
        })
    });
    acts.collect()
}

/// A user whom the server found.
pub(super) fn user(user: &Match) -> Entry {
    let to = paths::licenses_and_apps(&Default::default(), user.id);
    Entry {
        detail: user.username.to_string(),
        ..Entry::new(Kind::User, &user.name, To::Page(to))
    }
}

/// Is all that is typed in the user's name or username? "del Toro" is no command to delete.
pub(super) fn is_name_of(typed: &str, user: &Match) -> bool {
    let name = words_of(&format!("{} {}", user.name, user.username));
    let is_in_it = |part: &String| name.iter().any(|word| word.starts_with(part));
    words_of(typed).iter().all(is_in_it)
}

/// So many letters of a verb are taken for it.
const ENOUGH: usize = 3;

/// Whom to look for: of "block elif" only "elif", as long as anything is left.
pub(super) fn whom(typed: &str) -> String {
    let labels = ACTS.iter().map(|act| (act.label)(""));
    let verbs: Vec<String> = labels.flat_map(|label| words_of(&label)).collect();
    let is_part = |part: &String| {
        let begins = part.chars().count() >= ENOUGH;
        let mut verbs = verbs.iter();
        verbs.any(|verb| verb == part || (begins && verb.starts_with(part)))
    };
    let is_verb = |word: &str| words_of(word).iter().all(is_part);
    let rest: Vec<&str> = typed
        .split_whitespace()
        .filter(|word| !is_verb(word))
        .collect();
    match rest.is_empty() {
        true => typed.to_owned(),
        false => rest.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{entry::answering, testing::me};
    use super::*;
    use domain::Role;

    fn elif(kind: UserKind) -> Match {
        Match {
            id: "00000000-0000-0000-0000-000000000005".parse().unwrap(),
            name: "Elif Demir".into(),
            username: "elif@northlight.example".into(),
            department: "".into(),
            kind,
            location: None,
            holds: false,
        }
    }

    #[test]
    fn a_name_is_no_verb() {
        let block = Match {
            name: "Adrian Block".into(),
            ..elif(UserKind::Member)
        };
        assert!(is_name_of("adrian block", &block));
        assert!(!is_name_of("block elif", &elif(UserKind::Member)));
    }

    #[test]
    fn a_user_who_is_found_has_verbs_that_lead_to_where_it_is_done() {
        let entries = of_users(&[elif(UserKind::Member)], &me(Role::Global));
        assert!(entries.iter().all(|entry| entry.reason.is_none()));
        let id = "00000000-0000-0000-0000-000000000005";
        for (typed, label, path) in [
            (
                "replace elif",
                "Replace licenses of Elif Demir",
                format!("/users/licenses?users={id}"),
            ),
            (
                "block sign-in elif",
                "Block sign-in of Elif Demir",
                format!("/users/block?users={id}"),
            ),
            (
                "delete elif",
                "Delete Elif Demir",
                format!("/users/delete?users={id}"),
            ),
            (
                "reset elif",
                "Reset password of Elif Demir",
                format!("/users/{id}/password"),
            ),
            (
                "sign out elif",
                "Sign out Elif Demir",
                format!("/settings/admins/{id}"),
            ),
        ] {
            let found = answering(entries.iter(), typed);
            let labels: Vec<_> = found.iter().map(|entry| &*entry.label).collect();
            assert_eq!(labels, [label], "{typed}");
            assert_eq!(found[0].to, To::Page(path));
        }
    }

    #[test]
    fn what_the_role_does_not_allow_is_off() {
        let on = |role: Role, kind: UserKind| {
            let entries = of_users(&[elif(kind)], &me(role)).into_iter();
            let on = entries.filter(|entry| entry.reason.is_none());
            on.map(|entry| entry.label).collect::<Vec<_>>()
        };
        assert_eq!(on(Role::Billing, UserKind::Member), [""; 0]);
        let licenses = ["Replace licenses of Elif Demir"];
        assert_eq!(on(Role::License, UserKind::Member), licenses);
        assert_eq!(on(Role::License, UserKind::Guest), [""; 0]);
        let password = ["Reset password of Elif Demir"];
        assert_eq!(on(Role::Helpdesk, UserKind::Member), password);
    }

    #[test]
    fn a_verb_is_not_looked_for_among_the_names_of_users() {
        for (typed, wanted) in [
            ("elif", "elif"),
            ("block elif", "elif"),
            ("Elif Demir delete", "Elif Demir"),
            ("sign-in elif", "elif"),
            ("del elif", "elif"),
            ("d elif", "d elif"),
            ("block", "block"),
            ("", ""),
        ] {
            assert_eq!(whom(typed), wanted, "{typed}");
        }
    }
}
