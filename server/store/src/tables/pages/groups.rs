//! Groups that assign a product.

use super::may_read;
use crate::{Asker, Error, Store, fold::fold, sql::query, tables::codes};
use domain::{GroupId, GroupRow, ProductId};

impl Store {
    /// Which groups assign a product, by name.
    pub async fn product_groups(
        &self,
        asker: &Asker,
        product: ProductId,
    ) -> Result<Vec<GroupRow>, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let rows = query(
            "select group_id, name, services_off,
                    (select count(*) from group_member
                     where (organization_id, group_id) = (user_group.organization_id, user_group.group_id))
             from group_license join user_group using (organization_id, group_id)
             where organization_id = ?1 and product_id = ?2",
        )
        .bind(asker.organization.0)
        .bind(product.0)
        .fetch_all(&mut conn)
        .await?;
        let mut groups = Vec::new();
        for row in rows {
            groups.push(GroupRow {
                id: GroupId(row.try_get(0)?),
                name: row.try_get::<&str, _>(1)?.into(),
                members: row.try_get(3)?,
                off: codes::services_from(row.try_get(2)?)?,
            });
        }
        groups.sort_by_cached_key(|group| (fold(&group.name), group.id));
        Ok(groups)
    }
}
