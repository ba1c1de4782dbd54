//! Loads what the rule needs to know of accounts: two statements more, and only for orders that touch accounts.

use super::{
    codes::{self, Code},
    packed::{self, Id},
};
use crate::{
    Error,
    fold::username_key,
    sql::{Conn, query_scalar},
};
use domain::{
    Account, Deleted, GroupId, Inheritance, License, Location, Named, Needs, OrganizationId,
    Person, ProductId, Profile, ProfileField, Role, UserId, UserKind, Username, UsernameHolder,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The accounts that an order touches, and the usernames that it gives.
#[derive(Default)]
pub(super) struct Accounts {
    pub(super) accounts: BTreeMap<UserId, Account>,
    pub(super) usernames: BTreeMap<Arc<str>, Username>,
}

impl Accounts {
    /// Loads them, if `needs` names any.
    pub(super) async fn load(
        conn: &mut Conn,
        organization: OrganizationId,
        needs: &Needs,
    ) -> Result<Self, Error> {
        if !needs.touch_accounts() {
            return Ok(Self::default());
        }
        let packed = accounts(conn, organization, needs).await?;
        let rows: Vec<AccountRow> = packed::read(&packed)?;
        let accounts: BTreeMap<_, _> = rows
            .into_iter()
            .map(|row| row.account(needs))
            .collect::<Result<_, Error>>()?;
        let deleted = accounts.values().filter(|one| one.deleted.is_some());
        let restored = deleted.map(|one| Arc::from(one.profile.get(ProfileField::Username)));
        let wanted: BTreeSet<Arc<str>> = needs.usernames.iter().cloned().chain(restored).collect();
        Ok(Self {
            usernames: usernames(conn, organization, wanted).await?,
            accounts,
        })
    }

    /// The products that were held, and those that groups would assign.
    pub(super) fn products(&self) -> impl Iterator<Item = ProductId> + '_ {
        let deleted = self.accounts.values();
        let deleted = deleted.filter_map(|account| account.deleted.as_deref());
        deleted.flat_map(|deleted| {
            let held = deleted.person.licenses.iter().map(|one| one.product);
            let groups = deleted.inherits.iter();
            held.chain(groups.flat_map(|group| group.licenses.iter().map(|(id, _)| *id)))
        })
    }

    /// The groups by which deleted users held licenses, and those of which they were members.
    pub(super) fn groups(&self) -> impl Iterator<Item = GroupId> + '_ {
        let deleted = self.accounts.values();
        let deleted = deleted.filter_map(|account| account.deleted.as_deref());
        deleted.flat_map(|deleted| {
            let held = deleted.person.licenses.iter();
            let held = held.filter_map(|one| match one.via {
                domain::Via::Group(group) => Some(group),
                _ => None,
            });
            held.chain(deleted.inherits.iter().map(|one| one.group))
        })
    }
}

/// The accounts, of active users and of deleted ones; packed.
async fn accounts(
    conn: &mut Conn,
    organization: OrganizationId,
    needs: &Needs,
) -> Result<String, Error> {
    Ok(query_scalar(
        "select json_group_array(json(packed)) from (
             select json_array(
                 wanted.key,
                 json_array(username, name, first_name, last_name, mail, job_title, department, office, city, country),
                 kind, enabled, location,
                 (select json_group_array(role) from role_assignment
                  where role_assignment.organization_id = ?1 and role_assignment.user_id = person.user_id),
                 null, json_array(), json_array()) as packed
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value)
             union all
             select json_array(
                 wanted.key,
                 json_array(username, name, first_name, last_name, mail, job_title, department, office, city, country),
                 kind, enabled, location, json(roles), deleted_at, json(licenses),
                 (select json_group_array(json_array(hex(group_license.group_id), hex(group_license.product_id),
                                                     hex(group_license.services_off)))
                  from json_each(deleted_person.groups) as was
                  cross join group_license on group_license.organization_id = ?1
                      and group_license.group_id = unhex(was.value)))
             from json_each(?2) as wanted
             cross join deleted_person on deleted_person.organization_id = ?1
                 and deleted_person.user_id = unhex(wanted.value)) as account",
    )
    .bind(organization.0)
    .bind(packed::ids(needs.accounts.iter().map(|user| user.0)))
    .fetch_one(conn)
    .await?)
}

#[derive(Deserialize)]
struct AccountRow(
    usize,
    [Arc<str>; 10],
    String,
    u8,
    Option<Location>,
    Vec<String>,
    Option<i64>,
    Vec<(Id, String, Id, String, i64, Arc<str>)>,
    Vec<(Id, Id, String)>,
);

/// In the sequence of the row.
const FIELDS: [ProfileField; 10] = [
    ProfileField::Username,
    ProfileField::Name,
    ProfileField::FirstName,
    ProfileField::LastName,
    ProfileField::Mail,
    ProfileField::JobTitle,
    ProfileField::Department,
    ProfileField::Office,
    ProfileField::City,
    ProfileField::Country,
];

impl AccountRow {
    fn account(self, needs: &Needs) -> Result<(UserId, Account), Error> {
        let Self(index, texts, kind, enabled, location, roles, deleted_at, licenses, groups) = self;
        let id = needs.accounts[index];
        let [username, name, ..] = &texts;
        let person = Person {
            id,
            name: name.clone(),
            username: username.clone(),
            kind: UserKind::from_code(&kind)?,
            location,
            licenses: licenses
                .into_iter()
                .map(license)
                .collect::<Result<_, _>>()?,
        };
        let deleted = match deleted_at {
            None => None,
            Some(at) => Some(Box::new(Deleted {
                at,
                person,
                inherits: inherits(groups)?,
            })),
        };
        let mut roles: Vec<Role> = roles
            .iter()
            .filter_map(|role| Role::from_code(role))
            .collect();
        roles.sort_unstable();
        let account = Account {
            profile: Profile::of(FIELDS.into_iter().zip(texts)),
            enabled: enabled == 1,
            roles,
            deleted,
        };
        Ok((id, account))
    }
}

fn license(
    (product, source, source_id, off, since, by): (Id, String, Id, String, i64, Arc<str>),
) -> Result<License, Error> {
    Ok(License {
        product: ProductId(product.0),
        via: codes::via(&source, source_id.0)?,
        off: packed::services_of(&off)?,
        since,
        by,
    })
}

fn inherits(rows: Vec<(Id, Id, String)>) -> Result<Vec<Inheritance>, Error> {
    let mut groups: BTreeMap<GroupId, Inheritance> = BTreeMap::new();
    for (group, product, off) in rows {
        let group = GroupId(group.0);
        let known = groups.entry(group).or_insert_with(|| Inheritance {
            group,
            licenses: Vec::new(),
        });
        known
            .licenses
            .push((ProductId(product.0), packed::services_of(&off)?));
    }
    Ok(groups.into_values().collect())
}

/// Who has these usernames.
async fn usernames(
    conn: &mut Conn,
    organization: OrganizationId,
    wanted: BTreeSet<Arc<str>>,
) -> Result<BTreeMap<Arc<str>, Username>, Error> {
    let keys: BTreeMap<Arc<str>, String> = wanted
        .into_iter()
        .map(|typed| (typed.clone(), username_key(&typed)))
        .collect();
    let packed: String = query_scalar(
        "select json_group_array(json_array(username_key, hex(user_id), name, deleted) order by deleted) from (
             select person.username_key, person.user_id, person.name, 0 as deleted
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.username_key = wanted.value
             union all
             select deleted_person.username_key, deleted_person.user_id, deleted_person.name, 1
             from json_each(?2) as wanted
             cross join deleted_person on deleted_person.organization_id = ?1
                 and deleted_person.username_key = wanted.value) as holder",
    )
    .bind(organization.0)
    .bind(serde_json::Value::from_iter(keys.values().map(String::as_str)).to_string())
    .fetch_one(conn)
    .await?;
    let rows: Vec<(String, Id, Arc<str>, u8)> = packed::read(&packed)?;
    let mut holders: BTreeMap<String, UsernameHolder> = BTreeMap::new();
    for (key, id, name, deleted) in rows {
        // Where both have it, the active one is in the way.
        holders.entry(key).or_insert(UsernameHolder {
            user: Named {
                id: UserId(id.0),
                name,
            },
            deleted: deleted == 1,
        });
    }
    let known = |(typed, key): (Arc<str>, String)| {
        let holder = holders.get(&key).cloned();
        let key = key.into();
        (typed, Username { key, holder })
    };
    Ok(keys.into_iter().map(known).collect())
}
