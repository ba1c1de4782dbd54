//! `usher buy`.

use super::{Desk, Failure, order, whom::Users};
use clap::Args;
use domain::Order;

/// Buys seats of a product.
#[derive(Args)]
pub(crate) struct Buy {
    /// The product, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    product: String,
    /// How many more
    #[arg(long, value_name = "N")]
    seats: u32,
    /// The same key with the same order takes effect once, however often it is sent
    #[arg(long, value_name = "TEXT")]
    key: Option<String>,
}

impl Buy {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let product = desk.product(&self.product).await?;
        let order = Order::buy_seats(product, self.seats);
        order::carry_out(desk, &order, self.key.as_deref(), &Users::default()).await
    }
}
