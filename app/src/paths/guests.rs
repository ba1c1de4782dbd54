//! The addresses of guests, and of their invitations.

use super::{encode, with_query};
use domain::{GuestFilter, GuestQuery, UserId};

/// The list of guests.
pub const GUESTS: &str = "/guest-users";
/// The list as a file.
pub const EXPORT: &str = "/export/guests.csv";
/// The page that an invitation's link opens; accepting posts to it.
pub const INVITATION: &str = "/invitation";

/// What the pairs of an address say: the value of each, or empty.
pub fn read(word: impl Fn(&str) -> String) -> GuestQuery {
    GuestQuery {
        search: word("search"),
        filter: GuestFilter::from_code(&word("filter")),
        after: Some(word("after")).filter(|cursor| !cursor.is_empty()),
    }
}

/// The list.
pub fn list(query: &GuestQuery) -> String {
    on_list("", query)
}

/// The list as a file: all of it, from its first page on.
pub fn export(query: &GuestQuery) -> String {
    let filter = query.filter.code();
    with_query(EXPORT, &[("search", &query.search), ("filter", filter)])
}

/// The pane that invites a guest.
pub fn invite(query: &GuestQuery) -> String {
    on_list("/invite", query)
}

/// A guest's pane: what came of the invitation.
pub fn guest(query: &GuestQuery, guest: UserId) -> String {
    on_list(&format!("/{guest}"), query)
}

/// The pane that updates a guest's license assignments.
pub fn licenses(query: &GuestQuery, guest: UserId) -> String {
    on_list(&format!("/{guest}/licenses"), query)
}

/// The page of the invitation with this secret. It stands in the query, which no log has.
pub fn invitation(secret: &str) -> String {
    format!("{INVITATION}?token={}", encode(secret))
}

fn on_list(pane: &str, query: &GuestQuery) -> String {
    let GuestQuery {
        search,
        filter,
        after,
    } = query;
    let pairs = [
        ("search", search.as_str()),
        ("filter", filter.code()),
        ("after", after.as_deref().unwrap_or_default()),
    ];
    with_query(&format!("{GUESTS}{pane}"), &pairs)
}
