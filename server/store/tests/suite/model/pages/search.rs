//! Finding users: as somebody types, from a pasted list, by id.

use crate::model::{
    Model, User,
    carry_out::may_read,
    text::{by_name, fold, matches, page, typed, username_key},
};
use domain::*;
use std::collections::BTreeSet;
use store::{Asker, Error};

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
        for line in lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
        {
            let inside = line
                .strip_suffix('>')
                .and_then(|line| line.rsplit_once('<'));
            let key = username_key(inside.map_or(line, |(_, address)| address));
            let has = |field| {
                let users = self.users.iter();
                let found = users.filter(|(_, user)| username_key(user.text(field)) == key);
                found.collect::<Vec<_>>()
            };
            match (
                &has(ProfileField::Username)[..],
                &has(ProfileField::Mail)[..],
            ) {
                ([(id, user)], _) | ([], [(id, user)]) => {
                    let found = self.found(**id, user, product);
                    if !resolved.found.contains(&found) {
                        resolved.found.push(found);
                    }
                }
                _ => resolved.unknown.push(line.to_owned()),
            }
        }
        Ok(resolved)
    }
}
