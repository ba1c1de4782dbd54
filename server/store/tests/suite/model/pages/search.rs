//! Finding users: as somebody types, from a pasted list, by id.

use crate::model::{
    Asked, Model, User,
    carry_out::may_read,
    text::{by_name, fold, matches, page, typed, username_key},
};
use domain::*;
use std::collections::BTreeSet;
use store::{Addressed, Asker, Error, Who};

impl Model {
    fn found(&self, id: UserId, user: &User, product: Option<ProductId>) -> Match {
        Match {
            id,
            name: user.name(),
            username: user.username(),
            department: user.text(ProfileField::Department).into(),
            kind: user.kind,
            location: user.location,
            holds: product.is_some_and(|product| user.holds(product)),
        }
    }

    /// Those whose name begins with what is typed, by name; and all others who match.
    pub fn find_users(&self, search: &str, product: Option<ProductId>) -> (Vec<Match>, Vec<Match>) {
        if typed(search).is_empty() {
            return Default::default();
        }
        let mut users: Vec<_> = self.users.iter().collect();
        users.sort_by_key(|(id, user)| by_name(**id, user));
        let begins = |user: &User| fold(&user.name()).starts_with(&fold(search));
        let (named, others): (Vec<_>, Vec<_>) =
            users.into_iter().partition(|(_, user)| begins(user));
        let others = others.into_iter().filter(|(_, user)| matches(user, search));
        let found = |(id, user): (&UserId, &User)| self.found(*id, user, product);
        (
            named.into_iter().map(found).collect(),
            others.map(found).collect(),
        )
    }

    pub fn users(
        &self,
        asker: &Asker,
        search: &str,
        after: Option<&str>,
    ) -> Result<Page<Match>, Error> {
        may_read(asker)?;
        let users = self.users.iter().filter(|(_, user)| matches(user, search));
        let rows = users.map(|(id, user)| (by_name(*id, user), self.found(*id, user, None)));
        page(rows.collect(), after, false, 100)
    }

    pub fn users_by_id(
        &self,
        asker: &Asker,
        ids: &[UserId],
        product: Option<ProductId>,
    ) -> Result<Vec<Match>, Error> {
        may_read(asker)?;
        let mut seen = BTreeSet::new();
        let ids = ids.iter().filter(|id| seen.insert(**id));
        let found = |id: &UserId| Some(self.found(*id, self.users.get(id)?, product));
        Ok(ids.filter_map(found).collect())
    }

    pub fn resolve_users(
        &self,
        asker: &Asker,
        lines: &[String],
        product: Option<ProductId>,
    ) -> Result<Resolved, Error> {
        may_read(asker)?;
        let mut resolved = Resolved::default();
        for line in written(lines) {
            let named = having(self.users.iter(), address(line));
            match &named[..] {
                [] => resolved.unknown.push(line.to_owned()),
                [(id, user)] => {
                    let found = self.found(*id, user, product);
                    if !resolved.found.contains(&found) {
                        resolved.found.push(found);
                    }
                }
                several => resolved.ambiguous.push(ambiguous(line, several)),
            }
        }
        Ok(resolved)
    }

    /// Whom each line names: those first whom the order with the key names.
    pub fn who_is_named(
        &self,
        asker: &Asker,
        lines: &[String],
        key: Option<&str>,
    ) -> Result<Vec<Addressed>, Error> {
        may_read(asker)?;
        let before: BTreeSet<UserId> = self.named_under(key);
        let all = self.users.iter();
        let all = all.chain(self.deleted.iter().map(|(id, gone)| (id, &gone.user)));
        let known: Vec<_> = all.filter(|(id, _)| before.contains(*id)).collect();
        let addressed = |line: &str| {
            let stranger = asker.stranger(line);
            let was_stranger = before.contains(&stranger);
            let then = having(known.iter().copied(), address(line));
            let now = having(self.users.iter(), address(line));
            let (user, who) = match (&then[..], &now[..]) {
                ([(id, user)], _) if !was_stranger => (*id, Who::User(user.username())),
                (_, [(id, user)]) if !was_stranger => (*id, Who::User(user.username())),
                (_, [] | [_]) => (stranger, Who::Nobody),
                (_, several) => (stranger, Who::Several(ambiguous(line, several))),
            };
            Addressed {
                line: line.to_owned(),
                user,
                who,
                before: before.contains(&user),
            }
        };
        Ok(written(lines).map(addressed).collect())
    }

    /// Whom the order names that was carried out under the key.
    fn named_under(&self, key: Option<&str>) -> BTreeSet<UserId> {
        let mut entries = self.ledger.iter();
        let entry = entries.find(|entry| key.is_some() && entry.key.as_deref() == key);
        match entry.map(|entry| &entry.asked) {
            Some(Asked::Order(order)) => {
                let steps = order.steps.iter();
                steps.flat_map(|step| step.users.clone()).collect()
            }
            _ => BTreeSet::new(),
        }
    }
}

/// The lines in which something stands.
fn written(lines: &[String]) -> impl Iterator<Item = &str> {
    let lines = lines.iter().map(|line| line.trim());
    lines.filter(|line| !line.is_empty())
}

/// What stands between the brackets of a line, or all of it.
fn address(line: &str) -> &str {
    let inside = line
        .strip_suffix('>')
        .and_then(|line| line.rsplit_once('<'));
    inside.map_or(line, |(_, address)| address.trim())
}

/// Those of `users` who have this username, or else those who have it as their mail address.
fn having<'m>(
    users: impl Iterator<Item = (&'m UserId, &'m User)>,
    address: &str,
) -> Vec<(UserId, &'m User)> {
    let users: Vec<(UserId, &User)> = users.map(|(id, user)| (*id, user)).collect();
    let key = username_key(address);
    let has = |field| {
        let mut found = users.clone();
        found.retain(|(_, user)| username_key(user.text(field)) == key);
        found
    };
    let named = has(ProfileField::Username);
    match named.is_empty() {
        true => has(ProfileField::Mail),
        false => named,
    }
}

fn ambiguous(line: &str, users: &[(UserId, &User)]) -> Ambiguous {
    let usernames = users.iter().map(|(_, user)| user.username());
    let mut usernames: Vec<_> = usernames.collect();
    usernames.sort_unstable();
    Ambiguous {
        address: address(line).to_owned(),
        usernames,
    }
}
