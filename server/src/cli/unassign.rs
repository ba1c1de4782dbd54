//! `usher unassign`.

use super::{Desk, Failure, order::OnTerms, whom::Whom};
use clap::Args;
use domain::Order;

/// Takes a directly assigned product back from users.
#[derive(Args)]
pub(crate) struct Unassign {
    /// The product, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    product: String,
    #[command(flatten)]
    whom: Whom,
    #[command(flatten)]
    terms: OnTerms,
}

impl Unassign {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let product = desk.product(&self.product).await?;
        let users = self.whom.users(desk, self.terms.key()).await?;
        let order = Order::unassign(product, users.ids());
        self.terms.give(desk, order, &users).await
    }
}
