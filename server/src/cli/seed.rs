//! `usher seed`.

use super::{Desk, Failure};
use clap::Args;
use domain::words::{count, digits};
use serde::Serialize;
use store::SeedReport;

/// Fills an empty organization with made-up users, products and licenses, the same for the same seed.
#[derive(Args)]
pub(crate) struct Seed {
    /// How many users
    #[arg(long, value_name = "N")]
    users: u32,
    /// How many products, as far as the catalog has so many: without an imported one it has those of the demo
    #[arg(long, value_name = "M", default_value_t = 25)]
    products: u32,
    /// Another number makes another organization
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// What was made, for scripts.
#[derive(Serialize)]
struct Made {
    #[serde(flatten)]
    report: SeedReport,
    /// How many products were asked for, if fewer were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    products_asked: Option<u32>,
    /// Why fewer were made, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_fewer: Option<String>,
}

impl Made {
    fn of(report: SeedReport, products: u32) -> Self {
        let asked = (report.products < products).then_some(products);
        let why = asked.map(|asked| {
            format!(
                "{} products were asked for, but the catalog has only {}. For more, import Microsoft's list into a new \
                 database before you seed it: usher catalog import FILE.",
                digits(asked as usize),
                digits(report.products as usize)
            )
        });
        Self {
            report,
            products_asked: asked,
            why_fewer: why,
        }
    }

    fn text(&self) -> String {
        let made = format!(
            "Made {}, {} and {}.",
            count(self.report.users as usize, "user"),
            count(self.report.products as usize, "product"),
            count(self.report.licenses as usize, "license")
        );
        match &self.why_fewer {
            Some(why) => format!("{made}\n{why}"),
            None => made,
        }
    }
}

impl Seed {
    pub(crate) async fn run(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let report = desk
            .store
            .seed(&desk.asker, self.users, self.products, self.seed)
            .await?;
        let made = Made::of(report, self.products);
        desk.out.print(&made, || made.text())
    }
}
