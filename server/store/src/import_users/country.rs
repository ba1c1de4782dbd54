//! Countries as people write them.

use crate::fold::fold;
use domain::{COUNTRIES, Location};
use std::{collections::HashMap, sync::LazyLock};

/// Other names that lists of users have.
const ALSO: &[(&str, &str)] = &[
    ("czech republic", "CZ"),
    ("great britain", "GB"),
    ("holland", "NL"),
    ("hong kong sar", "HK"),
    ("ivory coast", "CI"),
    ("korea", "KR"),
    ("macau", "MO"),
    ("republic of korea", "KR"),
    ("russian federation", "RU"),
    ("the netherlands", "NL"),
    ("turkey", "TR"),
    ("uae", "AE"),
    ("uk", "GB"),
    ("united states of america", "US"),
    ("usa", "US"),
    ("viet nam", "VN"),
];

/// Codes by folded name.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let official = COUNTRIES.iter().map(|(code, name)| (fold(name), *code));
    let also = ALSO.iter().map(|(name, code)| ((*name).to_owned(), *code));
    official.chain(also).collect()
});

/// The country by its two-letter code or English name; case and accents don't matter.
pub(super) fn location(text: &str) -> Option<Location> {
    Location::new(text).or_else(|| Location::new(NAMES.get(&fold(text))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_read_by_code_and_by_name() {
        for (text, code) in [
            ("de", "DE"),
            ("Germany", "DE"),
            ("TURKIYE", "TR"),
            ("Turkey", "TR"),
            ("uk", "GB"),
            ("Cote d'Ivoire", "CI"),
            ("united states", "US"),
        ] {
            assert_eq!(
                location(text)
                    .map(|found| found.code().to_owned())
                    .as_deref(),
                Some(code),
                "{text}"
            );
        }
        assert_eq!(location("Deutschland"), None);
        assert_eq!(location("ZZ"), None);
    }

    #[test]
    fn every_other_name_is_of_a_country() {
        assert!(
            ALSO.iter()
                .all(|(name, code)| location(name) == Location::new(code) && fold(name) == *name)
        );
    }
}
