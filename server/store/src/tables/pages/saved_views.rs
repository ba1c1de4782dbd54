//! Questions of the list of users that somebody wants to ask again. Everybody has their own.

use super::may_read;
use crate::{
    Asker, Error, Store,
    postgres::Locks,
    sql::{Conn, query, query_scalar},
};
use domain::{SavedView, UserId, UserQuery, say};

/// So many may one person save.
const MOST: i64 = 50;

/// So many letters may a name have.
const LONGEST_NAME: usize = 60;

impl Store {
    /// Saves a view for the asker; the one of the same name is replaced.
    ///
    /// # Errors
    /// [`Error::Input`] without a name, or if there are 50 already.
    pub async fn save_view(&self, asker: &Asker, view: &SavedView) -> Result<(), Error> {
        let user = own(asker)?;
        let name = view.name.trim().to_owned();
        let long = name.chars().count() > LONGEST_NAME;
        if name.is_empty() || long || name.chars().any(char::is_control) {
            return Err(Error::Input(say!(
                "A view needs a name of 1 to {most} letters.",
                most = LONGEST_NAME
            )));
        }
        let view = SavedView {
            name: name.clone(),
            query: UserQuery {
                after: None,
                ..view.query.clone()
            },
            columns: view.columns.clone(),
        };
        let question = serde_json::to_string(&view)
            .map_err(|error| Error::Inconsistent(format!("unwritable view: {error}")))?;
        let organization = asker.organization;
        self.engine
            .write_alone(Locks::Everything(organization), async move |conn: &mut Conn| {
let saved = query(
                        "insert into saved_view (organization_id, user_id, name, question)
                         select ?1, ?2, ?3, ?4 where ?5 > (
                             select count(*) from saved_view
                             where organization_id = ?1 and user_id = ?2 and name <> ?3)
                         on conflict (organization_id, user_id, name) do update set question = excluded.question",
                    )
                    .bind(organization.0)
                    .bind(user.0)
                    .bind(&name)
                    .bind(&question)
                    .bind(MOST)
                    .execute(conn)
                    .await?;
                    match saved.rows_affected() {
                        0 => Err(Error::Input(say!(
                            "You have {most} views already. Delete one first.",
                            most = MOST.to_string()
                        ))),
                        _ => Ok(()),
                    }
                })
            .await
    }

    /// Deletes a view of the asker. One that is gone already is no error.
    pub async fn delete_view(&self, asker: &Asker, name: &str) -> Result<(), Error> {
        let (user, name, organization) = (own(asker)?, name.to_owned(), asker.organization);
        self.engine
            .write(async move |conn: &mut Conn| {
                    query(
                        "delete from saved_view where organization_id = ?1 and user_id = ?2 and name = ?3",
                    )
                    .bind(organization.0)
                    .bind(user.0)
                    .bind(&name)
                    .execute(conn)
                    .await?;
                    Ok(())
                })
            .await
    }
}

fn own(asker: &Asker) -> Result<UserId, Error> {
    may_read(asker)?;
    let nobody = || Error::Input(say!("Views are saved by who is signed in."));
    asker.user.ok_or_else(nobody)
}

/// The asker's, by name.
pub(super) async fn of(conn: &mut Conn, asker: &Asker) -> Result<Vec<SavedView>, Error> {
    let Some(user) = asker.user else {
        return Ok(Vec::new());
    };
    let questions: Vec<String> = query_scalar(
        "select question from saved_view where organization_id = ?1 and user_id = ?2 order by name",
    )
    .bind(asker.organization.0)
    .bind(user.0)
    .fetch_all(conn)
    .await?;
    let read = |text: &String| {
        serde_json::from_str(text)
            .map_err(|error| Error::Inconsistent(format!("unreadable view: {error}")))
    };
    questions.iter().map(read).collect()
}
