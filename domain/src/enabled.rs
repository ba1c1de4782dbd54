//! Which services are on for a user, and by which licenses.

use crate::{Facts, ProductId, ServiceId, Services, Via};
use std::collections::BTreeMap;

/// What a user holds: product and source, with the services that are off.
pub(crate) type Held = BTreeMap<(ProductId, Via), Services>;

/// The licenses of `product` in `held`, the direct one first.
pub(crate) fn sources(held: &Held, product: ProductId) -> impl Iterator<Item = (Via, &Services)> {
    held.range((product, Via::Direct)..)
        .take_while(move |((other, _), _)| *other == product)
        .map(|((_, via), off)| (*via, off))
}

/// A license, with the services of its product and those of them that are off.
struct Switches<'h> {
    license: (ProductId, Via),
    all: &'h Services,
    off: &'h Services,
}

/// The services that are on: a service is if any license has it on. Nothing is copied, and only
/// what the rules name is looked up: the solver makes many of these.
pub(crate) struct Enabled<'h>(Vec<Switches<'h>>);

impl<'h> Enabled<'h> {
    /// The services that `held` turns on.
    pub(crate) fn of(facts: &'h Facts, held: &'h Held) -> Self {
        let switches = |(license, off): (&(ProductId, Via), &'h Services)| {
            let product = facts.products.get(&license.0)?;
            let (license, all) = (*license, &product.services);
            Some(Switches { license, all, off })
        };
        Self(held.iter().filter_map(switches).collect())
    }

    /// The licenses that turn `service` on.
    pub(crate) fn by(&self, service: ServiceId) -> impl Iterator<Item = (ProductId, Via)> {
        let on = move |one: &&Switches| one.all.contains(service) && !one.off.contains(service);
        self.0.iter().filter(on).map(|one| one.license)
    }

    /// Is `service` on?
    pub(crate) fn contains(&self, service: ServiceId) -> bool {
        self.by(service).next().is_some()
    }
}
