//! Licenses: the products, one product, and its groups.

use crate::model::{Model, carry_out::may_read, text::fold};
use domain::*;
use std::sync::Arc;
use store::{Asker, Error};

impl Model {
    /// What stands for a product in an address: its part number, unless another has the same.
    pub fn slug(&self, id: ProductId) -> Arc<str> {
        let own = &self.products[&id].part_number;
        let with_it = self.products.values().filter(|sku| sku.part_number == *own);
        let fits = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
        match with_it.count() == 1 && own.chars().all(fits) && !own.starts_with('.') {
            true => own.clone(),
            false => id.to_string().into(),
        }
    }

    fn attention(&self, id: ProductId) -> Vec<Attention> {
        use SubscriptionState::{Active, Disabled, Expired};
        let seats = self.seats(id);
        let all: Vec<&Subscription> = self.purchases_of(id).map(|one| &one.subscription).collect();
        let all: Vec<&Subscription> = all.into_iter().filter(|one| one.exists()).collect();
        let in_state = |state| all.iter().any(|one| one.state == state);
        let day = |at: i64| at.div_euclid(calendar::DAY);
        let ending = all
            .iter()
            .filter(|one| one.state == Active && !one.term.recurring);
        let days = ending
            .filter_map(|one| one.term.ends)
            .map(|ends| day(ends) - day(self.now));
        let days = days.min();
        let mut attention = Vec::new();
        if seats.assigned > seats.assignable {
            attention.push(Attention::Overdrawn(seats.assigned - seats.assignable));
        }
        if in_state(Disabled) && seats.assignable == 0 {
            attention.push(Attention::Disabled);
        }
        if seats.assignable > 0 && seats.assigned == seats.assignable {
            attention.push(Attention::NoSeats);
        }
        if self.settings.threshold(id).is_low(seats) {
            attention.push(Attention::LowStock(seats.available()));
        }
        if in_state(Disabled) && seats.assignable > 0 {
            attention.push(Attention::PartlyDisabled);
        }
        if in_state(Expired) || days.is_some_and(|days| days < 0) {
            attention.push(Attention::Expired);
        }
        if let Some(days @ 0..=60) = days {
            attention.push(Attention::Expires(days as u32));
        }
        if !all.is_empty() && all.iter().all(|one| !one.managed()) {
            attention.push(Attention::SelfService);
        }
        attention
    }

    fn product_row(&self, id: ProductId) -> ProductRow {
        let sku = &self.products[&id];
        let existing = self
            .purchases_of(id)
            .filter(|one| one.subscription.exists());
        ProductRow {
            id,
            part_number: sku.part_number.clone(),
            slug: self.slug(id),
            name: sku.name.clone(),
            seats: self.seats(id),
            subscriptions: existing.count() as u32,
            attention: self.attention(id),
        }
    }

    /// Those of which there is a subscription, or a seat is taken still; by name.
    pub fn products(&self, asker: &Asker) -> Result<Vec<ProductRow>, Error> {
        may_read(asker)?;
        let rows = self.products.keys().map(|id| self.product_row(*id));
        let is_listed = |row: &ProductRow| row.subscriptions > 0 || row.seats.assigned > 0;
        let mut rows: Vec<ProductRow> = rows.filter(is_listed).collect();
        rows.sort_by_key(|row| (fold(&row.name), row.id));
        Ok(rows)
    }

    pub fn product_page(&self, asker: &Asker, id: ProductId) -> Result<ProductPage, Error> {
        may_read(asker)?;
        let sku = self.products.get(&id).ok_or(Error::Missing("".into()))?;
        let purchases = self.purchases_of(id);
        let seen = purchases.filter(|one| one.subscription.visible_to(&asker.actor));
        let subscriptions = seen.map(|one| SubscriptionRow {
            subscription: one.subscription.clone(),
            purchaser: one.purchaser.clone(),
            ends: one.subscription.term.ends.map(calendar::day),
        });
        let services = sku.services.iter().map(|id| self.services[&id].clone());
        let mut services: Vec<Service> = services.collect();
        services.sort_by_key(|service| (fold(&service.name), service.code.clone()));
        Ok(ProductPage {
            row: self.product_row(id),
            subscriptions: subscriptions.collect(),
            services,
        })
    }

    pub fn product_groups(
        &self,
        asker: &Asker,
        product: ProductId,
    ) -> Result<Vec<GroupRow>, Error> {
        may_read(asker)?;
        let assigning = self.groups.iter();
        let assigning =
            assigning.filter_map(|(id, group)| Some((id, group, group.licenses.get(&product)?)));
        let rows = assigning.map(|(id, group, off)| GroupRow {
            id: *id,
            name: group.name.clone(),
            members: group.members.len() as u32,
            off: off.clone(),
        });
        let mut rows: Vec<GroupRow> = rows.collect();
        rows.sort_by_key(|row| (fold(&row.name), row.id));
        Ok(rows)
    }
}
