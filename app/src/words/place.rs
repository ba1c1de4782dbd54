//! Countries and regions.

use super::language;
use crate::licenses::mark::folded;
use domain::COUNTRIES;

/// The code and name of each, by name.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let language = language();
    let named = COUNTRIES
        .iter()
        .map(|(code, name)| (*code, language.text(name)));
    let mut named: Vec<_> = named.collect();
    named.sort_by_cached_key(|(_, name)| folded(name).collect::<String>());
    named
}
