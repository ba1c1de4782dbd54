//! The list of users as CSV: all that a query finds.

use crate::{
    Asker, Error, Store,
    export::write_row,
    tables::pages::{UserPage, may_read},
};
use domain::{UserKind, UserQuery, UserRow};

/// So many users are read at a time.
const AT_ONCE: usize = 1_000;

const HEADINGS: [&str; 11] = [
    "Display name",
    "Username",
    "Mail",
    "User type",
    "Sign-in",
    "Usage location",
    "Licenses",
    "Job title",
    "Department",
    "Office",
    "City",
];

/// A CSV file in the making: however long the list, only a part of it is in memory.
pub struct UserExport {
    store: Store,
    asker: Asker,
    query: UserQuery,
    begun: bool,
    ended: bool,
}

impl Store {
    /// Active users as CSV: all that `query` finds, from its first page on.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role.
    pub fn export_users(&self, asker: &Asker, query: &UserQuery) -> Result<UserExport, Error> {
        may_read(asker)?;
        Ok(UserExport {
            store: self.clone(),
            asker: asker.clone(),
            query: UserQuery {
                after: None,
                ..query.clone()
            },
            begun: false,
            ended: false,
        })
    }
}

impl UserExport {
    /// The next part of the file; none after the last.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        if self.ended {
            return Ok(None);
        }
        let mut part = String::new();
        if !self.begun {
            self.begun = true;
            write_row(&mut part, HEADINGS);
        }
        let page = UserPage {
            organization: self.asker.organization,
            query: &self.query,
            size: AT_ONCE,
        };
        let mut conn = self.store.engine.read().await?;
        let page = page.load(&mut conn).await?;
        page.rows.iter().for_each(|user| write(&mut part, user));
        self.ended = page.next.is_none();
        self.query.after = page.next;
        Ok(Some(part))
    }
}

fn write(part: &mut String, user: &UserRow) {
    let kind = match user.kind {
        UserKind::Member => "Member",
        UserKind::Guest => "Guest",
    };
    write_row(
        part,
        [
            &*user.name,
            &*user.username,
            &*user.mail,
            kind,
            if user.enabled { "Allowed" } else { "Blocked" },
            user.location
                .as_ref()
                .map_or("", |location| location.code()),
            &user.licenses.join("; "),
            &*user.job_title,
            &*user.department,
            &*user.office,
            &*user.city,
        ],
    );
}
