//! A product's page.

use domain::{
    Channel, Holder, HolderSource, Service, SourceFilter, SubscriptionState, Via,
    words::{and, count},
};

/// The figures.
pub const OWNED: &str = "owned";
/// The figures.
pub const ASSIGNED: &str = "assigned";
/// The figures.
pub const AVAILABLE: &str = "available";
/// The tabs.
pub const USERS: &str = "Users";
/// The tabs.
pub const GROUPS: &str = "Groups";
/// The tabs, for assistive technology.
pub const TABS: &str = "Who has it";
/// Where the page belongs, for assistive technology.
pub const PATH: &str = "Path";
/// The commands.
pub const ASSIGN: &str = "Assign licenses";
/// The commands.
pub const UNASSIGN: &str = "Unassign licenses";
/// The commands.
pub const SERVICES: &str = "Change apps and services";
/// The commands.
pub const EXPORT: &str = "Export users";
/// Why a command for users is off.
pub const SELECT_FIRST: &str = "Select at least one user in the list first.";
/// The box above the list.
pub const SEARCH: &str = "Search users";
/// The choice above the list, for assistive technology.
pub const ASSIGNED_BY: &str = "Assigned by";
/// Sends the search without JavaScript.
pub const APPLY: &str = "Apply";
/// The columns.
pub const USER: &str = "User";
/// The columns.
pub const SERVICES_COLUMN: &str = "Services";
/// The columns.
pub const SINCE: &str = "Since";
/// The circle above the list.
pub const SELECT_ALL: &str = "Select all users on this page";
/// The next page of the list.
pub const NEXT: &str = "Next page";
/// The first page of the list.
pub const FIRST: &str = "First page";
/// Clears the selection.
pub const CLEAR: &str = "Clear selection";
/// Nobody has it.
pub const NO_USERS: &str = "Nobody has this product yet";
/// What to do.
pub const NO_USERS_TEXT: &str = "Assign it to users, one by one or by pasting a list of addresses.";
/// Nobody matches.
pub const NO_MATCH: &str = "No user matches";
/// What to do.
pub const NO_MATCH_TEXT: &str = "Nobody who has this product matches the search. It looks at the words of name, username and mail address.";
/// The way back to all.
pub const SHOW_ALL: &str = "Show all users";
/// No group assigns it.
pub const NO_GROUPS: &str = "No group assigns this product";
/// What that means.
pub const NO_GROUPS_TEXT: &str =
    "Everybody who has it has it directly. When a group assigns a product, its members inherit it.";
/// The columns of groups.
pub const GROUP: &str = "Group";
/// The table of subscriptions.
pub const SUBSCRIPTIONS: &str = "Subscriptions behind it";
/// The columns of subscriptions.
pub const SEATS: &str = "Seats";
/// The columns of subscriptions.
pub const STATE: &str = "State";
/// The columns of subscriptions.
pub const CHANNEL: &str = "Bought";
/// The columns of subscriptions.
pub const ENDS: &str = "Ends";
/// A user's mark.
pub const GUEST: &str = "Guest";
/// A user's mark.
pub const BLOCKED: &str = "Sign-in blocked";

/// The circle beside a row.
pub fn select(name: &str) -> String {
    format!("Select {name}")
}

/// "2 users selected".
pub fn selected(number: usize) -> String {
    format!("{} selected", count(number, "user"))
}

/// The sources to choose from.
pub fn source(source: SourceFilter) -> &'static str {
    match source {
        SourceFilter::Any => "All assignments",
        SourceFilter::Direct => "Assigned directly",
        SourceFilter::Group => "Assigned by a group",
        SourceFilter::SelfService => "Bought by users",
    }
}

/// By which sources somebody holds it: "Direct and Sales".
pub fn by(holder: &Holder) -> String {
    let name = |source: &HolderSource| match source.via {
        Via::Direct => "Direct".to_owned(),
        Via::Group(_) => source
            .group
            .as_deref()
            .map_or_else(|| "A group".into(), ToOwned::to_owned),
        Via::SelfService(_) => "Self-service purchase".to_owned(),
    };
    let names = holder.sources.iter().map(name).collect::<Vec<_>>();
    match names.as_slice() {
        [one] if matches!(holder.sources[0].via, Via::Group(_)) => format!("Group: {one}"),
        _ => and(&names),
    }
}

/// How many services are off for somebody: off in every source.
pub fn off(holder: &Holder, services: &[Service]) -> String {
    let everywhere = |service: &&Service| {
        service.switchable()
            && holder
                .sources
                .iter()
                .all(|source| source.off.contains(service.id))
    };
    services_off(
        services
            .iter()
            .filter(everywhere)
            .map(|service| &*service.name),
    )
}

/// "All services", "Sway off", "2 services off".
pub fn services_off<'a>(off: impl Iterator<Item = &'a str>) -> String {
    match off.collect::<Vec<_>>().as_slice() {
        [] => "All services".into(),
        [one] if one.chars().count() <= 24 => format!("{one} off"),
        several => format!("{} off", count(several.len(), "service")),
    }
}

/// Where a subscription stands in its life.
pub fn state(state: SubscriptionState) -> &'static str {
    match state {
        SubscriptionState::Active => "Active",
        SubscriptionState::Expired => "Expired",
        SubscriptionState::Disabled => "Disabled",
        SubscriptionState::Deleted => "Deleted",
    }
}

/// How a subscription was bought.
pub fn channel(channel: Channel, purchaser: Option<&str>) -> String {
    match (channel, purchaser) {
        (Channel::Direct, _) => "Directly".into(),
        (Channel::Partner, _) => "By a partner (reseller)".into(),
        (Channel::Prepaid, _) => "By product key (prepaid)".into(),
        (Channel::Trial, _) => "As a trial".into(),
        (Channel::SelfService, Some(name)) => format!("Self-service, by {name}"),
        (Channel::SelfService, None) => "Self-service, by a user".into(),
    }
}
