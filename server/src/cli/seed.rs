//! `usher seed`.

use super::{Desk, Failure};
use clap::Args;
use domain::words::count;

/// Fills an empty organization with made-up users, products and licenses, the same for the same seed.
#[derive(Args)]
pub(crate) struct Seed {
    /// How many users
    #[arg(long, value_name = "N")]
    users: u32,
    /// How many products
    #[arg(long, value_name = "M", default_value_t = 25)]
    products: u32,
    /// Another number makes another organization
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

impl Seed {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let made = desk
            .store
            .seed(&desk.asker, self.users, self.products, self.seed)
            .await?;
        desk.out.print(&made, || {
            format!(
                "Made {}, {} and {}.",
                count(made.users as usize, "user"),
                count(made.products as usize, "product"),
                count(made.licenses as usize, "license")
            )
        })
    }
}
