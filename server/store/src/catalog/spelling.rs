//! Microsoft's file spells one thing in several ways ("SWAY", "Sway"): the one to show.

use std::collections::BTreeMap;

/// The spellings of one name, with how often each occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings(BTreeMap<String, u32>);

impl Spellings {
    /// Counts one more.
    pub(super) fn add(&mut self, spelling: String) {
        *self.0.entry(spelling).or_default() += 1;
    }

    /// The one to show: written for people rather than shouted or a code, the most frequent of those, and the first
    /// by alphabet if there are several. So it doesn't depend on the order of the rows.
    pub(super) fn best(&self) -> String {
        self.by(|spelling| u8::from(is_written_for_people(spelling)))
    }

    /// The most frequent, where all are codes.
    pub(super) fn most_frequent(&self) -> String {
        self.by(|_| 0)
    }

    fn by(&self, rank: impl Fn(&str) -> u8) -> String {
        let ranked = self.0.iter().rev();
        let best = ranked.max_by_key(|(spelling, times)| (rank(spelling), **times));
        best.map(|(spelling, _)| spelling.clone())
            .unwrap_or_default()
    }
}

fn is_written_for_people(spelling: &str) -> bool {
    let shouted = !spelling.chars().any(char::is_lowercase);
    let code = spelling.contains('_') && !spelling.contains(' ');
    !shouted && !code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counted: &[(&str, u32)]) -> Spellings {
        Spellings(
            counted
                .iter()
                .map(|(text, times)| ((*text).to_owned(), *times))
                .collect(),
        )
    }

    #[test]
    fn a_name_for_people_goes_before_a_frequent_code() {
        assert_eq!(
            of(&[("BI_AZURE_P0", 2), ("Power BI (free)", 1)]).best(),
            "Power BI (free)"
        );
        assert_eq!(
            of(&[("EXCHANGE FOUNDATION", 19), ("Exchange Foundation", 205)]).best(),
            "Exchange Foundation"
        );
        assert_eq!(
            of(&[("YAMMER MIDSIZE", 1), ("YAMMER_MIDSIZE", 2)]).best(),
            "YAMMER_MIDSIZE"
        );
    }

    #[test]
    fn equally_frequent_spellings_go_by_alphabet() {
        assert_eq!(
            of(&[("Viva Topics", 1), ("Microsoft Viva Topics", 1)]).best(),
            "Microsoft Viva Topics"
        );
    }
}
