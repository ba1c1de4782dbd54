//! Your products: subscriptions, and the catalog.

use crate::model::{
    Bought, Model,
    carry_out::may_read,
    text::{by_name, fold},
};
use domain::*;
use store::{Asker, Error};

impl Model {
    /// Who holds something by this purchase, by name.
    fn buyers(&self, purchase: SubscriptionId) -> Vec<Named<UserId>> {
        let via = Via::SelfService(purchase);
        let users = self.users.iter();
        let users = users.filter(|(_, user)| user.licenses.keys().any(|(_, own)| *own == via));
        let mut users: Vec<_> = users.collect();
        users.sort_by_key(|(id, user)| by_name(**id, user));
        let named = |(id, user): (&UserId, &crate::model::User)| Named {
            id: *id,
            name: user.name(),
        };
        users.into_iter().map(named).collect()
    }

    fn item(&self, one: &Bought) -> SubscriptionItem {
        SubscriptionItem {
            product: Named {
                id: one.product,
                name: self.products[&one.product].name.clone(),
            },
            slug: self.slug(one.product),
            subscription: one.subscription.clone(),
            purchaser: one.purchaser.clone(),
            seats: self.seats(one.product),
            users: match one.subscription.channel {
                Channel::SelfService => self.buyers(one.subscription.id).len() as u32,
                _ => 0,
            },
        }
    }

    /// All that the asker sees, by product's name.
    fn items(&self, asker: &Asker) -> Vec<SubscriptionItem> {
        let seen = self.purchases.iter();
        let seen = seen.filter(|one| one.subscription.visible_to(&asker.actor));
        let mut items: Vec<SubscriptionItem> = seen.map(|one| self.item(one)).collect();
        items.sort_by_key(|item| (fold(&item.product.name), item.product.id));
        items
    }

    pub fn subscriptions(
        &self,
        asker: &Asker,
        query: &SubscriptionQuery,
    ) -> Result<SubscriptionList, Error> {
        may_read(asker)?;
        let items = self.items(asker);
        let all = items
            .iter()
            .filter(|item| item.subscription.exists())
            .count();
        let is_asked_for = |item: &SubscriptionItem| {
            query.shown.shows(&item.subscription)
                && fold(&item.product.name).contains(&fold(&query.search))
        };
        let (there, deleted): (Vec<_>, Vec<_>) = items
            .into_iter()
            .filter(is_asked_for)
            .partition(|item| item.subscription.exists());
        Ok(SubscriptionList {
            rows: there.into_iter().chain(deleted).collect(),
            all,
            now: self.now,
        })
    }

    pub fn subscription_page(
        &self,
        asker: &Asker,
        id: SubscriptionId,
    ) -> Result<SubscriptionPage, Error> {
        may_read(asker)?;
        let items = self.items(asker);
        let item = items.iter().find(|item| item.subscription.id == id);
        let item = item.ok_or(Error::Missing("".into()))?.clone();
        let others = items.into_iter().filter(|other| {
            let same = other.product.id == item.product.id;
            same && other.subscription.id != id && other.subscription.exists()
        });
        Ok(SubscriptionPage {
            others: others.map(|item| item.subscription).collect(),
            users: self.buyers(id).into_iter().take(100).collect(),
            item,
            now: self.now,
        })
    }

    /// Products whose name or part number has what is typed in it; those that begin with it first, then by name.
    pub fn find_products(&self, asker: &Asker, typed: &str) -> Result<Vec<CatalogMatch>, Error> {
        may_read(asker)?;
        let typed = fold(typed);
        let mut found = Vec::new();
        for (id, sku) in &self.products {
            let name = fold(&sku.name);
            if name.contains(&typed) || fold(&sku.part_number).contains(&typed) {
                let product = Named {
                    id: *id,
                    name: sku.name.clone(),
                };
                let part_number = sku.part_number.clone();
                let row = CatalogMatch {
                    product,
                    part_number,
                };
                found.push(((!name.starts_with(&typed), name, *id), row));
            }
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(found.into_iter().take(20).map(|(_, row)| row).collect())
    }
}
