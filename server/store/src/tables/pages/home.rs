//! Home: how things stand, of one moment.

use super::{changes::recent, may_read, products::list, standing};
use crate::{Asker, Error, Store, tables::seat_days};
use domain::{Home, ProductId, Range};

/// So many of the last changes are shown.
const RECENT: i64 = 8;

impl Store {
    /// How things stand; seats over time of `product`, or of all.
    pub async fn home(
        &self,
        asker: &Asker,
        product: Option<ProductId>,
        range: Range,
    ) -> Result<Home, Error> {
        may_read(asker)?;
        let (organization, now) = (asker.organization, self.sources.now());
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        Ok(Home {
            products: list(&mut snapshot, organization, now).await?,
            standing: standing::troubled(&mut snapshot, organization, None, now).await?,
            recent: recent(&mut snapshot, organization, RECENT).await?,
            trend: seat_days::trend(&mut snapshot, organization, product, range, now).await?,
        })
    }
}
