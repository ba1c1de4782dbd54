//! The addresses of Home.

use super::with_query;
use domain::Range;

/// How things stand: where everybody begins.
pub const HOME: &str = "/home";

/// Home, with the chart of this product (all, if empty) over this range.
pub fn home(product: &str, range: Range) -> String {
    let days = match range == Range::default() {
        true => String::new(),
        false => range.days().to_string(),
    };
    with_query(HOME, &[("product", product), ("days", &days)])
}

#[cfg(test)]
mod tests {
    use super::home;
    use domain::Range;

    #[test]
    fn an_address_of_home_says_only_what_differs_from_the_usual() {
        assert_eq!(home("", Range::default()), "/home");
        assert_eq!(home("SPE_E3", Range::Year), "/home?product=SPE_E3&days=365");
    }
}
