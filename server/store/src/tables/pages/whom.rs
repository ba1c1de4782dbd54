//! Whom a list of addresses names: one that is pasted into a pane, or given to a command.

use super::{
    may_read,
    people::{matched, select},
};
use crate::{
    Asker, Error, Store,
    fold::{fold, username_key},
    sql::{Conn, Row, query_as, query_scalar},
    tables::packed,
};
use domain::{Ambiguous, Match, Order, OrganizationId, ProductId, Resolved, UserId};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Somebody whom a line of a list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// The line, without blanks around it.
    pub line: String,
    /// By which id an order names them: a user's, or else [`Asker::stranger`].
    pub user: UserId,
    /// Who they are.
    pub who: Who,
    /// Does the order name them that was carried out under the key?
    pub before: bool,
}

/// Who it is whom a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A user, by username. Whom an order named before may be deleted since.
    User(Arc<str>),
    /// Nobody.
    Nobody,
    /// More than one.
    Several(Ambiguous),
}

impl Store {
    /// Whom a pasted list names: usernames or mail addresses, also as `Ida Marsh <ida@northlight.example>`.
    pub async fn resolve_users(
        &self,
        asker: &Asker,
        names: &[String],
        product: Option<ProductId>,
    ) -> Result<Resolved, Error> {
        may_read(asker)?;
        let lines = lines(names);
        let mut conn = self.engine.read().await?;
        let found = look_up(&mut conn, asker.organization, &lines, product).await?;
        let mut resolved = Resolved::default();
        let mut seen = HashSet::new();
        for (line, found) in lines.into_iter().zip(found) {
            match found {
                Found::One(user) if seen.insert(user.id) => resolved.found.push(user),
                Found::One(_) => {}
                Found::Nobody => resolved.unknown.push(line.to_owned()),
                Found::Several(usernames) => resolved.ambiguous.push(ambiguous(line, usernames)),
            }
        }
        Ok(resolved)
    }

    /// Whom each line of a command's list names, for an order under `key`. If one was carried out under it, its users are
    /// looked for first, deleted ones too: so the same list gives the same order, though they were deleted since (until they
    /// are gone for good).
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role.
    pub async fn whom(
        &self,
        asker: &Asker,
        names: &[String],
        key: Option<&str>,
    ) -> Result<Vec<Addressed>, Error> {
        may_read(asker)?;
        let lines = lines(names);
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let before = match key {
            Some(key) => Before::load(&mut snapshot, asker.organization, key).await?,
            None => Before::default(),
        };
        let found = look_up(&mut snapshot, asker.organization, &lines, None).await?;
        let each = lines.into_iter().zip(found);
        Ok(each
            .map(|(line, found)| before.addressed(asker, line, found))
            .collect())
    }
}

/// The lines in which something stands.
fn lines(names: &[String]) -> Vec<&str> {
    let lines = names.iter().map(|name| name.trim());
    lines.filter(|line| !line.is_empty()).collect()
}

/// What stands between the brackets of `Ida Marsh <ida@northlight.example>`, or all of it.
pub(crate) fn address(line: &str) -> &str {
    let inside = line
        .strip_suffix('>')
        .and_then(|line| line.rsplit_once('<'));
    inside.map_or(line, |(_, address)| address.trim())
}

fn ambiguous(line: &str, usernames: Vec<Arc<str>>) -> Ambiguous {
    Ambiguous {
        address: address(line).to_owned(),
        usernames,
    }
}

/// Whom an address names now.
enum Found {
    One(Match),
    Nobody,
    /// By their mail address: usernames, sorted.
    Several(Vec<Arc<str>>),
}

impl Found {
    fn of(mut users: Vec<Match>) -> Self {
        match users.len() {
            0 | 1 => users.pop().map_or(Self::Nobody, Self::One),
            _ => {
                let usernames = users.into_iter().map(|user| user.username);
                let mut usernames: Vec<Arc<str>> = usernames.collect();
                usernames.sort_unstable();
                Self::Several(usernames)
            }
        }
    }
}

/// Whom each line names now. A username goes before a mail address.
async fn look_up(
    conn: &mut Conn,
    organization: OrganizationId,
    lines: &[&str],
    product: Option<ProductId>,
) -> Result<Vec<Found>, Error> {
    let addresses: Vec<&str> = lines.iter().map(|line| address(line)).collect();
    let mut users = by_username(conn, organization, &addresses, product).await?;
    let rest: Vec<(usize, &str)> = addresses
        .iter()
        .copied()
        .enumerate()
        .filter(|(line, _)| !users.contains_key(line))
        .collect();
    let mut others = by_mail(conn, organization, &rest, product).await?;
    let found = (0..lines.len()).map(|line| match users.remove(&line) {
        Some(user) => Found::One(user),
        None => Found::of(others.remove(&line).unwrap_or_default()),
    });
    Ok(found.collect())
}

/// Users by username, under their place in `addresses`.
async fn by_username(
    conn: &mut Conn,
    organization: OrganizationId,
    addresses: &[&str],
    product: Option<ProductId>,
) -> Result<HashMap<usize, Match>, Error> {
    let keys = addresses.iter().map(|address| username_key(address));
    let mut query = select(product, organization);
    query
        .push(", wanted.key from json_each(")
        .push_bind(serde_json::Value::from_iter(keys).to_string())
        .push(") as wanted cross join person on person.organization_id = ")
        .push_bind(organization.0)
        .push(" and person.username_key = wanted.value");
    let rows = query.build().fetch_all(conn).await?;
    rows.iter()
        .map(|row| Ok((place(row, 7)?, matched(row)?)))
        .collect()
}

/// Users by mail address, under their place in the list.
async fn by_mail(
    conn: &mut Conn,
    organization: OrganizationId,
    addresses: &[(usize, &str)],
    product: Option<ProductId>,
) -> Result<HashMap<usize, Vec<Match>>, Error> {
    let keys = addresses.iter().map(|(_, address)| fold(address));
    let mut query = select(product, organization);
    query
        .push(", wanted.key, person.mail from json_each(")
        .push_bind(serde_json::Value::from_iter(keys).to_string())
        .push(
            ") as wanted cross join person_word on person_word.word = wanted.value
             cross join person using (organization_id, user_id) where person_word.organization_id = ",
        )
        .push_bind(organization.0);
    let rows = query.build().fetch_all(conn).await?;
    let mut found: HashMap<usize, Vec<Match>> = HashMap::new();
    for row in &rows {
        let (line, address) = addresses[place(row, 7)?];
        if username_key(row.try_get(8)?) == username_key(address) {
            found.entry(line).or_default().push(matched(row)?);
        }
    }
    Ok(found)
}

fn place(row: &Row, column: usize) -> Result<usize, Error> {
    let place: i64 = row.try_get(column)?;
    Ok(usize::try_from(place).unwrap_or_default())
}

/// Whom the order names that was carried out under a key.
#[derive(Default)]
struct Before {
    users: HashSet<UserId>,
    /// Those of them who are here, deleted ones too, by username.
    usernames: HashMap<String, (UserId, Arc<str>)>,
    /// By mail address.
    mails: HashMap<String, Vec<(UserId, Arc<str>)>>,
}

impl Before {
    async fn load(conn: &mut Conn, organization: OrganizationId, key: &str) -> Result<Self, Error> {
        let asked: Option<String> = query_scalar(
            "select order_asked from ledger where organization_id = ?1 and idempotency_key = ?2",
        )
        .bind(organization.0)
        .bind(key)
        .fetch_optional(&mut *conn)
        .await?;
        // A question, a list or a note names nobody by id: a command with its key asks for something else.
        let order = asked.and_then(|asked| serde_json::from_str::<Order>(&asked).ok());
        let steps = order.map(|order| order.steps).unwrap_or_default();
        let users: HashSet<UserId> = steps.into_iter().flat_map(|step| step.users).collect();
        if users.is_empty() {
            return Ok(Self::default());
        }
        let known: Vec<(Uuid, Arc<str>, String)> = query_as(
            "select person.user_id, person.username, person.mail
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value)
             union all
             select gone.user_id, gone.username, gone.mail
             from json_each(?2) as wanted
             cross join deleted_person as gone on gone.organization_id = ?1 and gone.user_id = unhex(wanted.value)",
        )
        .bind(organization.0)
        .bind(packed::ids(users.iter().map(|user| user.0)))
        .fetch_all(conn)
        .await?;
        let mut before = Self {
            users,
            ..Self::default()
        };
        for (id, username, mail) in known {
            let user = (UserId(id), username);
            let key = username_key(&user.1);
            if !mail.is_empty() {
                let alike = before.mails.entry(username_key(&mail)).or_default();
                alike.push(user.clone());
            }
            before.usernames.insert(key, user);
        }
        Ok(before)
    }

    /// Whom the address names among them.
    fn named(&self, address: &str) -> Option<&(UserId, Arc<str>)> {
        let key = username_key(address);
        let by_mail = || match &self.mails.get(&key)?[..] {
            [only] => Some(only),
            _ => None,
        };
        self.usernames.get(&key).or_else(by_mail)
    }

    /// Who `line` is, given whom it names now. Whom the order knew as a stranger stays one.
    fn addressed(&self, asker: &Asker, line: &str, found: Found) -> Addressed {
        let stranger = asker.stranger(line);
        let was_stranger = self.users.contains(&stranger);
        let known = self.named(address(line)).filter(|_| !was_stranger);
        let (user, who) = match (known, found) {
            (Some((user, username)), _) => (*user, Who::User(username.clone())),
            (None, Found::One(user)) if !was_stranger => (user.id, Who::User(user.username)),
            (None, Found::Several(usernames)) => {
                (stranger, Who::Several(ambiguous(line, usernames)))
            }
            (None, _) => (stranger, Who::Nobody),
        };
        Addressed {
            line: line.to_owned(),
            user,
            who,
            before: self.users.contains(&user),
        }
    }
}
