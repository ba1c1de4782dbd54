//! `usher subscriptions`.

use super::{Desk, Failure, out::table};
use clap::Args;
use domain::{
    Channel, SubscriptionItem, SubscriptionQuery, SubscriptionState, calendar::day, words::digits,
};
use serde::Serialize;
use std::sync::Arc;

/// Lists the subscriptions, one a row: a product may have several.
#[derive(Args)]
pub(crate) struct Subscriptions {}

#[derive(Serialize)]
struct Row {
    id: String,
    part_number: Arc<str>,
    name: Arc<str>,
    seats: u32,
    state: SubscriptionState,
    channel: Channel,
    purchaser: Option<Arc<str>>,
    /// As `2026-12-31`; none if the term doesn't end.
    ends: Option<String>,
    recurring: bool,
}

impl Subscriptions {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let query = SubscriptionQuery::default();
        let list = desk.store.subscriptions(&desk.asker, &query).await?;
        let rows: Vec<Row> = list.rows.into_iter().map(Row::of).collect();
        desk.out.print(&rows, || text(&rows))
    }
}

impl Row {
    fn of(item: SubscriptionItem) -> Self {
        let one = item.subscription;
        Self {
            id: one.id.to_string(),
            part_number: item.slug,
            name: item.product.name,
            seats: one.seats,
            state: one.state,
            channel: one.channel,
            purchaser: item.purchaser,
            ends: one.term.ends.map(day),
            recurring: one.renewal().unwrap_or_default(),
        }
    }
}

fn text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "There is no subscription. Import the catalog, then buy seats: usher buy --product ... --seats ...".into();
    }
    let cells = |row: &Row| {
        let state = match row.state {
            SubscriptionState::Active => "Active",
            SubscriptionState::Expired => "Expired",
            SubscriptionState::Disabled => "Disabled",
            SubscriptionState::Deleted => "Deleted",
        };
        let channel = match row.channel {
            Channel::Direct => "Direct",
            Channel::Partner => "Reseller",
            Channel::Prepaid => "Prepaid",
            Channel::Trial => "Trial",
            Channel::SelfService => "Self-service",
        };
        vec![
            row.name.to_string(),
            digits(row.seats as usize),
            state.to_owned(),
            channel.to_owned(),
            row.ends.clone().unwrap_or_default(),
            if row.recurring { "On" } else { "Off" }.to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let heads = ["Product", "Seats", "State", "Channel", "Ends", "Recurring"];
    table(&heads, &rows)
}
