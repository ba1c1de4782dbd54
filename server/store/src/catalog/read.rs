//! From CSV to a catalog.

use super::{Catalog, CatalogProduct, spelling::Spellings};
use crate::{
    Error,
    csv_table::{Flaw, Row, Table, quoted, text},
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

/// Reads a catalog: one row for each service of each product.
///
/// # Errors
/// [`Error::Input`] names the line and column of what can't be used.
pub(super) fn read(csv: &[u8]) -> Result<Catalog, Error> {
    let file = text(csv)?;
    let mut table = Table::read(&file, MOST_ROWS)?;
    let product_name = table.required(&["Product_Display_Name"])?;
    let part_number = table.required(&["String_Id"])?;
    let product_id = table.required(&["GUID"])?;
    let code = table.required(&["Service_Plan_Name"])?;
    let service_id = table.required(&["Service_Plan_Id"])?;
    let service_name = table.required(&["Service_Plans_Included_Friendly_Names"])?;
    let mut products: BTreeMap<ProductId, ProductRows> = BTreeMap::new();
    let mut services: BTreeMap<ServiceId, ServiceRows> = BTreeMap::new();
    while let Some(row) = table.next_row()? {
        let service_id = ServiceId(guid(row, service_id)?);
        let product = products
            .entry(ProductId(guid(row, product_id)?))
            .or_default();
        product.names.add(row.some_text(product_name)?);
        product.part_numbers.add(row.some_text(part_number)?);
        product.services.insert(service_id);
        let service = services.entry(service_id).or_default();
        service.codes.add(row.some_text(code)?);
        service.names.add(row.some_text(service_name)?);
    }
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
