//! Newcomers: users whom the order brings (back) into being, so that the rule judges them like everybody else; and the
//! usernames that the order gives away.

use crate::{
    Action, Facts, Named, Order, Person, ProfileField, UserId, Username, UsernameHolder,
    profile::tidy,
};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// The facts, with everybody whom `order` adds or restores as somebody who holds nothing yet.
pub(crate) fn admit<'f>(order: &Order, facts: &'f Facts) -> Cow<'f, Facts> {
    let brings = |action: &Action| {
        matches!(
            action,
            Action::AddUser { .. } | Action::RestoreUser | Action::PurgeUser | Action::EditUser(_)
        )
    };
    if !order.steps.iter().any(|step| brings(&step.action)) {
        return Cow::Borrowed(facts);
    }
    let mut facts = facts.clone();
    let mut claims = Vec::new();
    for step in &order.steps {
        // Whose turn it is doesn't depend on the sequence in which they are named.
        let users: BTreeSet<UserId> = step.users.iter().copied().collect();
        for user in &users {
            if let Some(person) = newcomer(&step.action, *user, &facts) {
                facts.people.entry(*user).or_insert(person);
            }
            claims.extend(claim(&step.action, *user, &facts));
        }
    }
    settle(&mut facts, &claims);
    Cow::Owned(facts)
}

fn newcomer(action: &Action, id: UserId, facts: &Facts) -> Option<Person> {
    let deleted = facts.accounts.get(&id).map(|account| &account.deleted);
    match (action, deleted) {
        (Action::AddUser { profile, kind }, None) => Some(Person {
            id,
            name: tidy(profile.get(ProfileField::Name)).into(),
            username: tidy(profile.get(ProfileField::Username)).into(),
            kind: *kind,
            location: None,
            licenses: Vec::new(),
        }),
        (_, Some(Some(deleted))) => Some(Person {
            licenses: Vec::new(),
            ..deleted.person.clone()
        }),
        _ => None,
    }
}

/// The username that `user` would have by `action`, if it is to be free.
fn claim(action: &Action, user: UserId, facts: &Facts) -> Option<(Arc<str>, Named<UserId>)> {
    let typed = match action {
        Action::AddUser { profile, .. } => profile.get(ProfileField::Username).to_owned(),
        Action::EditUser(edits) => edits.get(&ProfileField::Username)?.to_string(),
        Action::RestoreUser => {
            let account = facts.accounts.get(&user)?;
            account.profile.get(ProfileField::Username).to_owned()
        }
        _ => return None,
    };
    let name = facts.people.get(&user)?.name.clone();
    Some((tidy(&typed).into(), Named { id: user, name }))
}

/// Of several who want one username that is free, the first has it.
fn settle(facts: &mut Facts, claims: &[(Arc<str>, Named<UserId>)]) {
    let mut first: HashMap<Arc<str>, &Named<UserId>> = HashMap::new();
    for (typed, user) in claims {
        let unknown = || Username {
            key: typed.to_lowercase().into(),
            holder: None,
        };
        let wanted = facts.usernames.entry(typed.clone());
        let key = wanted.or_insert_with(unknown).key.clone();
        first.entry(key).or_insert(user);
    }
    for wanted in facts.usernames.values_mut() {
        if let (None, Some(user)) = (&wanted.holder, first.get(&wanted.key)) {
            wanted.holder = Some(UsernameHolder {
                user: (*user).clone(),
                deleted: false,
            });
        }
    }
}
