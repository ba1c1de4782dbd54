//! The lists of users as CSV: active ones, guests, deleted ones, admins.

use crate::{
    Asker, Error, Store,
    export::{Export, Long, headed, write_row},
    tables::pages::{can_be_found, may_read},
};
use domain::{
    DeletedQuery, DeletedUser, GuestQuery, GuestRow, GuestState, Role, UserKind, UserQuery,
    UserRow, calendar::day,
};

/// Of active users.
pub(crate) const HEADINGS: [&str; 11] = [
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

pub(crate) const GUEST_HEADINGS: [&str; 5] = [
    "Display name",
    "Mail",
    "Invitation",
    "Valid until, or since",
    "Licenses",
];

pub(crate) const DELETED_HEADINGS: [&str; 7] = [
    "Display name",
    "Username",
    "User type",
    "Deleted",
    "Deleted by",
    "Gone for good",
    "Licenses held",
];

const ADMIN_HEADINGS: [&str; 5] = [
    "Display name",
    "Username",
    "Sign-in",
    "Admin roles",
    "Sessions",
];

impl Store {
    /// Active users as CSV: all that `query` finds, from its first page on.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role; [`Error::Input`] if users with errors can't be looked for.
    pub async fn export_users(&self, asker: &Asker, query: &UserQuery) -> Result<Export, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        can_be_found(&mut conn, asker.organization, query).await?;
        Ok(Export::of(self, asker, Long::Users(query.clone())))
    }

    /// Guests as CSV: all that `query` finds, from its first page on.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role.
    pub fn export_guests(&self, asker: &Asker, query: &GuestQuery) -> Result<Export, Error> {
        may_read(asker)?;
        Ok(Export::of(self, asker, Long::Guests(query.clone())))
    }

    /// Deleted users as CSV: all that `query` finds, from its first page on.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role.
    pub fn export_deleted(&self, asker: &Asker, query: &DeletedQuery) -> Result<Export, Error> {
        may_read(asker)?;
        Ok(Export::of(self, asker, Long::Deleted(query.clone())))
    }

    /// Everybody who has an admin role, as CSV.
    pub async fn export_admins(&self, asker: &Asker) -> Result<String, Error> {
        let mut csv = headed(ADMIN_HEADINGS);
        for admin in self.admins(asker).await? {
            let roles: Vec<_> = admin.roles.into_iter().map(Role::name).collect();
            write_row(
                &mut csv,
                [
                    &*admin.name,
                    &*admin.username,
                    sign_in(admin.can_sign_in),
                    &roles.join("; "),
                    &admin.sessions.to_string(),
                ],
            );
        }
        Ok(csv)
    }
}

pub(crate) fn kind(kind: UserKind) -> &'static str {
    match kind {
        UserKind::Member => "Member",
        UserKind::Guest => "Guest",
    }
}

pub(crate) fn sign_in(allowed: bool) -> &'static str {
    if allowed { "Allowed" } else { "Blocked" }
}

/// Adds an active user.
pub(crate) fn write(part: &mut String, user: &UserRow) {
    write_row(
        part,
        [
            &*user.name,
            &*user.username,
            &*user.mail,
            kind(user.kind),
            sign_in(user.enabled),
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

/// Adds a guest.
pub(crate) fn write_guest(part: &mut String, guest: &GuestRow) {
    let (state, at) = match guest.state {
        GuestState::Pending(until) => ("Pending acceptance", Some(until)),
        GuestState::Expired(at) => ("Invitation expired", Some(at)),
        GuestState::Revoked(at) => ("Invitation revoked", Some(at)),
        GuestState::Accepted(at) => ("Accepted", Some(at)),
        GuestState::None => ("Not invited by Usher", None),
    };
    write_row(
        part,
        [
            &*guest.name,
            &*guest.mail,
            state,
            &at.map(day).unwrap_or_default(),
            &guest.licenses.join("; "),
        ],
    );
}

/// Adds a deleted user.
pub(crate) fn write_deleted(part: &mut String, user: &DeletedUser) {
    write_row(
        part,
        [
            &*user.name,
            &*user.username,
            kind(user.kind),
            &day(user.at),
            &*user.by,
            &day(user.purged_at),
            &user.licenses.join("; "),
        ],
    );
}
