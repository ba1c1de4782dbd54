//! People: one after the other, each with a username of their own.

use super::{
    Plan,
    names::{Language, NAMES, Name},
};
use crate::{random::Random, rows::PersonRow};
use domain::calendar::days;
use domain::{Location, UserId, UserKind};
use std::collections::HashMap;

const YEAR: i64 = 365 * 86_400;
/// Ids sort as if the first user had come on this day, so that they don't depend on the clock.
const FIRST: i64 = days(2020, 1, 1) * 86_400;
/// Over so many years users came.
const YEARS: i64 = 6;
/// How many of a hundred are guests, are blocked, have no usage location.
const GUESTS: usize = 4;
const BLOCKED: usize = 3;
const NOWHERE: usize = 3;
/// Where guests come from.
const PARTNERS: [&str; 8] = [
    "fjordworks.example",
    "quayside-legal.example",
    "tamarack-consulting.example",
    "brightwater-audit.example",
    "harborline.example",
    "ostwind-logistik.example",
    "sierra-design.example",
    "kitaya-foods.example",
];

/// Makes people.
pub(super) struct People {
    plan: Plan,
    domain: String,
    random: Random,
    made: u32,
    /// How many have this given and family name in their address.
    taken: HashMap<(&'static str, &'static str), u32>,
    weights: Vec<usize>,
}

impl People {
    pub(super) fn new(plan: Plan, domain: String, random: &mut Random) -> Self {
        // A few languages are spoken by many in an organization, most by some.
        let weights = (0..NAMES.languages.len())
            .map(|place| 100 / (place + 3) + 2)
            .collect();
        Self {
            plan,
            domain,
            random: Random::new(random.next()),
            made: 0,
            taken: HashMap::new(),
            weights,
        }
    }

    /// The next one; they come in the order of their ids.
    pub(super) fn next_person(&mut self) -> PersonRow {
        let random = &mut self.random;
        let language: &Language = &NAMES.languages[random.weighted(&self.weights)];
        let (given, family) = (random.pick(&language.given), random.pick(&language.family));
        let country = *random.pick(&language.locations);
        let guest = random.chance(GUESTS);
        let after = YEARS * YEAR * i64::from(self.made) / i64::from(self.plan.users);
        self.made += 1;
        let id = UserId(random.id_at(FIRST + after));
        let name = language.display(&given.name, &family.name);
        let (username, mail) = self.addresses(given, family, guest);
        let mut person = PersonRow::new(id, username, name, self.plan.now - YEARS * YEAR + after);
        person.first_name.clone_from(&given.name);
        person.last_name.clone_from(&family.name);
        person.mail = mail;
        person.enabled = !self.random.chance(BLOCKED);
        let nowhere = self.random.chance(if guest { 40 } else { NOWHERE });
        person.location = (!nowhere).then_some(country);
        match guest {
            true => person.kind = UserKind::Guest,
            false => self.employ(&mut person, country),
        }
        person
    }

    /// A username that nobody has, and the mail address: `anna.berg`, `anna.berg2`, ...
    fn addresses(
        &mut self,
        given: &'static Name,
        family: &'static Name,
        guest: bool,
    ) -> (String, String) {
        let taken = self.taken.entry((&given.ascii, &family.ascii)).or_default();
        *taken += 1;
        let mut local = format!("{}.{}", given.ascii, family.ascii);
        if *taken > 1 {
            local += &taken.to_string();
        }
        let domain = &self.domain;
        if !guest {
            let address = format!("{local}@{domain}");
            return (address.clone(), address);
        }
        let partner = self.random.pick(&PARTNERS);
        (
            format!("{local}_{partner}#EXT#@{domain}"),
            format!("{local}@{partner}"),
        )
    }

    fn employ(&mut self, person: &mut PersonRow, country: Location) {
        let department = self.random.pick(&NAMES.departments);
        person.department.clone_from(&department.name);
        person
            .job_title
            .clone_from(self.random.pick(&department.titles));
        country.name().clone_into(&mut person.country);
        if let Some(cities) = NAMES.cities.get(&country) {
            person.city.clone_from(self.random.pick(cities));
            person.office.clone_from(&person.city);
        }
    }
}
