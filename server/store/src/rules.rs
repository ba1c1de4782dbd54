//! The built-in rules, from `data/rules.json`.

use domain::{ExclusiveSet, Location, Requirement, RuleProfile, Rules, ServiceId};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The rules of a profile.
pub fn rules(profile: RuleProfile) -> Rules {
    let names = BUILT_IN.profiles.get(profile.code());
    let chosen = |set: &&Set| names.is_some_and(|profile| profile.exclusive.contains(&set.name));
    let ids = |services: &[Service]| services.iter().map(|service| service.id).collect();
    Rules {
        exclusive: BUILT_IN
            .exclusive
            .iter()
            .filter(chosen)
            .map(|set| ExclusiveSet {
                label: set.label.as_str().into(),
                services: ids(&set.services),
            })
            .collect(),
        requires: BUILT_IN
            .requires
            .iter()
            .map(|need| Requirement {
                service: need.service.id,
                any_of: ids(&need.any_of),
            })
            .collect(),
        prohibited: BUILT_IN
            .prohibited
            .iter()
            .map(|place| place.location)
            .collect(),
    }
}

/// How a service of the catalog is switched, where Microsoft's file doesn't say: `automatic` ones and those for the
/// whole organization (`company`).
pub(crate) fn scope(service: ServiceId) -> domain::Scope {
    let named = |list: &[Service]| list.iter().any(|one| one.id == service);
    if named(&BUILT_IN.company) {
        domain::Scope::Organization
    } else if named(&BUILT_IN.automatic) {
        domain::Scope::Automatic
    } else {
        domain::Scope::User
    }
}

static BUILT_IN: LazyLock<BuiltIn> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/rules.json"))
        .expect("the built-in rules are well-formed: a test reads them")
});

#[derive(Deserialize)]
struct BuiltIn {
    profiles: BTreeMap<String, Profile>,
    exclusive: Vec<Set>,
    requires: Vec<Need>,
    automatic: Vec<Service>,
    company: Vec<Service>,
    prohibited: Vec<Place>,
}

#[derive(Deserialize)]
struct Profile {
    exclusive: Vec<String>,
}

#[derive(Deserialize)]
struct Set {
    name: String,
    label: String,
    services: Vec<Service>,
}

#[derive(Deserialize)]
struct Need {
    service: Service,
    any_of: Vec<Service>,
}

#[derive(Deserialize)]
struct Service {
    id: ServiceId,
}

#[derive(Deserialize)]
struct Place {
    location: Location,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_profile_names_sets_that_exist() {
        for (code, profile) in &BUILT_IN.profiles {
            let rules = rules(RuleProfile::from_code(code).expect("the profile has a name"));
            assert_eq!(rules.exclusive.len(), profile.exclusive.len(), "{code}");
            assert!(!rules.requires.is_empty() && !rules.prohibited.is_empty());
        }
    }
}
