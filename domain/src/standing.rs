//! Where one user's account would stand after the order: the part of a draft that isn't licenses.

use crate::{
    Account, Action, Actor, Cause, Change, Effect, Facts, Fate, Flaw, Person, Profile,
    ProfileField, UserId, UserKind, say, words::Sentence,
};

/// Does the user exist?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Not yet.
    New,
    /// Yes.
    Active,
    /// Deleted, and can be restored.
    Deleted,
    /// Not any more.
    Gone,
}

/// An account at one moment.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) state: State,
    pub(crate) profile: Profile,
    pub(crate) enabled: bool,
}

/// An account before the order and after it.
pub(crate) struct Standing<'f> {
    pub(crate) account: Option<&'f Account>,
    kind: UserKind,
    pub(crate) before: Moment,
    pub(crate) after: Moment,
}

impl<'f> Standing<'f> {
    /// `person`'s, if one of `actions` asks about it.
    pub(crate) fn of(facts: &'f Facts, person: &Person, actions: &[&Action]) -> Option<Self> {
        if !actions.iter().any(|action| action.touches_account()) {
            return None;
        }
        let account = facts.accounts.get(&person.id);
        let adds = |action: &&Action| matches!(action, Action::AddUser { .. });
        let state = match account {
            Some(account) if account.deleted.is_some() => State::Deleted,
            None if actions.iter().any(adds) => State::New,
            _ => State::Active,
        };
        let before = Moment {
            state,
            profile: account
                .map(|account| account.profile.clone())
                .unwrap_or_default(),
            enabled: account.is_none_or(|account| account.enabled),
        };
        Some(Self {
            account,
            kind: person.kind,
            after: before.clone(),
            before,
        })
    }

    /// Why `actor` may not touch this account, whatever shall be done.
    pub(crate) fn rights(&self, actor: &Actor) -> Option<Cause> {
        match self.account {
            Some(account) if actor.may_manage(&account.roles) => None,
            Some(account) => Some(Cause::HoldsRoles(account.roles.clone())),
            None => (self.before.state == State::Active).then_some(Cause::UnknownUser),
        }
    }

    /// What is wrong with the profile as it would stand. What was so before is left alone.
    pub(crate) fn flaws(&self, facts: &Facts, user: UserId) -> Vec<Cause> {
        if self.after.state != State::Active {
            return Vec::new();
        }
        let begins = self.before.state != State::Active;
        let mut causes = Vec::new();
        for field in ProfileField::ALL {
            let text = self.after.profile.get(field);
            if self.before.state != State::New && text == self.before.profile.get(field) {
                continue;
            }
            causes.extend(field.refuses(text));
        }
        let username = self.after.profile.get(ProfileField::Username);
        if begins || username != self.before.profile.get(ProfileField::Username) {
            let wanted = facts.usernames.get(username);
            let holder = wanted.and_then(|wanted| wanted.holder.as_ref());
            if let Some(holder) = holder.filter(|holder| holder.user.id != user) {
                causes.push(Cause::UsernameTaken {
                    username: username.into(),
                    by: holder.user.clone(),
                    deleted: holder.deleted,
                });
            }
        }
        causes
    }

    /// What changes of the account, with the users left open.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let users = Vec::new;
        let mut changes = Vec::new();
        let (before, after) = (&self.before, &self.after);
        match (before.state, after.state) {
            (State::New, State::Active) => {
                changes.push(Change::UserAdded {
                    profile: after.profile.clone(),
                    kind: self.kind,
                    users: users(),
                });
                if !after.enabled {
                    changes.push(self.sign_in());
                }
                return changes;
            }
            (State::Deleted, State::Active) => {
                changes.push(Change::UserRestored { users: users() });
            }
            (State::Active, State::Deleted) => {
                changes.push(Change::UserDeleted { users: users() });
            }
            (State::Deleted, State::Gone) => {
                changes.push(Change::UserPurged { users: users() });
                return changes;
            }
            _ => {}
        }
        if before.profile != after.profile {
            changes.push(Change::ProfileSet {
                before: before.profile.clone(),
                after: after.profile.clone(),
                users: users(),
            });
        }
        if before.enabled != after.enabled {
            changes.push(self.sign_in());
        }
        changes
    }

    fn sign_in(&self) -> Change {
        Change::SignInSet {
            allowed: self.after.enabled,
            users: Vec::new(),
        }
    }

    /// What it means for the user.
    pub(crate) fn tell(&self, effect: &mut Effect) {
        let (before, after) = (&self.before, &self.after);
        effect.fate = match (before.state, after.state) {
            (State::New, State::Active) => Some(Fate::Added),
            (State::Deleted, State::Active) => Some(Fate::Restored),
            (State::Active, State::Deleted) => Some(Fate::Deleted),
            (State::Deleted, State::Gone) => Some(Fate::Purged),
            _ => None,
        };
        effect.edited = before.state != State::New && before.profile != after.profile;
        effect.sign_in = (before.enabled != after.enabled).then_some(after.enabled);
    }
}

impl ProfileField {
    /// Why `text` can't stand here, if it can't.
    pub fn refuses(self, text: &str) -> Option<Cause> {
        let flaw = self.flaw(text)?;
        Some(Cause::BadProfile {
            field: self,
            text: self.shown(text).into(),
            flaw,
        })
    }

    /// A text as a sentence can quote it.
    fn shown(self, text: &str) -> String {
        let plain = text.chars().filter(|letter| !self.hides(*letter));
        plain.take(60).collect()
    }
}

impl Flaw {
    /// What is wrong with `field`, and what to do.
    pub(crate) fn sentence(self, field: ProfileField, text: &str) -> Sentence {
        let name = Sentence::from(field.name());
        match self {
            Self::Missing => say!("The {name} is missing. Write one.", name = name),
            Self::TooLong => say!(
                "The {name} is longer than 256 characters. Shorten it.",
                name = name
            ),
            Self::Misleading => say!(
                "The {name} has characters that can't be seen, or that turn text around. Write it anew: {text}",
                name = name,
                text = text
            ),
            Self::NoAddress => say!(
                "{text} is no {name}. Write it like ida@northlight.example, without blanks.",
                text = format!("{text:?}"),
                name = name
            ),
        }
    }
}
