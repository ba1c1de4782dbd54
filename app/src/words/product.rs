//! A product's page.

use super::{Text, and, tell};
use domain::{
    Attention, Cause, Channel, Holder, HolderSource, Named, ProductPage, Service, SourceFilter,
    SubscriptionState, Via,
};

/// The figures.
pub const OWNED: Text = Text("owned");
/// The figures.
pub const ASSIGNED: Text = Text("assigned");
/// The figures.
pub const AVAILABLE: Text = Text("available");
/// The tabs.
pub const USERS: Text = Text("Users");
/// The tabs.
pub const GROUPS: Text = Text("Groups");
/// The tabs, for assistive technology.
pub const TABS: Text = Text("Who has it");
/// Where the page belongs, for assistive technology.
pub const PATH: Text = Text("Path");
/// The commands.
pub const ASSIGN: Text = Text("Assign licenses");
/// The commands.
pub const UNASSIGN: Text = Text("Unassign licenses");
/// The commands.
pub const SERVICES: Text = Text("Change apps and services");
/// The commands.
pub const EXPORT: Text = Text("Export users");
/// The command that saves the list of groups.
pub const EXPORT_GROUPS: Text = Text("Export groups");
/// Why a command for users is off.
pub const SELECT_FIRST: Text = Text("Select at least one user in the list first.");
/// The box above the list.
pub const SEARCH: Text = Text("Search users");
/// The choice above the list, for assistive technology.
pub const ASSIGNED_BY: Text = Text("Assigned by");
/// Sends the search without JavaScript.
pub const APPLY: Text = Text("Apply");
/// The columns.
pub const USER: Text = Text("User");
/// The columns.
pub const SERVICES_COLUMN: Text = Text("Services");
/// The circle above the list.
pub const SELECT_ALL: Text = Text("Select all users on this page");
/// In the place of how many are selected.
pub const NOBODY_SELECTED: Text = Text("Nobody selected");
/// Clears the selection.
pub const CLEAR: Text = Text("Clear selection");
/// Nobody has it.
pub const NO_USERS: Text = Text("Nobody has this product yet");
/// Nobody matches.
pub const NO_MATCH: Text = Text("No user matches");
/// What to do.
pub const NO_MATCH_TEXT: Text = Text(
    "Nobody who has this product matches the search. It looks at the words of name, username and mail address.",
);
/// The way back to all.
pub const SHOW_ALL: Text = Text("Show all users");
/// No group assigns it.
pub const NO_GROUPS: Text = Text("No group assigns this product");
/// What that means.
pub const NO_GROUPS_TEXT: Text = Text(
    "Everybody who has it has it directly. When a group assigns a product, its members inherit it.",
);
/// The columns of groups.
pub const GROUP: Text = Text("Group");
/// The table of subscriptions.
pub const SUBSCRIPTIONS: Text = Text("Subscriptions behind it");
/// The columns of subscriptions.
pub const SEATS: Text = Text("Seats");
/// The columns of subscriptions.
pub const STATE: Text = Text("State");
/// The columns of subscriptions.
pub const CHANNEL: Text = Text("Bought");
/// The columns of subscriptions.
pub const ENDS: Text = Text("Ends");
/// A user's mark.
pub const GUEST: Text = Text("Guest");
/// A user's mark.
pub const BLOCKED: Text = Text("Sign-in blocked");

/// Why nobody has it, and what to do.
pub fn no_users_text(page: &ProductPage) -> String {
    let row = &page.row;
    let named = || Named {
        id: row.id,
        name: row.name.clone(),
    };
    if row.seats.assignable > 0 {
        say!("Assign it to users, one by one or by pasting a list of addresses.")
    } else if row.subscriptions == 0 {
        tell(&Cause::NotOwned(named()).sentence())
    } else if row.attention.contains(&Attention::SelfService) {
        tell(&Cause::OnlySelfService(named()).sentence())
    } else {
        say!(
            "Its licenses can't be assigned as long as their subscription is disabled. Reactivate it first."
        )
    }
}

/// The way to the product's subscriptions in this page.
pub fn see_in(number: u32, page: &str) -> String {
    match number {
        1 => say!("See it in {page}", page = page),
        _ => say!("See them in {page}", page = page),
    }
}

/// Seats beside those that are owned.
pub fn disabled_seats(seats: u32) -> String {
    say!(
        seats =>
            "1 more seat is of a subscription that is disabled: it can't be assigned until that is reactivated."
            | "{n} more seats are of a subscription that is disabled: they can't be assigned until it is reactivated."
    )
}

/// The circle beside a row.
pub fn select(name: &str) -> String {
    say!("Select {name}", name = name)
}

/// "2 users selected".
pub fn selected(number: usize) -> String {
    say!(number => "1 user selected" | "{n} users selected")
}

/// The sources to choose from.
pub fn source(source: SourceFilter) -> Text {
    Text(match source {
        SourceFilter::Any => "All assignments",
        SourceFilter::Direct => "Assigned directly",
        SourceFilter::Group => "Assigned by a group",
        SourceFilter::SelfService => "Bought by users",
    })
}

/// By which sources somebody holds it: "Direct and Sales".
pub fn by(holder: &Holder) -> String {
    let name = |source: &HolderSource| match source.via {
        Via::Direct => say!("Direct"),
        Via::Group(_) => source
            .group
            .as_deref()
            .map_or_else(|| say!("A group"), ToOwned::to_owned),
        Via::SelfService(_) => say!("Self-service purchase"),
    };
    let names = holder.sources.iter().map(name).collect::<Vec<_>>();
    match names.as_slice() {
        [one] if matches!(holder.sources[0].via, Via::Group(_)) => {
            say!("Group: {group}", group = one)
        }
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
        [] => say!("All services"),
        [one] if one.chars().count() <= 24 => say!("{service} off", service = *one),
        several => say!(several.len() => "1 service off" | "{n} services off"),
    }
}

/// Where a subscription stands in its life.
pub fn state(state: SubscriptionState) -> Text {
    Text(match state {
        SubscriptionState::Active => "Active",
        SubscriptionState::Expired => "Expired",
        SubscriptionState::Disabled => "Disabled",
        SubscriptionState::Deleted => "Deleted",
    })
}

/// How a subscription was bought.
pub fn channel(channel: Channel, purchaser: Option<&str>) -> String {
    match (channel, purchaser) {
        (Channel::Direct, _) => say!("Directly"),
        (Channel::Partner, _) => say!("By a partner (reseller)"),
        (Channel::Prepaid, _) => say!("By product key (prepaid)"),
        (Channel::Trial, _) => say!("As a trial"),
        (Channel::SelfService, Some(name)) => say!("Self-service, by {name}", name = name),
        (Channel::SelfService, None) => say!("Self-service, by a user"),
    }
}

/// "3 members".
pub fn members(number: u32) -> String {
    say!(number => "1 member" | "{n} members")
}
