//! Invitations of guests.

use super::{Invited, Model};
use domain::{INVITATION_LIFE, Invitation, InvitationTimes, UserId, UserKind, Verb};
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
        self.invitations.insert(guest, Invited { token, by, times });
        Ok(expires)
    }

    pub fn revoke(&mut self, asker: &Asker, guest: UserId) -> Result<(), Error> {
        may_invite(asker)?;
        let now = self.now;
        let open = |one: &&mut Invited| one.times.accepted.is_none();
        match self.invitations.get_mut(&guest).filter(open) {
            Some(invited) => {
                invited.times.revoked.get_or_insert(now);
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
            state: invited.times.state(self.now),
        })
    }
}
