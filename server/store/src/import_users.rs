//! Reads users from a CSV file, as in Microsoft's bulk template.

mod country;
pub(crate) mod read;

use crate::{
    Asker, Counts, Error, Store,
    bad_rows::BadRows,
    postgres::Locks,
    rows::{KeyedPerson, PersonRow},
    sql::Conn,
    tables::{notes::Note, people},
};
use domain::{
    OrganizationId, UserId, Verb, say,
    words::{Part, Sentence},
};
use read::{Line, Lines};
use serde::Serialize;

/// What an import of users did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UsersReport {
    /// Users.
    pub users: Counts,
    /// Headings that mean nothing to Usher.
    pub ignored: Vec<String>,
}

impl Store {
    /// Imports users, all or nothing; repeatable (a known username is updated). An empty column empties what it
    /// names, except the usage location: once set, it can be changed but not taken away. The ledger tells of it by one
    /// entry with the counts, if anything changed.
    ///
    /// # Errors
    /// [`Error::Rows`] names all that is wrong with the rows, [`Error::Input`] what is with the file as a whole; nothing
    /// was changed.
    pub async fn import_users(&self, asker: &Asker, csv: &[u8]) -> Result<UsersReport, Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (asker, sources) = (asker.clone(), self.sources.clone());
        let now = sources.now();
        let Lines {
            lines,
            bad,
            ignored,
        } = read::read(csv)?;
        if !bad.is_empty() {
            // Nothing will be written, so whatever else is wrong is told without keeping anybody else from it.
            let mut conn = self.engine.read().await?;
            bad.and(deleted(&mut conn, asker.organization, &lines).await?)
                .none()?;
        }
        let fresh = move |line: &Line| {
            let id = UserId(sources.id());
            let row = PersonRow::new(id, line.username.clone(), line.name.clone(), sources.now());
            PersonRow {
                kind: line.likely_kind(),
                ..row
            }
        };
        self.engine
            .write_told(
                Locks::Everything(asker.organization),
                async move |conn: &mut Conn| {
                    deleted(conn, asker.organization, &lines).await?.none()?;
                    let users = merge(conn, asker.organization, &lines, &fresh).await?;
                    let note = Note::UsersImported(users);
                    let place = match line(users) {
                        Some(line) => Some(note.write(conn, &asker, now, line).await?),
                        None => None,
                    };
                    let ignored = ignored.clone();
                    Ok((UsersReport { users, ignored }, place))
                },
            )
            .await
    }
}

/// What the ledger tells of it; nothing, if nothing changed.
fn line(users: Counts) -> Option<Sentence> {
    let said = users.said(
        |users| say!(users => "1 user added" | "{n} users added"),
        |users| say!(users => "1 user edited" | "{n} users edited"),
    );
    let parts: Vec<Sentence> = said.collect();
    let clauses = (!parts.is_empty()).then(|| Part::clauses(parts))?;
    Some(say!("By an import: {clauses}.", clauses = clauses))
}

/// So many users are read and written at a time.
const AT_ONCE: usize = 2_000;

/// The rows of users who are deleted.
async fn deleted(
    conn: &mut Conn,
    organization: OrganizationId,
    lines: &[Line],
) -> Result<BadRows, Error> {
    let mut bad = BadRows::default();
    for lines in lines.chunks(AT_ONCE) {
        let keys = lines.iter().map(|line| &line.key);
        let deleted = people::deleted(conn, organization, keys).await?;
        let theirs = lines.iter().filter(|line| deleted.contains(&line.key));
        bad.add(theirs.map(Line::deleted));
    }
    Ok(bad)
}

async fn merge(
    conn: &mut Conn,
    organization: OrganizationId,
    lines: &[Line],
    fresh: impl Fn(&Line) -> PersonRow,
) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    let mut words = people::Words::default();
    for lines in lines.chunks(AT_ONCE) {
        let known =
            people::by_username(conn, organization, lines.iter().map(|line| &line.key)).await?;
        let (mut changed, mut renamed) = (Vec::new(), Vec::new());
        for line in lines {
            let before = known.get(&line.key);
            let mut row = before.cloned().unwrap_or_else(|| fresh(line));
            line.apply(&mut row);
            if !counts.count(before, &row) {
                continue;
            }
            let row = KeyedPerson::from(row);
            words.change(before, &row);
            if before.is_some_and(|before| before.name_key() != *row.name_key) {
                renamed.push(row.row.id);
            }
            changed.push(row);
        }
        people::put(conn, organization, changed).await?;
        people::sort_licenses(conn, organization, &renamed).await?;
    }
    words.write(conn, organization).await?;
    Ok(counts)
}
