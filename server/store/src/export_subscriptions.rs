//! Your products as CSV.

use crate::{
    Asker, Error, Store,
    export::{headed, write_row},
};
use domain::{
    Channel, SubscriptionItem, SubscriptionQuery, SubscriptionState, TermLength, calendar::day,
};

const HEADINGS: [&str; 11] = [
    "Product",
    "Status",
    "Total licenses",
    "Purchase channel",
    "Purchaser",
    "Term",
    "Term began",
    "Term ends",
    "Recurring billing",
    "Users by self-service",
    "Subscription",
];

impl Store {
    /// The subscriptions that `query` finds, as CSV.
    pub async fn export_subscriptions(
        &self,
        asker: &Asker,
        query: &SubscriptionQuery,
    ) -> Result<String, Error> {
        let list = self.subscriptions(asker, query).await?;
        let mut csv = headed(HEADINGS);
        for item in &list.rows {
            write_item(&mut csv, item);
        }
        Ok(csv)
    }
}

fn write_item(csv: &mut String, item: &SubscriptionItem) {
    let one = &item.subscription;
    let users = match one.managed() {
        true => String::new(),
        false => item.users.to_string(),
    };
    write_row(
        csv,
        [
            &*item.product.name,
            match one.state {
                SubscriptionState::Active => "Active",
                SubscriptionState::Expired => "Expired",
                SubscriptionState::Disabled => "Disabled",
                SubscriptionState::Deleted => "Deleted",
            },
            &one.seats.to_string(),
            match one.channel {
                Channel::Direct => "Direct",
                Channel::Partner => "Reseller",
                Channel::Prepaid => "Prepaid",
                Channel::Trial => "Trial",
                Channel::SelfService => "Self-service",
            },
            item.purchaser.as_deref().unwrap_or_default(),
            match one.term.length {
                TermLength::Monthly => "1 month",
                TermLength::Annual => "1 year",
                TermLength::Perpetual => "Perpetual",
            },
            &day(one.term.since),
            &one.term.ends.map(day).unwrap_or_default(),
            match one.renewal() {
                Some(true) => "On",
                Some(false) => "Off",
                None => "",
            },
            &users,
            &one.id.to_string(),
        ],
    );
}
