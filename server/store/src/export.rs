//! Lists as CSV, for spreadsheets: RFC 4180, in UTF-8, and no cell is a formula.

use crate::{
    Asker, Error, Store, export_users as users,
    tables::pages::{DeletedPage, GuestPage, HolderPage, UserPage, may_read},
};
use domain::{
    Attention, DeletedQuery, GuestQuery, Holder, HolderQuery, HolderSource, Page, ProductId,
    ProductRow, ServiceId, UserQuery, Via, calendar, words,
};
use std::{collections::BTreeMap, sync::Arc};

/// So many rows of a long list are read at a time.
const AT_ONCE: usize = 1_000;

/// Spreadsheets take a file that begins with it for UTF-8.
const MARK: &str = "\u{feff}";

/// A CSV file in the making: however long the list, only a part of it is in memory.
pub struct Export {
    store: Store,
    asker: Asker,
    list: Long,
    begun: bool,
    ended: bool,
}

/// A list that may be long, from its next part on.
pub(crate) enum Long {
    Holders(Holders),
    Users(UserQuery),
    Guests(GuestQuery),
    Deleted(DeletedQuery),
}

impl Long {
    fn headings(&self) -> &'static [&'static str] {
        match self {
            Self::Holders(_) => &HOLDER_HEADINGS,
            Self::Users(_) => &users::HEADINGS,
            Self::Guests(_) => &users::GUEST_HEADINGS,
            Self::Deleted(_) => &users::DELETED_HEADINGS,
        }
    }

    /// Where the next part begins.
    fn after(&mut self) -> &mut Option<String> {
        match self {
            Self::Holders(holders) => &mut holders.query.after,
            Self::Users(query) => &mut query.after,
            Self::Guests(query) => &mut query.after,
            Self::Deleted(query) => &mut query.after,
        }
    }
}

impl Export {
    /// All of a list, whichever page of it is shown.
    pub(crate) fn of(store: &Store, asker: &Asker, mut list: Long) -> Self {
        *list.after() = None;
        Self {
            store: store.clone(),
            asker: asker.clone(),
            list,
            begun: false,
            ended: false,
        }
    }

    /// The next part of the file; none after the last.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        if self.ended {
            return Ok(None);
        }
        let mut part = match self.begun {
            true => String::new(),
            false => headed(self.list.headings().iter().copied()),
        };
        self.begun = true;
        let next = self.write_page(&mut part).await?;
        self.ended = next.is_none();
        *self.list.after() = next;
        Ok(Some(part))
    }

    /// Adds the rows of the next page. Answers where the one after it begins.
    async fn write_page(&self, part: &mut String) -> Result<Option<String>, Error> {
        let (organization, size) = (self.asker.organization, AT_ONCE);
        let mut conn = self.store.engine.read().await?;
        Ok(match &self.list {
            Long::Holders(holders) => {
                let page = HolderPage {
                    organization,
                    product: holders.product,
                    query: &holders.query,
                    size,
                };
                let page = page.load(&mut conn).await?;
                write_rows(part, page, |part, holder| holders.write(part, holder))
            }
            Long::Users(query) => {
                let page = UserPage {
                    organization,
                    query,
                    size,
                };
                write_rows(part, page.load(&mut conn).await?, users::write)
            }
            Long::Guests(query) => {
                let page = GuestPage {
                    organization,
                    query,
                    size,
                    now: self.store.sources.now(),
                };
                write_rows(part, page.load(&mut conn).await?, users::write_guest)
            }
            Long::Deleted(query) => {
                let page = DeletedPage {
                    organization,
                    query,
                    size,
                };
                write_rows(part, page.load(&mut conn).await?, users::write_deleted)
            }
        })
    }
}

/// Adds the rows of a page. Answers where the next begins.
fn write_rows<T>(
    part: &mut String,
    page: Page<T>,
    write: impl Fn(&mut String, &T),
) -> Option<String> {
    page.rows.iter().for_each(|row| write(part, row));
    page.next
}

/// Who holds a product.
pub(crate) struct Holders {
    product: ProductId,
    query: HolderQuery,
    services: BTreeMap<ServiceId, Arc<str>>,
}

impl Holders {
    fn write(&self, part: &mut String, holder: &Holder) {
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
                users::kind(holder.kind),
                users::sign_in(holder.enabled),
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
        let holders = Holders {
            product,
            query: query.clone(),
            services: named.collect(),
        };
        Ok(Export::of(self, asker, Long::Holders(holders)))
    }

    /// The groups that assign a product, as CSV. Like the page, it names what they have off by a switch.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no such product.
    pub async fn export_groups(&self, asker: &Asker, product: ProductId) -> Result<String, Error> {
        let services = self.product_page(asker, product).await?.services;
        let mut csv = headed(["Group", "Members", "Apps and services off"]);
        for group in self.product_groups(asker, product).await? {
            let off = services.iter();
            let off = off.filter(|one| one.switchable() && group.off.contains(one.id));
            let off: Vec<&str> = off.map(|one| &*one.name).collect();
            let members = group.members.to_string();
            write_row(&mut csv, [&*group.name, &members, &words::commas(&off)]);
        }
        Ok(csv)
    }

    /// The products owned, as CSV.
    pub async fn export_products(&self, asker: &Asker) -> Result<String, Error> {
        may_read(asker)?;
        let mut csv = headed([
            "Product",
            "Part number",
            "Total",
            "Assigned",
            "Available",
            "Subscriptions",
            "Status",
        ]);
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
        Attention::PartlyDisabled => "Partly disabled".to_owned(),
        Attention::SelfService => "Self-service".to_owned(),
        Attention::LowStock(left) => format!("Low stock: {left} left"),
    }
}

/// A file that begins with these headings.
pub(crate) fn headed<'t>(headings: impl IntoIterator<Item = &'t str>) -> String {
    let mut csv = MARK.to_owned();
    write_row(&mut csv, headings);
    csv
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
