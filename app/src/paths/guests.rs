//! The addresses of guests, and of their invitations.

use super::{encode, with_query};
use domain::{GuestQuery, UserId};

/// The list of guests.
pub const GUESTS: &str = "/guest-users";
/// The page that an invitation's link opens; accepting posts to it.
pub const INVITATION: &str = "/invitation";

/// The list.
pub fn list(query: &GuestQuery) -> String {
    on_list("", query)
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
