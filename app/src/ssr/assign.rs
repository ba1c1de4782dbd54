//! The whole of an assignment from one plain form.

use super::{
    answer,
    said::{Message, lead_on},
};
use crate::{
    error::Error,
    licenses::switches::ending,
    paths::{self, Shown},
    session::Said,
    words,
};
use domain::{Order, ProductId, Receipt, Services, names_in};
use store::{Asker, Store, Terms};

/// Leads on to the product's page, or back to the pane, where what was typed and switched stands again.
pub(crate) async fn assign(
    store: Store,
    asker: Asker,
    slug: &str,
    users: &str,
    on: &[String],
) -> Result<(), Error> {
    let product = answer(store.find_product(&asker, slug).await)?;
    let page = answer(store.product_page(&asker, product).await)?;
    let off = page
        .services
        .iter()
        .filter(|service| service.switchable())
        .map(|service| service.id);
    let off = off.filter(|id| !on.contains(&id.to_string()));
    let off = off.collect::<Services>();
    let shown = Shown::default();
    match carry_out(&store, &asker, product, off.clone(), users).await {
        Ok(receipt) => {
            let said = Said {
                done: true,
                text: words::tell(&receipt.line),
            };
            lead_on(&paths::product(slug, &shown), &Message::saying(said));
        }
        Err(error) => {
            let said = Said {
                done: false,
                text: words::error::sentence(&error),
            };
            let off = off.iter().map(ending).collect::<Vec<_>>().join(",");
            let message = Message::saying(said)
                .with("slug", slug)
                .with("off", &off)
                .with_list("users", users);
            lead_on(&paths::assign(slug, &shown), &message);
        }
    }
    Ok(())
}

async fn carry_out(
    store: &Store,
    asker: &Asker,
    product: ProductId,
    off: Services,
    users: &str,
) -> Result<Receipt, Error> {
    let names = names_in(users);
    let found = answer(store.resolve_users(asker, &names, Some(product)).await)?;
    if let Some(why) = words::assign::not_found(&found) {
        return Err(Error::Input(why.into()));
    }
    let order = Order::assign(product, off, found.found.iter().map(|user| user.id));
    answer(store.carry_out(asker, &order, Terms::default()).await)
}
