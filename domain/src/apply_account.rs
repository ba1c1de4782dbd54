//! What changes do to accounts.

use crate::{
    Account, Admin, Change, Deleted, Facts, Named, Person, Profile, ProfileField, Role, UserId,
    UserKind, UsernameHolder,
};
use std::collections::BTreeMap;

impl Facts {
    /// Whoever is deleted by `changes`, as they are before.
    pub(crate) fn leaving(&self, changes: &[Change]) -> BTreeMap<UserId, Person> {
        let deleted = changes
            .iter()
            .filter(|change| matches!(change, Change::UserDeleted { .. }));
        let users = deleted.flat_map(Change::users);
        users
            .filter_map(|user| Some((*user, self.people.get(user)?.clone())))
            .collect()
    }

    pub(crate) fn apply_to_account(
        &mut self,
        user: UserId,
        change: &Change,
        since: i64,
        leaving: &BTreeMap<UserId, Person>,
    ) {
        match change {
            Change::UserAdded { profile, kind, .. } => self.add(user, profile, *kind),
            Change::UserRemoved { .. } | Change::UserPurged { .. } => {
                self.people.remove(&user);
                self.accounts.remove(&user);
            }
            Change::ProfileSet { after, .. } => self.write(user, after),
            Change::SignInSet { allowed, .. } => {
                if let Some(account) = self.accounts.get_mut(&user) {
                    account.enabled = *allowed;
                }
            }
            Change::UserDeleted { .. } => {
                let person = self.people.remove(&user);
                if let (Some(account), Some(person), Some(before)) =
                    (self.accounts.get_mut(&user), person, leaving.get(&user))
                {
                    let licenses = before.licenses.clone();
                    account.deleted = Some(Box::new(Deleted {
                        at: since,
                        person: Person { licenses, ..person },
                        inherits: Vec::new(),
                    }));
                }
            }
            Change::UserRestored { .. } => {
                let account = self.accounts.get_mut(&user);
                if let Some(deleted) = account.and_then(|account| account.deleted.take()) {
                    let licenses = Vec::new();
                    let person = Person {
                        licenses,
                        ..deleted.person
                    };
                    self.people.insert(user, person);
                }
            }
            _ => return,
        }
        self.name(user);
        self.note_admin(user);
    }

    /// Gives these roles, and no others.
    pub(crate) fn give_roles(&mut self, user: UserId, roles: &[Role]) {
        match self.accounts.get_mut(&user) {
            Some(account) => {
                account.roles = roles.to_vec();
                self.note_admin(user);
            }
            None => self.admins.entry(user).or_default().roles = roles.to_vec(),
        }
    }

    fn add(&mut self, id: UserId, profile: &Profile, kind: UserKind) {
        self.people.insert(
            id,
            Person {
                id,
                name: profile.shared(ProfileField::Name),
                username: profile.shared(ProfileField::Username),
                kind,
                location: None,
                licenses: Vec::new(),
            },
        );
        self.accounts.insert(
            id,
            Account {
                profile: profile.clone(),
                enabled: true,
                roles: Vec::new(),
                deleted: None,
            },
        );
    }

    fn write(&mut self, user: UserId, profile: &Profile) {
        if let Some(account) = self.accounts.get_mut(&user) {
            account.profile = profile.clone();
        }
        if let Some(person) = self.people.get_mut(&user) {
            person.name = profile.shared(ProfileField::Name);
            person.username = profile.shared(ProfileField::Username);
        }
    }

    /// Notes whose the usernames are that are known of.
    fn name(&mut self, user: UserId) {
        let account = self.accounts.get(&user);
        let has = account.map(|account| {
            let username = account.profile.shared(ProfileField::Username);
            let name = account.profile.shared(ProfileField::Name);
            (username, name, account.deleted.is_some())
        });
        let key = has
            .as_ref()
            .and_then(|(username, ..)| self.usernames.get(username))
            .map(|known| known.key.clone());
        for known in self.usernames.values_mut() {
            let is_own = known.holder.as_ref().is_some_and(|one| one.user.id == user);
            if let (Some((_, name, deleted)), true) = (&has, Some(&known.key) == key.as_ref()) {
                let (name, deleted) = (name.clone(), *deleted);
                let user = Named { id: user, name };
                known.holder = Some(UsernameHolder { user, deleted });
            } else if is_own {
                known.holder = None;
            }
        }
    }

    /// Who has admin roles follows from the accounts, where these are known.
    fn note_admin(&mut self, user: UserId) {
        let account = self.accounts.get(&user);
        let admin = account.filter(|one| one.deleted.is_none() && !one.roles.is_empty());
        match admin {
            Some(account) => {
                let admin = Admin {
                    roles: account.roles.clone(),
                    can_sign_in: account.enabled,
                };
                self.admins.insert(user, admin);
            }
            None => {
                self.admins.remove(&user);
            }
        }
    }
}
