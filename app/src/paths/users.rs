//! The addresses of users.

use super::with_query;
use domain::{DeletedQuery, Location, UserColumn, UserFilter, UserId, UserQuery, UserSort};

/// The list of active users.
pub const USERS: &str = "/users";
/// The list of deleted users.
pub const DELETED: &str = "/deleted-users";
/// The list of active users as a file.
pub const EXPORT: &str = "/export/users.csv";
/// The list of deleted users as a file.
pub const EXPORT_DELETED: &str = "/export/deleted-users.csv";

/// What goes before the name of a list of users to fill in.
pub const LISTS: &str = "/export/lists/";
/// A list of users with headings only.
pub const BLANK_LIST: &str = "/export/lists/blank.csv";
/// A list of users as it looks when it is filled in.
pub const SAMPLE_LIST: &str = "/export/lists/sample.csv";

/// The word for no column in an address that chooses columns.
pub const NO_COLUMNS: &str = "none";

/// What the list shows. Its panes keep it in their address, so that the list behind them stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsersShown {
    /// Which users.
    pub query: UserQuery,
    /// With which columns.
    pub columns: Vec<UserColumn>,
}

impl Default for UsersShown {
    fn default() -> Self {
        Self {
            query: UserQuery::default(),
            columns: UserColumn::USUAL.to_vec(),
        }
    }
}

impl UsersShown {
    /// What the pairs of an address say: the value of each, or empty. Who chooses no column says so; who says nothing gets
    /// the usual ones.
    pub fn read(word: impl Fn(&str) -> String, columns: &[String]) -> Self {
        let columns = columns.iter().flat_map(|list| list.split(','));
        let columns: Vec<&str> = columns.filter(|code| !code.is_empty()).collect();
        let chosen = |column: &&UserColumn| columns.contains(&column.code());
        Self {
            query: UserQuery {
                search: word("search"),
                filter: UserFilter::from_code(&word("filter")).unwrap_or_default(),
                product: word("product").parse().ok(),
                location: Location::new(&word("location")),
                sort: UserSort::from_code(&word("sort")).unwrap_or_default(),
                after: Some(word("after")).filter(|cursor| !cursor.is_empty()),
            },
            columns: match columns.is_empty() {
                true => UserColumn::USUAL.to_vec(),
                false => UserColumn::ALL.iter().filter(chosen).copied().collect(),
            },
        }
    }

    /// The same with another question, from its first page on.
    #[must_use]
    pub fn asking(&self, query: UserQuery) -> Self {
        Self {
            query: UserQuery {
                after: None,
                ..query
            },
            columns: self.columns.clone(),
        }
    }
}

/// The list.
pub fn list(shown: &UsersShown) -> String {
    on_list("", shown, &[])
}

/// The list as a file.
pub fn export(query: &UserQuery) -> String {
    let shown = UsersShown::default().asking(query.clone());
    at(EXPORT, &shown, &[])
}

fn on_list(pane: &str, shown: &UsersShown, more: &[(&str, &str)]) -> String {
    at(&format!("{USERS}{pane}"), shown, more)
}

fn at(path: &str, shown: &UsersShown, more: &[(&str, &str)]) -> String {
    let pairs = pairs(shown);
    let said = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    let all = said.chain(more.iter().copied()).collect::<Vec<_>>();
    with_query(path, &all)
}

/// What an address says of the list, name by name; empty for what is as usual.
pub fn pairs(shown: &UsersShown) -> Vec<(&'static str, String)> {
    let UserQuery {
        search,
        filter,
        product,
        location,
        sort,
        after,
    } = &shown.query;
    let product = product.map(|id| id.to_string()).unwrap_or_default();
    let codes = shown.columns.iter().map(|column| column.code());
    let columns = match shown.columns.as_slice() {
        UserColumn::USUAL => String::new(),
        [] => NO_COLUMNS.to_owned(),
        _ => codes.collect::<Vec<_>>().join(","),
    };
    let location = location.as_ref().map_or("", Location::code);
    vec![
        ("search", search.clone()),
        ("filter", filter.code().to_owned()),
        ("product", product),
        ("location", location.to_owned()),
        ("sort", sort.code().to_owned()),
        ("columns", columns),
        ("after", after.clone().unwrap_or_default()),
    ]
}

/// A list of users in an address.
fn ids(users: &[UserId]) -> String {
    let ids = users.iter().map(UserId::to_string);
    ids.collect::<Vec<_>>().join(",")
}

/// The pane that manages the licenses of these users.
pub fn licenses(shown: &UsersShown, users: &[UserId]) -> String {
    on_list("/licenses", shown, &[("users", &ids(users))])
}

/// The pane that manages the licenses of all whom the list's question finds.
pub fn licenses_of_all(shown: &UsersShown) -> String {
    on_list("/licenses", shown, &[("all", "1")])
}

/// The pane that adds a user.
pub fn add(shown: &UsersShown) -> String {
    on_list("/add", shown, &[])
}

/// The pane that adds the users of a list.
pub fn add_many(shown: &UsersShown) -> String {
    on_list("/add-multiple", shown, &[])
}

/// The pane that deletes these users.
pub fn delete(shown: &UsersShown, users: &[UserId]) -> String {
    on_list("/delete", shown, &[("users", &ids(users))])
}

/// The pane that keeps these users from signing in.
pub fn block(shown: &UsersShown, users: &[UserId]) -> String {
    on_list("/block", shown, &[("users", &ids(users))])
}

/// The pane that lets these users sign in again.
pub fn allow(shown: &UsersShown, users: &[UserId]) -> String {
    on_list("/allow", shown, &[("users", &ids(users))])
}

/// One user's pane: what is written about them, to edit.
pub fn edit(shown: &UsersShown, user: UserId) -> String {
    on_list(&format!("/{user}/edit"), shown, &[])
}

/// One user's pane: a new password.
pub fn reset(shown: &UsersShown, user: UserId) -> String {
    on_list(&format!("/{user}/password"), shown, &[])
}

/// What the pairs of an address say of deleted users: the value of each, or empty.
pub fn read_deleted(word: impl Fn(&str) -> String) -> DeletedQuery {
    DeletedQuery {
        search: word("search"),
        after: Some(word("after")).filter(|cursor| !cursor.is_empty()),
    }
}

/// The list of deleted users.
pub fn deleted(query: &DeletedQuery) -> String {
    on_deleted("", query)
}

/// The pane that restores a deleted user.
pub fn restore(query: &DeletedQuery, user: UserId) -> String {
    on_deleted(&format!("/{user}"), query)
}

/// The list of deleted users as a file: all of it, from its first page on.
pub fn export_deleted(query: &DeletedQuery) -> String {
    with_query(EXPORT_DELETED, &[("search", &query.search)])
}

fn on_deleted(pane: &str, query: &DeletedQuery) -> String {
    let after = query.after.as_deref().unwrap_or_default();
    let pairs = [("search", &*query.search), ("after", after)];
    with_query(&format!("{DELETED}{pane}"), &pairs)
}

/// One user's pane: the account.
pub fn account(shown: &UsersShown, user: UserId) -> String {
    on_list(&format!("/{user}"), shown, &[])
}

/// One user's pane: the licenses and apps.
pub fn licenses_and_apps(shown: &UsersShown, user: UserId) -> String {
    on_list(&format!("/{user}/licenses"), shown, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        assert_eq!(list(&UsersShown::default()), "/users");
        let shown = UsersShown {
            query: UserQuery {
                search: "zoë".into(),
                filter: UserFilter::Guests,
                location: Location::new("DE"),
                sort: UserSort::UsernameDescending,
                ..UserQuery::default()
            },
            columns: vec![UserColumn::Licenses, UserColumn::City],
        };
        let address = list(&shown);
        assert_eq!(
            address,
            "/users?search=zo%C3%AB&filter=guests&location=DE&sort=username-descending&columns=licenses,city"
        );
        let word = |name: &str| match name {
            "search" => "zoë".to_owned(),
            "filter" => "guests".to_owned(),
            "location" => "DE".to_owned(),
            "sort" => "username-descending".to_owned(),
            _ => String::new(),
        };
        assert_eq!(UsersShown::read(word, &["licenses,city".into()]), shown);
    }

    #[test]
    fn no_column_at_all_is_a_choice_too() {
        let none = UsersShown {
            columns: Vec::new(),
            ..UsersShown::default()
        };
        assert_eq!(list(&none), "/users?columns=none");
        let read = |columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|one| (*one).to_owned()).collect();
            UsersShown::read(|_| String::new(), &columns).columns
        };
        assert!(read(&["none"]).is_empty());
        // As a form says it that has always one column, and perhaps others.
        assert_eq!(read(&["none", "city"]), [UserColumn::City]);
        assert_eq!(read(&[]), UserColumn::USUAL);
        assert_eq!(read(&[""]), UserColumn::USUAL);
    }
}
