//! What the seeded organization owns, and which products go together.

use crate::{catalog::Catalog, random::Random};
use domain::{ProductId, RuleProfile, Rules, Scope, ServiceId, Services};

/// Suites and how many of a hundred users have each; whoever has E1 or Basic can't get E3 without a fix.
const SUITES: [(&str, usize); 8] = [
    ("SPE_E3", 26),
    ("STANDARDPACK", 16),
    ("ENTERPRISEPACK", 22),
    ("SPE_F1", 12),
    ("SPE_E5", 10),
    ("O365_BUSINESS_ESSENTIALS", 4),
    ("DESKLESSPACK", 6),
    ("SPB", 4),
];
/// What comes on top, and how many of a hundred users have each.
const ADD_ONS: [(&str, usize); 17] = [
    ("POWER_BI_PRO", 12),
    ("VISIOCLIENT", 4),
    ("MCOEV", 9),
    ("EMS", 8),
    ("PROJECTPROFESSIONAL", 3),
    ("MCOMEETADV", 7),
    ("VISIO_PLAN1_DEPT", 1),
    ("FLOW_FREE", 6),
    ("AAD_PREMIUM", 3),
    ("INTUNE_A", 2),
    ("THREAT_INTELLIGENCE", 4),
    ("EMSPREMIUM", 2),
    ("PROJECT_P1", 2),
    ("EXCHANGESTANDARD", 1),
    ("EXCHANGEENTERPRISE", 1),
    ("ENTERPRISEPREMIUM", 2),
    ("O365_BUSINESS_PREMIUM", 1),
];
/// The product that users buy for themselves.
const SELF_SERVICE: &str = "VISIO_PLAN1_DEPT";
/// How many of a hundred users have one of the other products of the catalog.
pub(super) const OTHERS: usize = 6;

/// A product that is owned.
pub(super) struct Owned {
    pub(super) id: ProductId,
    /// Do users buy it for themselves?
    pub(super) self_service: bool,
    services: Services,
    /// Its service of each set of which a user may have one only.
    exclusive: Vec<(usize, ServiceId)>,
    /// Services of which it needs one each.
    needs: Vec<Services>,
    /// Can it be held at all, without anything else?
    assignable: bool,
    /// Choices of services to turn off; the first is none.
    pub(super) off: Vec<Services>,
}

/// What the organization owns.
pub(super) struct Portfolio {
    pub(super) products: Vec<Owned>,
    /// Places in `products` with their weights.
    pub(super) suites: Vec<(usize, usize)>,
    /// The same, of a hundred.
    pub(super) add_ons: Vec<(usize, usize)>,
    /// From this place on, the other products of the catalog.
    pub(super) others: usize,
}

impl Portfolio {
    /// Chooses `count` products: suites and add-ons by turns, then others at random.
    pub(super) fn choose(catalog: &Catalog, count: u32, random: &mut Random) -> Self {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let rules = crate::rules(RuleProfile::Documented);
        let by_part = |part: &str| {
            let found = catalog
                .products
                .iter()
                .find(|(_, product)| *product.part_number == *part);
            found.map(|(id, _)| *id)
        };
        let known = by_turns(&SUITES, &ADD_ONS).into_iter();
        let known: Vec<_> = known
            .filter_map(|(part, weight, suite)| Some((by_part(part)?, part, weight, suite)))
            .collect();
        let mut others: Vec<ProductId> = catalog.products.keys().copied().collect();
        others.retain(|id| known.iter().all(|(known, ..)| known != id));
        let mut portfolio = Self {
            products: Vec::new(),
            suites: Vec::new(),
            add_ons: Vec::new(),
            others: 0,
        };
        for (id, part, weight, suite) in known.into_iter().take(count) {
            let list = if suite {
                &mut portfolio.suites
            } else {
                &mut portfolio.add_ons
            };
            list.push((portfolio.products.len(), weight));
            let owned = Owned::new(id, catalog, &rules, random);
            portfolio.products.push(Owned {
                self_service: part == SELF_SERVICE,
                ..owned
            });
        }
        portfolio.others = portfolio.products.len();
        while portfolio.products.len() < count && !others.is_empty() {
            let id = others.swap_remove(random.below(others.len()));
            portfolio
                .products
                .push(Owned::new(id, catalog, &rules, random));
        }
        portfolio
    }

    /// Can someone who holds `held` (places) hold this one too?
    pub(super) fn fits(&self, held: &[usize], place: usize) -> bool {
        let new = &self.products[place];
        let all = || held.iter().map(|place| &self.products[*place]);
        let conflicts = |other: &Owned| {
            let pairs = |(set, service): &(usize, ServiceId)| {
                new.exclusive
                    .iter()
                    .any(|(other, also)| set == other && service != also)
            };
            other.exclusive.iter().any(pairs)
        };
        let has = |service: ServiceId| {
            new.services.contains(service) || all().any(|one| one.services.contains(service))
        };
        new.assignable
            && !held.contains(&place)
            && !all().any(conflicts)
            && new.needs.iter().all(|any_of| any_of.iter().any(has))
    }
}

impl Owned {
    fn new(id: ProductId, catalog: &Catalog, rules: &Rules, random: &mut Random) -> Self {
        let services = catalog.products[&id].services.clone();
        let sets = rules.exclusive.iter().enumerate();
        let exclusive: Vec<_> = sets
            .flat_map(|(place, set)| {
                services
                    .iter()
                    .filter(|one| set.services.contains(*one))
                    .map(move |one| (place, one))
            })
            .collect();
        let needs = rules
            .requires
            .iter()
            .filter(|need| services.contains(need.service));
        let scope = |service: ServiceId| catalog.services[&service].scope;
        let alone = exclusive.windows(2).all(|pair| pair[0].0 != pair[1].0);
        Self {
            id,
            self_service: false,
            needs: needs.map(|need| need.any_of.clone()).collect(),
            assignable: alone && services.iter().any(|one| scope(one) != Scope::Organization),
            off: choices(
                &services,
                |one| scope(one) == Scope::User && !is_needed(rules, one),
                random,
            ),
            exclusive,
            services,
        }
    }
}

/// Would another service miss it?
fn is_needed(rules: &Rules, service: ServiceId) -> bool {
    rules
        .requires
        .iter()
        .any(|need| need.any_of.contains(service))
}

/// None off, and three choices of one to three services.
fn choices(
    services: &Services,
    may_be_off: impl Fn(ServiceId) -> bool,
    random: &mut Random,
) -> Vec<Services> {
    let switchable: Vec<_> = services.iter().filter(|one| may_be_off(*one)).collect();
    let mut choices = vec![Services::none()];
    if switchable.len() > 3 {
        choices
            .extend((1..=3).map(|count| (0..count).map(|_| *random.pick(&switchable)).collect()));
    }
    choices
}

/// Part numbers with their weights, and whether they are suites.
fn by_turns(
    suites: &[(&'static str, usize)],
    add_ons: &[(&'static str, usize)],
) -> Vec<(&'static str, usize, bool)> {
    let mut turns = Vec::new();
    for place in 0..suites.len().max(add_ons.len()) {
        turns.extend(
            suites
                .get(place)
                .map(|(part, weight)| (*part, *weight, true)),
        );
        turns.extend(
            add_ons
                .get(place)
                .map(|(part, weight)| (*part, *weight, false)),
        );
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FILE;

    #[test]
    fn the_demo_products_are_all_chosen_and_only_what_goes_together_fits() {
        let catalog = FILE.catalog();
        let portfolio = Portfolio::choose(&catalog, 99, &mut Random::new(1));
        assert_eq!(portfolio.products.len(), 26);
        let place = |part: &str| {
            let is_it = |owned: &Owned| *catalog.products[&owned.id].part_number == *part;
            portfolio.products.iter().position(is_it).unwrap()
        };
        let (e1, e3, visio) = (place("STANDARDPACK"), place("SPE_E3"), place("VISIOCLIENT"));
        assert!(!portfolio.fits(&[e1], e3));
        assert!(!portfolio.fits(&[e3], e3));
        assert!(portfolio.fits(&[e3], visio) && portfolio.fits(&[], e3));
    }
}
