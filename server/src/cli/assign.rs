//! `usher assign`.

use super::{Desk, Failure, order::OnTerms, whom::Whom};
use clap::Args;
use domain::Order;

/// Assigns a product to users. Who has it already keeps it, with the new choice of services.
#[derive(Args)]
pub(crate) struct Assign {
    /// The product, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    product: String,
    #[command(flatten)]
    whom: Whom,
    /// Services to leave off, by code or id, separated by commas; all others are on
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    services_off: Vec<String>,
    #[command(flatten)]
    terms: OnTerms,
}

impl Assign {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let product = desk.product(&self.product).await?;
        let off = desk.services(product, &self.services_off).await?;
        let users = self.whom.users(desk, self.terms.key()).await?;
        let order = Order::assign(product, off, users.ids());
        self.terms.give(desk, order, &users).await
    }

    /// The same, but never writing.
    pub(crate) fn previewing(self) -> Self {
        Self {
            terms: self.terms.previewing(),
            ..self
        }
    }
}
