//! The organization's settings, and the rule for changing them.

use crate::{
    Action, Cause, Change, Cloud, Facts, Location, Named, Order, OrganizationId, Partner,
    ProductId, Role, Seats, Verb, misleading, say,
    words::{Part, Sentence},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Which of the built-in rules are in force.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum RuleProfile {
    /// As Microsoft documents them: one service of each exclusive set.
    #[default]
    Documented,
    /// Several services of Exchange or of SharePoint at the same time, as the service allows since 2023.
    Concurrent,
}

impl RuleProfile {
    /// Every profile.
    pub const ALL: [Self; 2] = [Self::Documented, Self::Concurrent];

    /// The word for it in the database and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Concurrent => "concurrent",
        }
    }

    /// The profile with this [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.code() == code)
    }
}

/// When a product's seats run low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// So many seats are left, or fewer. At 0 it never says so: then none are left.
    Seats(u32),
    /// So many percent of the seats are left, or fewer.
    Percent(u32),
}

impl Threshold {
    /// What holds until somebody sets another.
    pub const USUAL: Self = Self::Percent(10);

    /// Are there some seats left, but few?
    pub fn is_low(self, seats: Seats) -> bool {
        let left = u64::from(seats.available());
        let few = match self {
            Self::Seats(most) => left <= u64::from(most),
            Self::Percent(most) => left * 100 <= u64::from(seats.assignable) * u64::from(most),
        };
        left > 0 && few
    }

    fn sensible(self) -> bool {
        match self {
            Self::Seats(seats) => seats <= 1_000_000,
            Self::Percent(percent) => percent <= 100,
        }
    }

    /// "5 seats", "10 percent".
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Seats(seats) => say!(seats => "1 seat" | "{n} seats"),
            Self::Percent(percent) => say!("{percent} percent", percent = percent.to_string()),
        }
    }
}

/// The settings of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What it is called.
    pub name: Arc<str>,
    /// Offered to users without a usage location.
    pub default_location: Option<Location>,
    /// Where its services are.
    pub cloud: Cloud,
    /// Which rules are in force.
    pub rules: RuleProfile,
    /// When the seats of a product run low, unless it has a threshold of its own.
    pub low_stock: Threshold,
    /// Those that have.
    pub low_stock_of: BTreeMap<ProductId, Threshold>,
    /// Whose admins may act here.
    #[serde(default)]
    pub partners: BTreeMap<OrganizationId, Partner>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "".into(),
            default_location: None,
            cloud: Cloud::default(),
            rules: RuleProfile::default(),
            low_stock: Threshold::USUAL,
            low_stock_of: BTreeMap::new(),
            partners: BTreeMap::new(),
        }
    }
}

/// One setting and its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// What the organization is called.
    Name(Arc<str>),
    /// Where it is.
    DefaultLocation(Option<Location>),
    /// Where its services are.
    Cloud(Cloud),
    /// Which rules are in force.
    Rules(RuleProfile),
    /// When seats run low.
    LowStock(Threshold),
    /// When the seats of this product do; as those of all products, if left open.
    LowStockOf(ProductId, Option<Threshold>),
    /// With which roles the admins of this partner may act here.
    Partner(OrganizationId, BTreeSet<Role>),
}

impl Setting {
    /// The permission that it needs.
    pub(crate) fn verb(&self) -> Verb {
        match self {
            Self::Partner(..) => Verb::GiveRoles,
            _ => Verb::ChangeSettings,
        }
    }

    /// The product that it is about.
    pub(crate) fn product(&self) -> Option<ProductId> {
        match self {
            Self::LowStockOf(product, _) => Some(*product),
            _ => None,
        }
    }

    /// Why it can't be set so.
    fn wrong(&self, facts: &Facts) -> Option<Cause> {
        match self {
            Self::Name(name) => {
                let fits = (1..=256).contains(&name.chars().count())
                    && name.trim() == &**name
                    && !name.chars().any(misleading);
                (!fits).then_some(Cause::BadName)
            }
            Self::LowStock(threshold) | Self::LowStockOf(_, Some(threshold))
                if !threshold.sensible() =>
            {
                Some(Cause::BadThreshold)
            }
            Self::LowStockOf(product, _) if !facts.products.contains_key(product) => {
                Some(Cause::UnknownProduct(*product))
            }
            Self::Partner(partner, _) if !facts.settings.partners.contains_key(partner) => {
                Some(Cause::UnknownPartner)
            }
            _ => None,
        }
    }
}

impl Settings {
    /// Sets one; answers what was set before.
    pub fn set(&mut self, setting: &Setting) -> Setting {
        use std::mem::replace;
        match setting {
            Setting::Name(name) => Setting::Name(replace(&mut self.name, name.clone())),
            Setting::DefaultLocation(place) => {
                Setting::DefaultLocation(replace(&mut self.default_location, *place))
            }
            Setting::Cloud(cloud) => Setting::Cloud(replace(&mut self.cloud, *cloud)),
            Setting::Rules(rules) => Setting::Rules(replace(&mut self.rules, *rules)),
            Setting::LowStock(low) => Setting::LowStock(replace(&mut self.low_stock, *low)),
            Setting::LowStockOf(product, Some(low)) => {
                Setting::LowStockOf(*product, self.low_stock_of.insert(*product, *low))
            }
            Setting::LowStockOf(product, None) => {
                Setting::LowStockOf(*product, self.low_stock_of.remove(product))
            }
            Setting::Partner(partner, roles) => {
                let known = self.partners.entry(*partner).or_default();
                Setting::Partner(*partner, replace(&mut known.roles, roles.clone()))
            }
        }
    }

    /// When the seats of `product` run low.
    pub fn threshold(&self, product: ProductId) -> Threshold {
        let own = self.low_stock_of.get(&product);
        own.copied().unwrap_or(self.low_stock)
    }
}

/// A setting as it will be, for people to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configured {
    /// Which, and how.
    pub setting: Setting,
    /// The product that it is about.
    pub product: Option<Named<ProductId>>,
    /// What the partner is called that it is about.
    #[serde(default)]
    pub partner: Option<Arc<str>>,
}

impl Configured {
    /// "rules are Concurrent".
    pub(crate) fn sentence(&self) -> Sentence {
        let product = self.product.as_ref().map_or("", |product| &*product.name);
        let partner = self.partner.as_deref().unwrap_or_default();
        match &self.setting {
            Setting::Name(name) => say!("the organization is called {name}", name = name),
            Setting::DefaultLocation(Some(place)) => {
                say!("the default location is {place}", place = place)
            }
            Setting::DefaultLocation(None) => say!("there is no default location"),
            Setting::Cloud(cloud) => {
                say!("the cloud is {cloud}", cloud = Sentence::from(cloud.name()))
            }
            Setting::Rules(RuleProfile::Documented) => {
                say!("of services that exclude each other a user can have one")
            }
            Setting::Rules(RuleProfile::Concurrent) => {
                say!("users can have several services of Exchange or SharePoint at the same time")
            }
            Setting::LowStock(low) => {
                say!(
                    "stock is low at {threshold} left",
                    threshold = low.sentence()
                )
            }
            Setting::LowStockOf(_, Some(low)) => say!(
                "stock of {product} is low at {threshold} left",
                product = product,
                threshold = low.sentence()
            ),
            Setting::LowStockOf(_, None) => say!(
                "stock of {product} is low like all others",
                product = product
            ),
            Setting::Partner(_, roles) if roles.is_empty() => {
                say!("admins of {partner} have no access here", partner = partner)
            }
            Setting::Partner(_, roles) => say!(
                "admins of {partner} may act here as {roles}",
                partner = partner,
                roles = Part::all(roles.iter().map(|role| Sentence::from(role.name())))
            ),
        }
    }
}

/// The settings that an order makes, in its sequence.
fn wanted(order: &Order) -> impl Iterator<Item = &Setting> {
    order.steps.iter().filter_map(|step| match &step.action {
        Action::Configure(setting) => Some(setting),
        _ => None,
    })
}

/// Why one can't be set.
pub(crate) fn check(facts: &Facts, setting: &Setting) -> Vec<Cause> {
    setting.wrong(facts).into_iter().collect()
}

/// What changes: each setting once, from what it is to what it will be after the last step.
pub(crate) fn changes(facts: &Facts, order: &Order) -> Vec<Change> {
    let (mut settings, mut found): (_, Vec<(Setting, Setting)>) =
        (facts.settings.clone(), Vec::new());
    for setting in wanted(order) {
        let before = settings.set(setting);
        let same = |(_, earlier): &&mut (Setting, Setting)| *earlier == before;
        match found.iter_mut().find(same) {
            Some((_, after)) => *after = setting.clone(),
            None => found.push((before, setting.clone())),
        }
    }
    let changed = found.into_iter().filter(|(before, after)| before != after);
    changed
        .map(|(before, after)| Change::Configured { before, after })
        .collect()
}

/// The same for people to read.
pub(crate) fn outcome(facts: &Facts, changes: &[Change]) -> Vec<Configured> {
    let read = |change: &Change| match change {
        Change::Configured { after, .. } => Some(Configured {
            setting: after.clone(),
            product: after.product().map(|id| facts.product_named(id)),
            partner: match after {
                Setting::Partner(id, _) => {
                    facts.settings.partners.get(id).map(|it| it.name.clone())
                }
                _ => None,
            },
        }),
        _ => None,
    };
    changes.iter().filter_map(read).collect()
}
