//! Your products: a row for each subscription.

use crate::words::date;
use domain::{
    Channel, Deed, Shown, Subscription, SubscriptionState, Takeover, TermLength,
    words::{count, digits},
};

/// The page.
pub const TITLE: &str = "Your products";
/// What it is for.
pub const TEXT: &str = "Each subscription that your organization has, also several of the same product. Licenses shows their sum.";
/// The box above the list.
pub const SEARCH: &str = "Search products";
/// The choice above the list, for assistive technology.
pub const SHOW: &str = "Which subscriptions";
/// Sends the search without JavaScript.
pub const APPLY: &str = "Apply";
/// Saves the list as a file.
pub const EXPORT: &str = "Export";
/// Buys another product.
pub const BUY_NEW: &str = "Buy a product";
/// What some people don't see.
pub const NO_PARTNERS: &str =
    "Subscriptions that a partner bought for you are shown to Global admins only.";
/// The columns.
pub const PRODUCT: &str = "Product";
/// The columns.
pub const STATUS: &str = "Status";
/// The columns.
pub const LICENSES: &str = "Licenses";
/// The columns.
pub const TERM: &str = "Term";
/// The columns.
pub const RECURRING: &str = "Recurring billing";
/// No subscription at all.
pub const NONE: &str = "No subscriptions yet";
/// Why, and what to do.
pub const NONE_TEXT: &str =
    "What your organization buys is listed here, one row a subscription. Buy a product to begin.";
/// No subscription like that.
pub const NO_MATCH: &str = "No subscription matches";
/// What to do.
pub const NO_MATCH_TEXT: &str =
    "None of your subscriptions is like that. Show all, or search for another product.";
/// The way back to all of them.
pub const SHOW_ALL: &str = "Show all subscriptions";

/// One subscription: what is known of it.
pub const CHANNEL: &str = "Purchase channel";
/// One subscription: what is known of it.
pub const PURCHASER: &str = "Purchaser";
/// One subscription: what is known of it.
pub const TOTAL: &str = "Total licenses";
/// One subscription: what is known of it.
pub const ASSIGNED: &str = "Assigned of the product";
/// One subscription: what is known of it.
pub const USERS: &str = "Users by this purchase";
/// One subscription: what is known of it.
pub const LENGTH: &str = "Term length";
/// One subscription: what is known of it.
pub const BEGAN: &str = "Term began";
/// One subscription: what is known of it.
pub const NEXT: &str = "What comes next";
/// One subscription: what is known of it.
pub const CANCELABLE: &str = "Can be canceled until";
/// One subscription: what is known of it.
pub const ID: &str = "Subscription ID";
/// The commands, for assistive technology.
pub const COMMANDS: &str = "What you can do";
/// Above the reasons why commands are off.
pub const WHY_OFF: &str = "Why some are turned off";
/// The way to the sum.
pub const SEE_LICENSES: &str = "See it in Licenses";
/// The way to assigning.
pub const ASSIGN: &str = "Assign licenses";
/// Why not from here.
pub const LICENSES_ONLY: &str = "This is perpetual software that a partner bought for you. It can't be assigned from Your products. Assign it from Licenses.";
/// The way there.
pub const GO_TO_LICENSES: &str = "Go to Licenses";
/// Why nobody assigns it.
pub const TAKE_CONTROL_FIRST: &str = "A user bought this for themselves and others. You can't assign or unassign it until you take control of it.";

/// The box with the number now.
pub const NOW: &str = "Total licenses now";
/// The number to come.
pub const NEW_QUANTITY: &str = "New quantity";
/// Why the button is off.
pub const TYPE_MORE: &str = "Enter a new quantity that is higher than now.";
/// Why the button is off.
pub const TYPE_FEWER: &str = "Enter a new quantity that is lower than now.";
/// Saves.
pub const SAVE: &str = "Save";
/// A choice.
pub const ON: &str = "On";
/// What it means.
pub const ON_TEXT: &str =
    "It is renewed at the end of each term, until you turn recurring billing off.";
/// A choice.
pub const OFF: &str = "Off";
/// What it means.
pub const OFF_TEXT: &str = "It stays active until its term ends. Then it expires, and 30 days later its users lose access.";
/// Why the button is off.
pub const AS_IT_IS: &str = "It is like this already.";
/// What canceling means.
pub const CANCEL_TEXT: &str = "It is disabled at once: its users have no access, and its licenses can't be assigned. For 90 days it can be reactivated; then it is deleted.";
/// What reactivating means.
pub const REACTIVATE_TEXT: &str = "It is active again at once, with recurring billing on. Whoever still has the product can use it again.";
/// What buying a trial means.
pub const CONVERT_TEXT: &str = "The trial becomes a subscription that is paid for. Its users keep the product, and a term of a year begins.";
/// The choices.
pub const MOVE_USERS: &str = "Move users";
/// What it means.
pub const MOVE_USERS_TEXT: &str = "They keep the product, each on a free license of another subscription. The self-service subscription is canceled.";
/// The choices.
pub const CANCEL_OWN: &str = "Cancel subscription";
/// What it means.
pub const CANCEL_OWN_TEXT: &str = "They lose the product at once.";
/// The choices, for assistive technology.
pub const WHAT_BECOMES: &str = "What becomes of its users";
/// Nobody uses it.
pub const NO_USERS: &str = "Nobody uses it.";
/// While nothing is chosen.
pub const CHOOSE: &str = "Choose what becomes of its users.";

/// The box that searches the catalog.
pub const CATALOG: &str = "Search the catalog";
/// How.
pub const CATALOG_HINT: &str = "A part of the product's name or part number";
/// What was found, for assistive technology.
pub const FOUND: &str = "Products found";
/// Nothing was.
pub const NOT_FOUND: &str =
    "No product of the catalog has this in its name. Check the spelling, or import the catalog.";
/// How many.
pub const QUANTITY: &str = "Number of licenses";
/// The choice of a term's length.
pub const TERM_LENGTH: &str = "Term length";
/// The last day.
pub const ENDS: &str = "First term ends";
/// How.
pub const ENDS_HINT: &str = "Leave it open for a whole term from today";
/// Whether it is renewed.
pub const RENEW: &str = "Recurring billing";
/// Whether it is renewed.
pub const RENEW_TEXT: &str = "It is renewed at the end of each term";
/// Why the button is off.
pub const CHOOSE_PRODUCT: &str = "Search for a product, and choose it.";
/// Why the button is off.
pub const TYPE_NUMBER: &str = "Enter how many licenses to buy.";
/// Why the button is off.
pub const TYPE_DAY: &str = "Choose the day on which the first term ends, or leave it open.";
/// After it was bought.
pub const BUY_MORE: &str = "Buy another";
/// Buys.
pub const BUY: &str = "Buy";

/// The filters.
pub fn shown(shown: Shown) -> &'static str {
    match shown {
        Shown::All => "All subscriptions",
        Shown::Active => "Active",
        Shown::Expired => "Expired",
        Shown::Disabled => "Disabled",
        Shown::Deleted => "Deleted",
        Shown::Trial => "Trial",
        Shown::SelfService => "Self-service",
        Shown::Partner => "Reseller",
        Shown::Prepaid => "Prepaid",
    }
}

/// How it was bought, in a word.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Direct => "Direct",
        Channel::Partner => "Reseller",
        Channel::Prepaid => "Prepaid",
        Channel::Trial => "Trial",
        Channel::SelfService => "Self-service",
    }
}

/// The same, with the name of who bought it.
pub fn bought(of: Channel, purchaser: Option<&str>) -> String {
    match purchaser {
        Some(name) => format!("{}, by {name}", channel(of)),
        None => channel(of).to_owned(),
    }
}

/// "1 year".
pub fn length(length: TermLength) -> &'static str {
    match length {
        TermLength::Monthly => "1 month",
        TermLength::Annual => "1 year",
        TermLength::Perpetual => "Perpetual",
    }
}

/// On or off.
pub fn on(on: bool) -> &'static str {
    if on { ON } else { OFF }
}

/// What the clock does next: "Renews on March 3, 2027".
pub fn next(one: &Subscription) -> String {
    let Some(at) = one.term.next else {
        return match one.state {
            SubscriptionState::Deleted => "Deleted".to_owned(),
            _ => "Never ends".to_owned(),
        };
    };
    let what = match one.state {
        SubscriptionState::Active if one.channel == Channel::Trial && one.term.recurring => {
            "Becomes paid"
        }
        SubscriptionState::Active if one.term.recurring => "Renews",
        SubscriptionState::Active => "Expires",
        SubscriptionState::Expired => "Disabled",
        SubscriptionState::Disabled | SubscriptionState::Deleted => "Deleted",
    };
    format!("{what} on {}", date::day(at))
}

/// "8 of 13 licenses, over all subscriptions".
pub fn assigned(seats: domain::Seats) -> String {
    format!(
        "{} of {}, over all subscriptions",
        digits(seats.assigned as usize),
        count(seats.assignable as usize, "license")
    )
}

/// "3 users".
pub fn users(number: u32) -> String {
    count(number as usize, "user")
}

/// After the names of the first.
pub fn and_more(number: usize) -> String {
    format!("and {} more", digits(number))
}

/// Whose purchase it is.
pub fn taking_from(purchaser: Option<&str>) -> String {
    match purchaser {
        Some(name) => format!("{name} bought this in a self-service purchase."),
        None => "A user bought this in a self-service purchase.".to_owned(),
    }
}

/// What is done with a subscription: a command, a pane and its button.
pub fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Buy(_) => "Buy licenses",
        Deed::Remove(_) => "Remove licenses",
        Deed::SetRecurring(_) => "Edit recurring billing",
        Deed::Cancel => "Cancel subscription",
        Deed::Reactivate => "Reactivate",
        Deed::Convert => "Buy this trial",
        Deed::TakeControl(Takeover::MoveUsers | Takeover::Cancel) => {
            "Take control of this subscription"
        }
        Deed::Advance(_) => "",
    }
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("{who} can't be moved yet")
}
