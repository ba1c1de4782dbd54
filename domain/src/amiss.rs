//! What is amiss with what a user holds already: an order is judged by what it brings about, and this by what there is.

use crate::{Cause, Facts, License, conflict, dependency, draft::Draft};

/// The conflicts and missing prerequisites of `licenses` under the rules of `facts`, whoever brought them about.
pub fn amiss(facts: &Facts, licenses: &[License]) -> Vec<Cause> {
    let draft = Draft::of_all(facts, licenses);
    conflict::judge(&draft)
        .into_iter()
        .chain(dependency::judge(&draft))
        .collect()
}
