//! Your products: a row for each subscription.

use super::{Text, cloud, date};
use domain::{
    Channel, Cloud, Deed, Shown, Subscription, SubscriptionState, Takeover, TermLength,
    say as sentence,
};

/// What it is for.
pub const TEXT: Text = Text(
    "Each subscription that your organization has, also several of the same product. Licenses shows their sum.",
);
/// The box above the list.
pub const SEARCH: Text = Text("Search products");
/// The choice above the list, for assistive technology.
pub const SHOW: Text = Text("Which subscriptions");
/// Sends the search without JavaScript.
pub const APPLY: Text = Text("Apply");
/// Saves the list as a file.
pub const EXPORT: Text = Text("Export");
/// Buys another product.
pub const BUY_NEW: Text = Text("Buy a product");
/// What some people don't see.
pub const NO_PARTNERS: Text =
    Text("Subscriptions that a partner bought for you are shown to Global admins only.");
/// The columns.
pub const PRODUCT: Text = Text("Product");
/// The columns.
pub const STATUS: Text = Text("Status");
/// The columns.
pub const LICENSES: Text = Text("Licenses");
/// The columns.
pub const TERM: Text = Text("Term");
/// The columns.
pub const RECURRING: Text = Text("Recurring billing");
/// No subscription at all.
pub const NONE: Text = Text("No subscriptions yet");
/// Why, and what to do.
pub const NONE_TEXT: Text = Text(
    "What your organization buys is listed here, one row a subscription. Buy a product to begin.",
);
/// No subscription like that.
pub const NO_MATCH: Text = Text("No subscription matches");
/// What to do.
pub const NO_MATCH_TEXT: Text =
    Text("None of your subscriptions is like that. Show all, or search for another product.");
/// The way back to all of them.
pub const SHOW_ALL: Text = Text("Show all subscriptions");

/// One subscription: what is known of it.
pub const CHANNEL: Text = Text("Purchase channel");
/// One subscription: what is known of it.
pub const PURCHASER: Text = Text("Purchaser");
/// One subscription: what is known of it.
pub const TOTAL: Text = Text("Total licenses");
/// One subscription: what is known of it.
pub const ASSIGNED: Text = Text("Assigned of the product");
/// One subscription: what is known of it.
pub const USERS: Text = Text("Users by this purchase");
/// One subscription: what is known of it.
pub const LENGTH: Text = Text("Term length");
/// One subscription: what is known of it.
pub const BEGAN: Text = Text("Term began");
/// One subscription: what is known of it.
pub const NEXT: Text = Text("What comes next");
/// One subscription: what is known of it.
pub const CANCELABLE: Text = Text("Can be canceled until");
/// One subscription: what is known of it.
pub const ID: Text = Text("Subscription ID");
/// The commands, for assistive technology.
pub const COMMANDS: Text = Text("What you can do");
/// Above the reasons why commands are off.
pub const WHY_OFF: Text = Text("Why some are turned off");
/// The way to the sum.
pub const SEE_LICENSES: Text = Text("See it in Licenses");
/// The way to assigning.
pub const ASSIGN: Text = Text("Assign licenses");
/// The way there.
pub const GO_TO_LICENSES: Text = Text("Go to Licenses");
/// Why nobody assigns it.
pub const TAKE_CONTROL_FIRST: Text = Text(
    "A user bought this for themselves and others. You can't assign or unassign it until you take control of it.",
);

/// The box with the number now.
pub const NOW: Text = Text("Total licenses now");
/// The number to come.
pub const NEW_QUANTITY: Text = Text("New quantity");
/// Why the button is off.
pub const TYPE_MORE: Text = Text("Enter a new quantity that is higher than now.");
/// Why the button is off.
pub const TYPE_FEWER: Text = Text("Enter a new quantity that is lower than now.");
/// Saves.
pub const SAVE: Text = Text("Save");
/// A choice.
pub const ON: Text = Text("On");
/// What it means.
pub const ON_TEXT: Text =
    Text("It is renewed at the end of each term, until you turn recurring billing off.");
/// A choice.
pub const OFF: Text = Text("Off");
/// What it means.
pub const OFF_TEXT: Text = Text(
    "It stays active until its term ends. Then it expires, and 30 days later its users lose access.",
);
/// Why the button is off.
pub const AS_IT_IS: Text = Text("It is like this already.");
/// What canceling means.
pub const CANCEL_TEXT: Text = Text(
    "It is disabled at once: its users have no access, and its licenses can't be assigned. For 90 days it can be reactivated; then it is deleted.",
);
/// The choices.
pub const MOVE_USERS: Text = Text("Move users");
/// What it means.
pub const MOVE_USERS_TEXT: Text = Text(
    "They keep the product, each on a free license of another subscription. The self-service subscription is canceled.",
);
/// The choices.
pub const CANCEL_OWN: Text = Text("Cancel subscription");
/// What it means.
pub const CANCEL_OWN_TEXT: Text = Text("They lose the product at once.");
/// The choices, for assistive technology.
pub const WHAT_BECOMES: Text = Text("What becomes of its users");
/// Nobody uses it.
pub const NO_USERS: Text = Text("Nobody uses it.");
/// While nothing is chosen.
pub const CHOOSE: Text = Text("Choose what becomes of its users.");

/// The box that searches the catalog.
pub const CATALOG: Text = Text("Search the catalog");
/// How.
pub const CATALOG_HINT: Text = Text("A part of the product's name or part number");
/// What was found, for assistive technology.
pub const FOUND: Text = Text("Products found");
/// Nothing was.
pub const NOT_FOUND: Text = Text(
    "No product of the catalog has this in its name. Check the spelling. If the catalog is still empty, whoever operates this Usher imports it first: usher catalog import FILE.",
);
/// How many.
pub const QUANTITY: Text = Text("Number of licenses");
/// The choice of a term's length.
pub const TERM_LENGTH: Text = Text("Term length");
/// The last day.
pub const ENDS: Text = Text("First term ends");
/// How.
pub const ENDS_HINT: Text = Text("Leave it open for a whole term from today");
/// Whether it is renewed.
pub const RENEW: Text = Text("Recurring billing");
/// Whether it is renewed.
pub const RENEW_TEXT: Text = Text("It is renewed at the end of each term");
/// Why the button is off.
pub const CHOOSE_PRODUCT: Text = Text("Search for a product, and choose it.");
/// Why the button is off.
pub const TYPE_NUMBER: Text = Text("Enter how many licenses to buy.");
/// Why the button is off.
pub const NO_NUMBER: Text = Text("Enter a whole number of licenses, from 1 to 1,000,000.");
/// Why the button is off.
pub const TYPE_DAY: Text = Text("Choose the day on which the first term ends, or leave it open.");
/// After it was bought.
pub const BUY_MORE: Text = Text("Buy another");
/// Buys.
pub const BUY: Text = Text("Buy");

/// The filters.
pub fn shown(shown: Shown) -> Text {
    Text(match shown {
        Shown::All => "All subscriptions",
        Shown::Active => "Active",
        Shown::Expired => "Expired",
        Shown::Disabled => "Disabled",
        Shown::Deleted => "Deleted",
        Shown::Trial => "Trial",
        Shown::SelfService => "Self-service",
        Shown::Partner => "Reseller",
        Shown::Prepaid => "Prepaid",
    })
}

/// How it was bought, in a word.
pub fn channel(channel: Channel) -> Text {
    Text(match channel {
        Channel::Direct => "Direct",
        Channel::Partner => "Reseller",
        Channel::Prepaid => "Prepaid",
        Channel::Trial => "Trial",
        Channel::SelfService => "Self-service",
    })
}

/// The same, with the name of who bought it.
pub fn bought(of: Channel, purchaser: Option<&str>) -> String {
    match purchaser {
        Some(name) => say!(
            "{channel}, by {name}",
            channel = channel(of).say(),
            name = name
        ),
        None => channel(of).to_owned(),
    }
}

/// "1 year".
pub fn length(length: TermLength) -> Text {
    Text(match length {
        TermLength::Monthly => "1 month",
        TermLength::Annual => "1 year",
        TermLength::Perpetual => "Perpetual",
    })
}

/// On or off.
pub fn on(on: bool) -> Text {
    if on { ON } else { OFF }
}

/// What the clock does next: "Renews on March 3, 2027".
pub fn next(one: &Subscription) -> String {
    let Some(at) = one.term.next else {
        return match one.state {
            SubscriptionState::Deleted => say!("Deleted"),
            _ => say!("Never ends"),
        };
    };
    let day = date::day(at);
    match one.state {
        SubscriptionState::Active if one.channel == Channel::Trial && one.term.recurring => {
            say!("Becomes paid on {day}", day = day)
        }
        SubscriptionState::Active if one.term.recurring => say!("Renews on {day}", day = day),
        SubscriptionState::Active => say!("Expires on {day}", day = day),
        SubscriptionState::Expired => say!("Disabled on {day}", day = day),
        SubscriptionState::Disabled | SubscriptionState::Deleted => {
            say!("Deleted on {day}", day = day)
        }
    }
}

/// "8 of 13 licenses, over all subscriptions".
pub fn assigned(seats: domain::Seats) -> String {
    say!(
        "{assigned} of {licenses}, over all subscriptions",
        assigned = seats.assigned,
        licenses = sentence!(seats.assignable => "1 license" | "{n} licenses")
    )
}

/// "3 users".
pub fn users(number: u32) -> String {
    say!(number => "1 user" | "{n} users")
}

/// Whose purchase it is.
pub fn taking_from(purchaser: Option<&str>) -> String {
    match purchaser {
        Some(name) => say!(
            "{name} bought this in a self-service purchase.",
            name = name
        ),
        None => say!("A user bought this in a self-service purchase."),
    }
}

/// What is done with a subscription: a command, a pane and its button.
pub fn deed(deed: Deed) -> Text {
    Text(match deed {
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
    })
}

/// What reactivating means: what it was, and what it becomes.
pub fn reactivated(before: &Subscription, after: &Subscription) -> String {
    let (now, later) = (&before.term, &after.term);
    let term = match (later.ends, later.recurring) {
        (None, _) => None,
        (ends, true) if ends == now.ends => {
            Some(say!("Its term goes on, with recurring billing on."))
        }
        (ends, false) if ends == now.ends => {
            Some(say!("Its term goes on, with recurring billing off."))
        }
        (Some(_), _) => Some(say!(
            "A term of {length} begins, with recurring billing on.",
            length = length(later.length).say()
        )),
    };
    let said = [
        Some(say!("It is active again at once.")),
        term,
        Some(say!("Whoever still has the product can use it again.")),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What buying a trial means: what it becomes.
pub fn converted(after: &Subscription) -> String {
    say!(
        "The trial becomes a subscription that is paid for. Its users keep the product, and a term of {length} begins, with recurring billing on.",
        length = length(after.term.length).say()
    )
}

/// Why it isn't assigned from this page.
pub fn licenses_only(cloud: Cloud) -> String {
    say!(
        "This is perpetual software that a partner bought for you. It can't be assigned from {page}. Assign it from Licenses.",
        page = cloud::your_products(cloud).say()
    )
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!("{who} can't be moved yet", who = who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Actor, Term, calendar::DAY};

    const NOW: i64 = 1_900_000_000;

    /// What the deed makes of one that was bought so many days ago.
    fn done(
        deed: Deed,
        days: i64,
        length: TermLength,
        recurring: bool,
    ) -> (Subscription, Subscription) {
        let (state, channel) = match deed {
            Deed::Convert => (SubscriptionState::Active, Channel::Trial),
            _ => (SubscriptionState::Disabled, Channel::Direct),
        };
        let before = Subscription {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            seats: 5,
            state,
            channel,
            term: Term::new(NOW - days * DAY, length, recurring),
        };
        let after = deed.done(&Actor::operator(), &before, NOW).unwrap();
        (before, after)
    }

    #[test]
    fn reactivating_tells_whether_the_term_goes_on_and_is_renewed() {
        let told = |days, length, recurring| {
            let (before, after) = done(Deed::Reactivate, days, length, recurring);
            let told = reactivated(&before, &after);
            let term = told.strip_prefix("It is active again at once. ").unwrap();
            let end = "Whoever still has the product can use it again.";
            term.strip_suffix(end).unwrap().trim().to_owned()
        };
        let goes_on = |recurring| told(3, TermLength::Annual, recurring);
        assert_eq!(
            goes_on(true),
            "Its term goes on, with recurring billing on."
        );
        assert_eq!(
            goes_on(false),
            "Its term goes on, with recurring billing off."
        );
        assert_eq!(
            told(60, TermLength::Monthly, false),
            "A term of 1 month begins, with recurring billing on."
        );
        assert_eq!(told(60, TermLength::Perpetual, false), "");
    }

    #[test]
    fn a_trial_that_is_bought_keeps_the_length_of_its_term() {
        for (length, term) in [
            (TermLength::Monthly, "a term of 1 month begins"),
            (TermLength::Annual, "a term of 1 year begins"),
            (TermLength::Perpetual, "a term of 1 year begins"),
        ] {
            let told = converted(&done(Deed::Convert, 10, length, false).1);
            assert!(told.contains(term), "{told}");
        }
    }
}
