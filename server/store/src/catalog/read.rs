//! From CSV to a catalog.

use super::{Catalog, CatalogProduct, spelling::Spellings};
use crate::{
    Error,
    bad_rows::BadRows,
    csv_table::{Flaw, Flaws, Row, Table, quoted, text},
    rules,
};
use domain::{ProductId, Service, ServiceId, say};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Microsoft's file of December 2025 has 5,457.
const MOST_ROWS: usize = 200_000;

#[derive(Default)]
struct ProductRows {
    part_numbers: Spellings,
    names: Spellings,
    services: BTreeSet<ServiceId>,
}

#[derive(Default)]
struct ServiceRows {
    codes: Spellings,
    names: Spellings,
}

/// Where which column is.
struct Columns {
    product_name: usize,
    part_number: usize,
    product: usize,
    code: usize,
    service: usize,
    service_name: usize,
}

/// A service of a product.
struct Line {
    product_name: String,
    part_number: String,
    product: ProductId,
    code: String,
    service: ServiceId,
    service_name: String,
}

impl Columns {
    fn find(table: &Table<'_>) -> Result<Self, Error> {
        Ok(Self {
            product_name: table.required(&["Product_Display_Name"])?,
            part_number: table.required(&["String_Id"])?,
            product: table.required(&["GUID"])?,
            code: table.required(&["Service_Plan_Name"])?,
            service: table.required(&["Service_Plan_Id"])?,
            service_name: table.required(&["Service_Plans_Included_Friendly_Names"])?,
        })
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that can't be used.
    fn read(&self, row: Row<'_>) -> Result<Line, Vec<Flaw>> {
        row.is_whole().map_err(|flaw| vec![flaw])?;
        let mut flaws = Flaws::default();
        let line = Line {
            product_name: flaws.note(row.some_text(self.product_name)),
            part_number: flaws.note(row.some_text(self.part_number)),
            product: ProductId(flaws.note(guid(row, self.product))),
            code: flaws.note(row.some_text(self.code)),
            service: ServiceId(flaws.note(guid(row, self.service))),
            service_name: flaws.note(row.some_text(self.service_name)),
        };
        flaws.or(line)
    }
}

/// Reads a catalog: one row for each service of each product.
///
/// # Errors
/// [`Error::Rows`] names all that is wrong with the rows, [`Error::Input`] what is with the file as a whole.
pub(super) fn read(csv: &[u8]) -> Result<Catalog, Error> {
    let file = text(csv)?;
    let mut table = Table::read(&file, MOST_ROWS)?;
    let columns = Columns::find(&table)?;
    let mut products: BTreeMap<ProductId, ProductRows> = BTreeMap::new();
    let mut services: BTreeMap<ServiceId, ServiceRows> = BTreeMap::new();
    let mut bad = BadRows::default();
    while let Some(row) = table.next_row()? {
        let line = match columns.read(row) {
            Ok(line) => line,
            Err(flaws) => {
                bad.add(flaws);
                continue;
            }
        };
        let product = products.entry(line.product).or_default();
        product.names.add(line.product_name);
        product.part_numbers.add(line.part_number);
        product.services.insert(line.service);
        let service = services.entry(line.service).or_default();
        service.codes.add(line.code);
        service.names.add(line.service_name);
    }
    bad.none()?;
    if products.is_empty() {
        return Err(Error::Input(say!("The file has headings, but no rows.")));
    }
    Ok(Catalog {
        services: services
            .into_iter()
            .map(|(id, rows)| (id, rows.service(id)))
            .collect(),
        products: products
            .into_iter()
            .map(|(id, rows)| (id, rows.product()))
            .collect(),
    })
}

impl ServiceRows {
    fn service(&self, id: ServiceId) -> Service {
        Service {
            id,
            code: self.codes.most_frequent().into(),
            name: self.names.best().into(),
            scope: rules::scope(id),
        }
    }
}

impl ProductRows {
    fn product(self) -> CatalogProduct {
        CatalogProduct {
            part_number: self.part_numbers.most_frequent().into(),
            name: self.names.best().into(),
            services: self.services.into_iter().collect(),
        }
    }
}

fn guid(row: Row<'_>, column: usize) -> Result<Uuid, Flaw> {
    let text = row.some_text(column)?;
    match Uuid::try_parse(&text) {
        Ok(id) if !id.is_nil() => Ok(id),
        _ => {
            let why = say!("is {text}, which is not a GUID.", text = quoted(&text));
            Err(row.wrong(column, why))
        }
    }
}
