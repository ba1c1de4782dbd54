//! Lists as CSV, for spreadsheets: RFC 4180, in UTF-8, and no cell is a formula.

use crate::{
    Asker, Error, Store,
    tables::pages::{HolderPage, may_read},
};
use domain::{
    Attention, Holder, HolderQuery, HolderSource, ProductId, ProductRow, ServiceId, UserKind, Via,
    calendar, words,
};
use std::{collections::BTreeMap, sync::Arc};

/// So many holders are read at a time.
const AT_ONCE: usize = 1_000;

/// A CSV file in the making: however long the list, only a part of it is in memory.
pub struct Export {
    store: Store,
    asker: Asker,
    product: ProductId,
    query: HolderQuery,
    services: BTreeMap<ServiceId, Arc<str>>,
    begun: bool,
    ended: bool,
}

impl Export {
    /// The next part of the file; none after the last.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        if self.ended {
            return Ok(None);
        }
        let mut part = String::new();
        if !self.begun {
            self.begun = true;
            write_row(&mut part, HOLDER_HEADINGS);
        }
        let page = HolderPage {
            organization: self.asker.organization,
            product: self.product,
            query: &self.query,
            size: AT_ONCE,
        };
        let mut conn = self.store.engine.read().await?;
        let page = page.load(&mut conn).await?;
        for holder in &page.rows {
            self.write_holder(&mut part, holder);
        }
        self.ended = page.next.is_none();
        self.query.after = page.next;
        Ok(Some(part))
    }

    fn write_holder(&self, part: &mut String, holder: &Holder) {
        let joined = |of: &dyn Fn(&HolderSource) -> String| {
            let texts: Vec<_> = holder.sources.iter().map(of).collect();
            texts.join("; ")
        };
        let since = holder
            .sources
            .iter()
            .map(|source| source.since)
            .min()
            .unwrap_or_default();
        write_row(
            part,
            [
                &*holder.name,
                &*holder.username,
                &*holder.department,
                match holder.kind {
                    UserKind::Member => "Member",
                    UserKind::Guest => "Guest",
                },
                if holder.enabled { "Allowed" } else { "Blocked" },
                &joined(&source),
                &joined(&|source| self.off(source)),
                &calendar::day(since),
                &joined(&|source| source.by.to_string()),
            ],
        );
    }

    fn off(&self, source: &HolderSource) -> String {
        let names: Vec<_> = source
            .off
            .iter()
            .map(|service| {
                self.services
                    .get(&service)
                    .map_or_else(|| service.to_string(), |name| name.to_string())
            })
            .collect();
        words::commas(&names)
    }
}

impl Store {
    /// Who holds a product, as CSV: all that `query` finds, from its first page on.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no such product.
    pub async fn export_holders(
        &self,
        asker: &Asker,
        product: ProductId,
        query: &HolderQuery,
    ) -> Result<Export, Error> {
        let page = self.product_page(asker, product).await?;
        let named = page
            .services
            .into_iter()
            .map(|service| (service.id, service.name));
        Ok(Export {
            store: self.clone(),
            asker: asker.clone(),
            product,
            query: HolderQuery {
                after: None,
                ..query.clone()
            },
            services: named.collect(),
            begun: false,
            ended: false,
        })
    }

    /// The products owned, as CSV.
    pub async fn export_products(&self, asker: &Asker) -> Result<String, Error> {
        may_read(asker)?;
        let mut csv = String::new();
        write_row(
            &mut csv,
            [
                "Product",
                "Part number",
                "Total",
                "Assigned",
                "Available",
                "Subscriptions",
                "Status",
            ],
        );
        for product in self.products(asker).await? {
            let ProductRow {
                name,
                part_number,
                seats,
                subscriptions,
                attention,
                ..
            } = product;
            let status: Vec<_> = attention.into_iter().map(status).collect();
            write_row(
                &mut csv,
                [
                    &*name,
                    &*part_number,
                    &seats.assignable.to_string(),
                    &seats.assigned.to_string(),
                    &seats.available().to_string(),
                    &subscriptions.to_string(),
                    &status.join("; "),
                ],
            );
        }
        Ok(csv)
    }
}

const HOLDER_HEADINGS: [&str; 9] = [
    "Display name",
    "Username",
    "Department",
    "User type",
    "Sign-in",
    "Licensed by",
    "Apps and services off",
    "Since",
    "Assigned by",
];

fn source(source: &HolderSource) -> String {
    match (source.via, &source.group) {
        (Via::Direct, _) => "Direct".to_owned(),
        (Via::Group(_), Some(group)) => format!("Group: {group}"),
        (Via::Group(id), None) => format!("Group: {id}"),
        (Via::SelfService(_), _) => "Self-service".to_owned(),
    }
}

fn status(attention: Attention) -> String {
    match attention {
        Attention::NoSeats => "No seats left".to_owned(),
        Attention::Overdrawn(1) => "1 seat too few".to_owned(),
        Attention::Overdrawn(seats) => format!("{seats} seats too few"),
        Attention::Expires(0) => "Expires today".to_owned(),
        Attention::Expires(1) => "Expires in 1 day".to_owned(),
        Attention::Expires(days) => format!("Expires in {days} days"),
        Attention::Expired => "Expired".to_owned(),
        Attention::Disabled => "Disabled".to_owned(),
        Attention::SelfService => "Self-service".to_owned(),
        Attention::LowStock(left) => format!("Low stock: {left} left"),
    }
}

/// Adds a row, quoted where RFC 4180 asks for it. A text that a spreadsheet would take for a formula gets a `'`
/// before it.
pub(crate) fn write_row<'t>(csv: &mut String, cells: impl IntoIterator<Item = &'t str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let formula = is_formula(cell);
        let quoted = cell.contains([',', '"', '\r', '\n', ';']);
        let guard = if formula { "'" } else { "" };
        if quoted {
            csv.push('"');
            csv.push_str(guard);
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(guard);
            csv.push_str(cell);
        }
    }
    csv.push_str("\r\n");
}

/// Would a spreadsheet take it for a formula?
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
