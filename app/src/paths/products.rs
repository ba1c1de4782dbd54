//! The addresses of subscriptions.

use super::with_query;
use domain::{Deed, Shown, SubscriptionId, SubscriptionQuery, Takeover};

/// The list of subscriptions.
pub const PRODUCTS: &str = "/products";
/// The list as a file.
pub const EXPORT: &str = "/export/subscriptions.csv";

/// What the pairs of an address say: the value of each, or empty.
pub fn read(word: impl Fn(&str) -> String) -> SubscriptionQuery {
    SubscriptionQuery {
        search: word("search"),
        shown: shown_from(&word("show")),
    }
}

/// The list. Its panes keep what it shows in their address.
pub fn list(query: &SubscriptionQuery) -> String {
    at(PRODUCTS, query)
}

/// The list as a file.
pub fn export(query: &SubscriptionQuery) -> String {
    at(EXPORT, query)
}

/// The pane that buys a product of the catalog.
pub fn buy(query: &SubscriptionQuery) -> String {
    at(&format!("{PRODUCTS}/buy"), query)
}

/// One subscription.
pub fn one(query: &SubscriptionQuery, id: SubscriptionId) -> String {
    at(&format!("{PRODUCTS}/{id}"), query)
}

/// The pane that does something with one subscription.
pub fn deed(query: &SubscriptionQuery, id: SubscriptionId, deed: Deed) -> String {
    at(&format!("{PRODUCTS}/{id}/{}", deed_code(deed)), query)
}

fn at(path: &str, query: &SubscriptionQuery) -> String {
    with_query(
        path,
        &[("search", &query.search), ("show", shown_code(query.shown))],
    )
}

/// The word for a filter in an address; empty for all.
pub fn shown_code(shown: Shown) -> &'static str {
    match shown {
        Shown::All => "",
        Shown::Active => "active",
        Shown::Expired => "expired",
        Shown::Disabled => "disabled",
        Shown::Deleted => "deleted",
        Shown::Trial => "trial",
        Shown::SelfService => "self-service",
        Shown::Partner => "reseller",
        Shown::Prepaid => "prepaid",
    }
}

/// What [`shown_code`] wrote; all, if it is anything else.
pub fn shown_from(code: &str) -> Shown {
    let known = Shown::ALL.into_iter().find(|one| shown_code(*one) == code);
    known.unwrap_or_default()
}

fn deed_code(deed: Deed) -> &'static str {
    match deed {
        Deed::Buy(_) => "buy",
        Deed::Remove(_) => "remove",
        Deed::SetRecurring(_) => "recurring-billing",
        Deed::Cancel => "cancel",
        Deed::Reactivate => "reactivate",
        Deed::Convert => "convert",
        Deed::TakeControl(_) => "take-control",
        Deed::Advance(_) => "",
    }
}

/// Every deed that has a pane: all that the clock doesn't do.
pub(crate) const DEEDS: [Deed; 7] = [
    Deed::Buy(1),
    Deed::Remove(1),
    Deed::SetRecurring(true),
    Deed::Cancel,
    Deed::Reactivate,
    Deed::Convert,
    Deed::TakeControl(Takeover::MoveUsers),
];

/// What a pane's address says is to be done; how much and how, the person says.
pub fn deed_from(code: &str) -> Option<Deed> {
    DEEDS.into_iter().find(|deed| deed_code(*deed) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_and_deed_reads_back() {
        for shown in Shown::ALL {
            assert_eq!(shown_from(shown_code(shown)), shown);
        }
        assert_eq!(shown_from("nonsense"), Shown::All);
        assert_eq!(deed_from("cancel"), Some(Deed::Cancel));
        assert_eq!(deed_from(""), None);
    }
}
