//! Lists of users: active ones, holders, guests, deleted ones, admins.

use crate::model::{
    Held, Model, User,
    carry_out::may_read,
    text::{by_name, fold, matches, page, username_key},
};
use domain::*;
use std::{collections::BTreeSet, sync::Arc};
use store::{Asker, Error};

/// A page of these lists.
const PAGE: usize = 50;

fn missing<T>(found: Option<T>) -> Result<T, Error> {
    found.ok_or(Error::Missing("".into()))
}

impl Model {
    fn listed(&self, query: &UserQuery) -> Vec<((String, UserId), UserRow)> {
        let troubled: BTreeSet<UserId> = match query.filter {
            UserFilter::WithErrors => self
                .troubles(self.settings.rules)
                .into_values()
                .flatten()
                .collect(),
            _ => BTreeSet::new(),
        };
        let wanted = |id: &UserId, user: &User| {
            let filter = match query.filter {
                UserFilter::All => true,
                UserFilter::Licensed => !user.licenses.is_empty(),
                UserFilter::Unlicensed => user.licenses.is_empty(),
                UserFilter::Guests => user.kind == UserKind::Guest,
                UserFilter::Allowed => user.enabled,
                UserFilter::Blocked => !user.enabled,
                UserFilter::WithErrors => troubled.contains(id),
                UserFilter::Admins => !user.roles.is_empty(),
                one => one.roles().iter().any(|role| user.roles.contains(role)),
            };
            let holds = query.product.is_none_or(|product| user.holds(product));
            let there = query.location.is_none() || query.location == user.location;
            filter && holds && there && matches(user, &query.search)
        };
        let users = self.users.iter().filter(|(id, user)| wanted(id, user));
        let keyed = users.map(|(id, user)| match query.sort.by_username() {
            true => ((username_key(&user.username()), *id), self.row(*id, user)),
            false => (by_name(*id, user), self.row(*id, user)),
        });
        keyed.collect()
    }

    fn row(&self, id: UserId, user: &User) -> UserRow {
        let text = |field| Arc::from(user.text(field));
        UserRow {
            id,
            name: user.name(),
            username: user.username(),
            mail: text(ProfileField::Mail),
            kind: user.kind,
            enabled: user.enabled,
            location: user.location,
            job_title: text(ProfileField::JobTitle),
            department: text(ProfileField::Department),
            office: text(ProfileField::Office),
            city: text(ProfileField::City),
            licenses: self.held_names(user),
        }
    }

    /// Whom a question finds, by name.
    pub fn whom(&self, query: &UserQuery) -> Vec<UserId> {
        let mut found = self.listed(&query.whom());
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found.into_iter().map(|((_, id), _)| id).collect()
    }

    pub fn active_users(&self, asker: &Asker, query: &UserQuery) -> Result<Page<UserRow>, Error> {
        may_read(asker)?;
        let descending = query.sort.descending();
        page(self.listed(query), query.after.as_deref(), descending, PAGE)
    }

    pub fn count_users(&self, asker: &Asker, query: &UserQuery) -> Result<Matches, Error> {
        may_read(asker)?;
        Ok(Matches::Exactly(self.listed(query).len()))
    }

    pub fn user_list(&self, asker: &Asker, query: &UserQuery) -> Result<UserList, Error> {
        let products = self.products(asker)?;
        let named = |row: &ProductRow| Named {
            id: row.id,
            name: row.name.clone(),
        };
        let places: BTreeSet<Location> = self
            .users
            .values()
            .filter_map(|user| user.location)
            .collect();
        Ok(UserList {
            page: self.active_users(asker, query)?,
            products: products.iter().map(named).collect(),
            finds_errors: true,
            locations: places.into_iter().collect(),
            views: self.views_of(asker),
        })
    }

    pub fn one_user(&self, asker: &Asker, id: UserId) -> Result<UserRow, Error> {
        may_read(asker)?;
        missing(self.users.get(&id).map(|user| self.row(id, user)))
    }

    fn holder_row(&self, product: ProductId, id: UserId, user: &User) -> Holder {
        let own = user
            .licenses
            .iter()
            .filter(|((held, _), _)| *held == product);
        let source = |((_, via), held): (&(ProductId, Via), &Held)| HolderSource {
            via: *via,
            group: match via {
                Via::Group(group) => Some(self.groups[group].name.clone()),
                _ => None,
            },
            off: held.off.clone(),
            since: held.since,
            by: held.by.clone(),
        };
        let mut sources: Vec<HolderSource> = own.map(source).collect();
        let kind = |via: Via| match via {
            Via::Direct => 0,
            Via::Group(_) => 1,
            Via::SelfService(_) => 2,
        };
        sources.sort_by_key(|one| (kind(one.via), one.group.clone(), one.via));
        Holder {
            id,
            name: user.name(),
            username: user.username(),
            department: user.text(ProfileField::Department).into(),
            kind: user.kind,
            enabled: user.enabled,
            sources,
        }
    }

    pub fn holders(
        &self,
        asker: &Asker,
        product: ProductId,
        query: &HolderQuery,
    ) -> Result<Page<Holder>, Error> {
        may_read(asker)?;
        let by_source = |user: &User| {
            let mut vias = user.licenses.keys().filter(|(held, _)| *held == product);
            vias.any(|(_, via)| match query.source {
                SourceFilter::Any => true,
                SourceFilter::Direct => *via == Via::Direct,
                SourceFilter::Group => matches!(via, Via::Group(_)),
                SourceFilter::SelfService => matches!(via, Via::SelfService(_)),
            })
        };
        let users = self.users.iter();
        let users = users.filter(|(_, user)| by_source(user) && matches(user, &query.search));
        let rows =
            users.map(|(id, user)| (by_name(*id, user), self.holder_row(product, *id, user)));
        let descending = query.sort == HolderSort::NameDescending;
        page(rows.collect(), query.after.as_deref(), descending, PAGE)
    }

    pub fn holder(&self, asker: &Asker, product: ProductId, id: UserId) -> Result<Holder, Error> {
        may_read(asker)?;
        let user = self.users.get(&id).filter(|user| user.holds(product));
        missing(user.map(|user| self.holder_row(product, id, user)))
    }

    fn guest_row(&self, id: UserId, user: &User) -> GuestRow {
        let mail = match user.text(ProfileField::Mail) {
            "" => user.username(),
            mail => mail.into(),
        };
        let invited = self.invitations.get(&id);
        GuestRow {
            id,
            name: user.name(),
            mail,
            state: invited.map_or(GuestState::None, |one| one.times.state(self.now)),
            licenses: self.held_names(user),
        }
    }

    pub fn guest(&self, asker: &Asker, id: UserId) -> Result<GuestRow, Error> {
        may_read(asker)?;
        let user = self
            .users
            .get(&id)
            .filter(|user| user.kind == UserKind::Guest);
        missing(user.map(|user| self.guest_row(id, user)))
    }

    pub fn guests(&self, asker: &Asker, query: &GuestQuery) -> Result<Page<GuestRow>, Error> {
        may_read(asker)?;
        let wanted = |id: &UserId, user: &User| {
            let invited = self.invitations.get(id);
            let accepted = invited.is_some_and(|one| one.times.accepted.is_some());
            let filter = match query.filter {
                GuestFilter::All => true,
                GuestFilter::Pending => invited.is_some() && !accepted,
                GuestFilter::Accepted => accepted,
            };
            user.kind == UserKind::Guest && filter && matches(user, &query.search)
        };
        let users = self.users.iter().filter(|(id, user)| wanted(id, user));
        let rows = users.map(|(id, user)| (by_name(*id, user), self.guest_row(*id, user)));
        page(rows.collect(), query.after.as_deref(), false, PAGE)
    }

    /// The last one first. A cursor says when the last of a page was deleted, and who that is.
    pub fn deleted_users(
        &self,
        asker: &Asker,
        query: &DeletedQuery,
    ) -> Result<Page<DeletedUser>, Error> {
        may_read(asker)?;
        let read = |after: &str| {
            let (at, id) = after.split_once('-')?;
            Some((at.parse::<i64>().ok()?, id.parse::<UserId>().ok()?))
        };
        let after = query.after.as_deref();
        let after = after.map(|after| read(after).ok_or(Error::Input("".into())));
        let after = after.transpose()?;
        let mut rows: Vec<DeletedUser> = Vec::new();
        let deleted = self.deleted.iter();
        for (id, gone) in deleted.filter(|(_, gone)| matches(&gone.user, &query.search)) {
            rows.push(DeletedUser {
                id: *id,
                name: gone.user.name(),
                username: gone.user.username(),
                kind: gone.user.kind,
                at: gone.at,
                by: gone.by.clone(),
                purged_at: gone.at + RESTORABLE,
                licenses: self.held_names(&gone.user),
            });
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
        rows.retain(|row| after.is_none_or(|after| (row.at, row.id) < after));
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| format!("{}-{}", row.at, row.id.0.simple()));
        Ok(Page { rows, next })
    }

    fn admin_row(&self, id: UserId, user: &User) -> AdminRow {
        AdminRow {
            id,
            name: user.name(),
            username: user.username(),
            roles: user.roles.iter().copied().collect(),
            can_sign_in: user.enabled,
            sessions: self.sessions_of(id).len() as u32,
        }
    }

    /// Where somebody is signed in still, the last begun first.
    fn sessions_of(&self, id: UserId) -> Vec<SessionRow> {
        let lasts = store::SESSION_IDLE.min(store::SESSION_LIFE);
        let own = self.sessions.iter();
        let own = own.filter(|(_, user, at)| *user == id && self.now - at <= lasts);
        let row = |(number, _, at): &(u64, UserId, i64)| SessionRow {
            id: SessionId(format!("{number:016x}").into()),
            agent: "a browser".into(),
            created_at: *at,
            seen_at: *at,
            current: false,
        };
        let mut rows: Vec<SessionRow> = own.map(row).collect();
        rows.sort_by_key(|row| (std::cmp::Reverse(row.seen_at), row.id.clone()));
        rows
    }

    /// One's own sessions, or those of others.
    pub fn sessions(&self, asker: &Asker, id: UserId) -> Result<Vec<SessionRow>, Error> {
        let verb = match asker.user == Some(id) {
            true => Verb::Read,
            false => Verb::GiveRoles,
        };
        asker.actor.may(verb).map_err(Error::NotAllowed)?;
        Ok(self.sessions_of(id))
    }

    pub fn admin(&self, asker: &Asker, id: UserId) -> Result<AdminRow, Error> {
        may_read(asker)?;
        missing(self.users.get(&id).map(|user| self.admin_row(id, user)))
    }

    pub fn admins(&self, asker: &Asker) -> Result<Vec<AdminRow>, Error> {
        may_read(asker)?;
        let admins = self.users.iter().filter(|(_, user)| !user.roles.is_empty());
        let mut rows: Vec<AdminRow> = admins.map(|(id, user)| self.admin_row(*id, user)).collect();
        rows.sort_by_key(|row| (fold(&row.name), row.id));
        Ok(rows)
    }
}
