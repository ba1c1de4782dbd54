//! `usher replace`.

use super::{Desk, Failure, order::OnTerms, whom::Whom};
use clap::Args;
use domain::{Choice, Order};

/// Swaps a directly assigned product for another, in one step. Services that were off stay off where the new product
/// has them.
#[derive(Args)]
pub(crate) struct Replace {
    /// What goes, by part number or id; without it, all that was assigned directly
    #[arg(long, value_name = "PART NUMBER")]
    from: Option<String>,
    /// What comes, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    to: String,
    #[command(flatten)]
    whom: Whom,
    /// Services to leave off besides, by code or id, separated by commas
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    services_off: Vec<String>,
    #[command(flatten)]
    terms: OnTerms,
}

impl Replace {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let from = match &self.from {
            Some(from) => Some(vec![desk.product(from).await?]),
            None => None,
        };
        let product = desk.product(&self.to).await?;
        let off = desk.services(product, &self.services_off).await?;
        let users = self.whom.users(desk, self.terms.key()).await?;
        let to = vec![Choice { product, off }];
        let order = Order::replace(from, to, users.ids());
        self.terms.give(desk, order, &users).await
    }
}
