//! `usher services`.

use super::{Desk, Failure, order::OnTerms, whom::Whom};
use clap::Args;
use domain::{Order, Switch};

/// Turns services of a directly assigned product on and off.
#[derive(Args)]
pub(crate) struct Services {
    /// The product, by part number or id
    #[arg(long, value_name = "PART NUMBER")]
    product: String,
    #[command(flatten)]
    whom: Whom,
    #[command(flatten)]
    switches: Switches,
    #[command(flatten)]
    terms: OnTerms,
}

/// Which services, by code or id, separated by commas.
#[derive(Args)]
#[group(required = true, multiple = true)]
struct Switches {
    /// Exactly these are off, all others on; an empty text turns all on
    #[arg(long, value_name = "CODE", value_delimiter = ',', conflicts_with_all = ["turn_on", "turn_off"])]
    off: Option<Vec<String>>,
    /// Turn these on, and leave the others as they are
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    turn_on: Vec<String>,
    /// Turn these off, and leave the others as they are
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    turn_off: Vec<String>,
}

impl Services {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let product = desk.product(&self.product).await?;
        let switch = match &self.switches.off {
            Some(off) => Switch::Exactly(desk.services(product, off).await?),
            None => Switch::Only {
                on: desk.services(product, &self.switches.turn_on).await?,
                off: desk.services(product, &self.switches.turn_off).await?,
            },
        };
        let users = self.whom.users(desk, self.terms.key()).await?;
        let order = Order::set_services(product, switch, users.ids());
        self.terms.give(desk, order, &users).await
    }
}
