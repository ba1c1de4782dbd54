//! Where somebody is signed in, and ending that.

use crate::{
    Asker, Error, SESSION_IDLE, SESSION_LIFE, Store,
    sql::{Conn, query, query_as},
};
use domain::{SessionId, SessionRow, UserId, Verb};

/// One's own sessions are one's own business; those of others a Global admin's.
fn may(asker: &Asker, user: UserId) -> Result<(), Error> {
    let verb = match asker.user == Some(user) {
        true => Verb::Read,
        false => Verb::GiveRoles,
    };
    asker.actor.may(verb).map_err(Error::NotAllowed)
}

impl Store {
    /// The sessions of `user`, the last used first. `current` is the one that asks.
    pub async fn sessions_of(
        &self,
        asker: &Asker,
        user: UserId,
        current: Option<&SessionId>,
    ) -> Result<Vec<SessionRow>, Error> {
        may(asker, user)?;
        let now = self.sources.now();
        let mut conn = self.engine.read().await?;
        let rows: Vec<(String, String, i64, i64)> = query_as(
            "select lower(hex(substr(token_hash, 1, 8))), agent, created_at, seen_at from session
             where organization_id = ?1 and user_id = ?2 and seen_at >= ?3 and created_at >= ?4
             order by seen_at desc, created_at desc, token_hash",
        )
        .bind(asker.organization.0)
        .bind(user.0)
        .bind(now - SESSION_IDLE)
        .bind(now - SESSION_LIFE)
        .fetch_all(&mut conn)
        .await?;
        let row = |(id, agent, created_at, seen_at): (String, String, i64, i64)| {
            let id = SessionId(id.into());
            SessionRow {
                current: current == Some(&id),
                id,
                agent: agent.into(),
                created_at,
                seen_at,
            }
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Ends one of them. One that has ended already is no error.
    pub async fn revoke_session(
        &self,
        asker: &Asker,
        user: UserId,
        session: &SessionId,
    ) -> Result<(), Error> {
        may(asker, user)?;
        let (organization, session) = (asker.organization, session.0.to_string());
        self.engine
            .write(async move |conn: &mut Conn| {
                query(
                    "delete from session where organization_id = ?1 and user_id = ?2
                             and lower(hex(substr(token_hash, 1, 8))) = ?3",
                )
                .bind(organization.0)
                .bind(user.0)
                .bind(&session)
                .execute(conn)
                .await?;
                Ok(())
            })
            .await
    }

    /// Ends all of them, but for one that is to stay.
    pub async fn revoke_sessions(
        &self,
        asker: &Asker,
        user: UserId,
        but: Option<&SessionId>,
    ) -> Result<(), Error> {
        may(asker, user)?;
        let organization = asker.organization;
        let but = but.map(|session| session.0.to_string());
        self.engine
            .write(async move |conn: &mut Conn| {
                query(
                    "delete from session where organization_id = ?1 and user_id = ?2
                             and lower(hex(substr(token_hash, 1, 8))) is distinct from ?3",
                )
                .bind(organization.0)
                .bind(user.0)
                .bind(but.as_deref())
                .execute(conn)
                .await?;
                Ok(())
            })
            .await
    }
}
