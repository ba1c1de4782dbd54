//! Invitations of guests.

use super::{Asked, Entry, Invited, Model};
use domain::{
    INVITATION_LIFE, Invitation, InvitationTimes, Receipt, UserId, UserKind, Verb, say,
    words::Sentence,
};
use store::{Asker, Error};

fn may_invite(asker: &Asker) -> Result<(), Error> {
    asker
        .actor
        .may(Verb::ManageUsers)
        .map_err(Error::NotAllowed)
}

impl Model {
    fn is_guest(&self, id: UserId) -> bool {
        self.users
            .get(&id)
            .is_some_and(|user| user.kind == UserKind::Guest)
    }

    /// The ledger tells of something that is no order.
    fn note(&mut self, asker: &Asker, user: UserId, line: Sentence) {
        let receipt = Receipt {
            entry: self.ledger.len() as i64 + 1,
            at: self.now,
            line,
            changed_users: 1,
            left_out: Vec::new(),
            stays_on: Vec::new(),
        };
        self.ledger.push(Entry {
            asked: Asked::Note(user),
            actor: asker.actor.name.clone(),
            by: asker.user,
            origin: asker.origin,
            key: None,
            receipt,
            changes: Vec::new(),
        });
    }

    pub fn invite(&mut self, asker: &Asker, guest: UserId, token: u64) -> Result<i64, Error> {
        may_invite(asker)?;
        let earlier = self.invitations.get(&guest);
        let accepted = earlier.is_some_and(|one| one.times.accepted.is_some());
        if !self.is_guest(guest) || accepted {
            return Err(Error::Input("".into()));
        }
        let expires = self.now + INVITATION_LIFE;
        let times = InvitationTimes {
            expires,
            ..InvitationTimes::default()
        };
        let by = asker.actor.name.clone();
        let name = self.users[&guest].name();
        let earlier = self.invitations.insert(guest, Invited { token, by, times });
        let line = match earlier {
            None => say!("{name} was invited as a guest.", name = &name),
            Some(_) => say!("The invitation of {name} was renewed.", name = &name),
        };
        self.note(asker, guest, line);
        Ok(expires)
    }

    pub fn revoke(&mut self, asker: &Asker, guest: UserId) -> Result<(), Error> {
        may_invite(asker)?;
        let now = self.now;
        let open = |one: &&mut Invited| one.times.accepted.is_none();
        match self.invitations.get_mut(&guest).filter(open) {
            Some(invited) if invited.times.revoked.is_some() => Ok(()),
            Some(invited) => {
                invited.times.revoked = Some(now);
                let gone = self.deleted.get(&guest).map(|gone| &gone.user);
                let name = self.users.get(&guest).or(gone).unwrap().name();
                let line = say!("The invitation of {name} was revoked.", name = &name);
                self.note(asker, guest, line);
                Ok(())
            }
            None => Err(Error::Input("".into())),
        }
    }

    pub fn accept(&mut self, token: u64) -> bool {
        let now = self.now;
        let users = &self.users;
        let mut all = self.invitations.iter_mut();
        let Some((_, invited)) =
            all.find(|(guest, one)| one.token == token && users.contains_key(guest))
        else {
            return false;
        };
        let times = &mut invited.times;
        let in_time = times.revoked.is_none() && now < times.expires;
        if times.accepted.is_none() && in_time {
            times.accepted = Some(now);
        }
        times.accepted.is_some()
    }

    /// As whoever has the token sees it, if the guest is still here.
    pub fn invitation(&self, token: u64) -> Option<Invitation> {
        let mut all = self.invitations.iter();
        let (guest, invited) = all.find(|(_, one)| one.token == token)?;
        Some(Invitation {
            organization: self.settings.name.clone(),
            by: invited.by.clone(),
            name: self.users.get(guest)?.name(),
            cloud: self.settings.cloud,
            state: invited.times.state(self.now),
        })
    }
}
