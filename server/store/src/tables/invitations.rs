//! Invitations of guests: who may accept one, by a token that is known only by its hash, and until when.

use super::{chain::Hash, notes::Note, write::Stamp};
use crate::{
    Asker, Error, Store,
    postgres::Locks,
    sql::{Conn, Row, query, query_as, query_scalar},
};
use domain::{
    Change, Cloud, INVITATION_LIFE, Invitation, InvitationTimes, OrganizationId, UserId, UserKind,
    Verb, say,
};

impl Store {
    /// Opens an invitation of a guest who is here already, in the place of an earlier one; the ledger tells of it.
    /// `token_hash` is the SHA-256 of its secret. Answers until when it can be accepted.
    ///
    /// # Errors
    /// [`Error::NotAllowed`]; [`Error::Input`] if there is no such guest, or the guest has accepted already.
    pub async fn invite(
        &self,
        asker: &Asker,
        guest: UserId,
        token_hash: Hash,
    ) -> Result<i64, Error> {
        may_invite(asker)?;
        let (asker, now) = (asker.clone(), self.sources.now());
        self.engine
            .write_told(Locks::Nothing, async move |conn: &mut Conn| {
                let organization = asker.organization;
                let known: Option<(String, i64)> = query_as(
                    "select name, (select count(*) from invitation where organization_id = ?1 and user_id = ?2)
                     from person where organization_id = ?1 and user_id = ?2",
                )
                .bind(organization.0)
                .bind(guest.0)
                .fetch_optional(&mut *conn)
                .await?;
                let stamp = Stamp {
                    at: now,
                    by: &asker.actor.name,
                };
                let opened = open(conn, organization, guest, token_hash, stamp).await?;
                let Some((name, earlier)) = known.filter(|_| opened) else {
                    return Err(Error::Input(say!(
                        "This guest has accepted already, or was deleted. There is no invitation to send."
                    )));
                };
                let line = match earlier {
                    0 => say!("{name} was invited as a guest.", name = name),
                    _ => say!("The invitation of {name} was renewed.", name = name),
                };
                let place = Note::Invited(guest).write(conn, &asker, now, line).await?;
                Ok((now + INVITATION_LIFE, Some(place)))
            })
            .await
    }

    /// Takes a guest's invitation back, if it wasn't accepted yet. The ledger tells of it, unless it was taken back before.
    ///
    /// # Errors
    /// [`Error::NotAllowed`]; [`Error::Input`] if there is none to take back.
    pub async fn revoke_invitation(&self, asker: &Asker, guest: UserId) -> Result<(), Error> {
        may_invite(asker)?;
        let (asker, now) = (asker.clone(), self.sources.now());
        self.engine
            .write_told(Locks::Nothing, async move |conn: &mut Conn| {
                let organization = asker.organization;
                let revoked = query(
                    "update invitation set revoked_at = ?3
                     where organization_id = ?1 and user_id = ?2 and accepted_at is null and revoked_at is null",
                )
                .bind(organization.0)
                .bind(guest.0)
                .bind(now)
                .execute(&mut *conn)
                .await?;
                if revoked.rows_affected() == 1 {
                    let name = name(conn, organization, guest).await?;
                    let line = say!("The invitation of {name} was revoked.", name = name);
                    let note = Note::InvitationRevoked(guest);
                    return Ok(((), Some(note.write(conn, &asker, now, line).await?)));
                }
                let before: i64 = query_scalar(
                    "select count(*) from invitation
                     where organization_id = ?1 and user_id = ?2 and accepted_at is null",
                )
                .bind(organization.0)
                .bind(guest.0)
                .fetch_one(conn)
                .await?;
                match before {
                    0 => Err(Error::Input(say!(
                        "This guest has no open invitation: it was accepted already, or there was none."
                    ))),
                    _ => Ok(((), None)),
                }
            })
            .await
    }

    /// The invitation that this token opens, if it is the newest of a guest who is still here.
    pub async fn invitation(
        &self,
        organization: OrganizationId,
        token_hash: Hash,
    ) -> Result<Option<Invitation>, Error> {
        let mut conn = self.engine.read().await?;
        let row = query(
            "select organization.name, invitation.invited_by, person.name, organization.cloud,
                    invitation.expires_at, invitation.accepted_at, invitation.revoked_at
             from invitation
             join person using (organization_id, user_id)
             join organization using (organization_id)
             where invitation.token_hash = ?2 and invitation.organization_id = ?1",
        )
        .bind(organization.0)
        .bind(&token_hash[..])
        .fetch_optional(&mut conn)
        .await?;
        let now = self.sources.now();
        row.map(|row| {
            Ok(Invitation {
                organization: row.try_get::<&str, _>(0)?.into(),
                by: row.try_get::<&str, _>(1)?.into(),
                name: row.try_get::<&str, _>(2)?.into(),
                cloud: Cloud::from_code(row.try_get(3)?).unwrap_or_default(),
                state: times(&row, 4)?.state(now),
            })
        })
        .transpose()
    }

    /// Whose invitation this token opens; none if it opens none.
    pub async fn organization_that_invites(
        &self,
        token_hash: Hash,
    ) -> Result<Option<OrganizationId>, Error> {
        let mut conn = self.engine.read().await?;
        let id: Option<i64> =
            query_scalar("select organization_id from invitation where token_hash = ?1")
                .bind(&token_hash[..])
                .fetch_optional(&mut conn)
                .await?;
        Ok(id.map(OrganizationId))
    }

    /// Accepts the invitation that this token opens. True if it could be accepted, or was before.
    pub async fn accept_invitation(
        &self,
        organization: OrganizationId,
        token_hash: Hash,
    ) -> Result<bool, Error> {
        let now = self.sources.now();
        self.engine
            .write(async move |conn: &mut Conn| {
                    let written = query(
                        "update invitation set accepted_at = coalesce(accepted_at, ?3)
                         where organization_id = ?1 and token_hash = ?2
                             and (accepted_at is not null or revoked_at is null and expires_at > ?3)
                             and exists (select 1 from person
                                 where person.organization_id = ?1 and person.user_id = invitation.user_id)",
                    )
                    .bind(organization.0)
                    .bind(&token_hash[..])
                    .bind(now)
                    .execute(conn)
                    .await?;
                    Ok(written.rows_affected() == 1)
                })
            .await
    }
}

/// The guests whom `changes` add.
pub(crate) fn newcomers(changes: &[Change]) -> impl Iterator<Item = UserId> + '_ {
    let is_guest = |change: &&Change| {
        matches!(
            change,
            Change::UserAdded {
                kind: UserKind::Guest,
                ..
            }
        )
    };
    let guests = changes.iter().filter(is_guest);
    guests.flat_map(Change::users).copied()
}

/// Opens an invitation of a guest, in the place of an earlier one. Answers whether it could: the guest is here, and
/// hasn't accepted yet.
pub(crate) async fn open(
    conn: &mut Conn,
    organization: OrganizationId,
    guest: UserId,
    token_hash: Hash,
    stamp: Stamp<'_>,
) -> Result<bool, Error> {
    let written = query(
        "insert into invitation (organization_id, user_id, token_hash, invited_at, invited_by, expires_at)
         select organization_id, user_id, ?3, ?4, ?5, ?6 from person
         where organization_id = ?1 and user_id = ?2 and kind = 'guest'
         on conflict (organization_id, user_id) do update set
             token_hash = excluded.token_hash, invited_at = excluded.invited_at,
             invited_by = excluded.invited_by, expires_at = excluded.expires_at, revoked_at = null
         where invitation.accepted_at is null",
    )
    .bind(organization.0)
    .bind(guest.0)
    .bind(&token_hash[..])
    .bind(stamp.at)
    .bind(stamp.by)
    .bind(stamp.at + INVITATION_LIFE)
    .execute(conn)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// What a guest is called who was invited, though they may be deleted meanwhile.
async fn name(
    conn: &mut Conn,
    organization: OrganizationId,
    guest: UserId,
) -> Result<String, Error> {
    let name: Option<String> = query_scalar(
        "select name from person where organization_id = ?1 and user_id = ?2
         union all
         select name from deleted_person where organization_id = ?1 and user_id = ?2",
    )
    .bind(organization.0)
    .bind(guest.0)
    .fetch_optional(conn)
    .await?;
    Ok(name.unwrap_or_default())
}

/// The times of an invitation, from this column on: expires, accepted, revoked.
pub(crate) fn times(row: &Row, from: usize) -> Result<InvitationTimes, Error> {
    Ok(InvitationTimes {
        expires: row.try_get(from)?,
        accepted: row.try_get(from + 1)?,
        revoked: row.try_get(from + 2)?,
    })
}

/// Whoever invites guests manages users.
pub(crate) fn may_invite(asker: &Asker) -> Result<(), Error> {
    asker
        .actor
        .may(Verb::ManageUsers)
        .map_err(Error::NotAllowed)
}
