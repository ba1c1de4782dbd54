//! All that is wrong with the rows of a file, so that nobody has to mend it one run at a time.

use crate::{Error, csv_table::Flaw};
use domain::words::{count, digits};
use std::fmt;

/// So much is told; all is counted.
const TOLD: usize = 100;

/// All that is wrong with the rows of a file. For people it is one line, or several lines in English.
#[derive(Debug, Default)]
pub struct BadRows {
    count: usize,
    first: Vec<Flaw>,
}

impl BadRows {
    /// How much is wrong; a row may have several faults.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of it, by line: 100 at most.
    pub fn first(&self) -> &[Flaw] {
        &self.first
    }

    /// Is nothing wrong?
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// More of the file, further down than what is known.
    pub(crate) fn add(&mut self, flaws: impl IntoIterator<Item = Flaw>) {
        let mut flaws: Vec<_> = flaws.into_iter().collect();
        flaws.sort_by_key(place);
        self.count += flaws.len();
        let room = TOLD - self.first.len();
        self.first.extend(flaws.into_iter().take(room));
    }

    /// Together with what else is wrong with the same file, wherever in it.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.count += others.count;
        self.first.extend(others.first);
        self.first.sort_by_key(place);
        self.first.truncate(TOLD);
        self
    }

    /// Goes on if nothing is wrong.
    ///
    /// # Errors
    /// [`Error::Rows`] with all that is.
    pub(crate) fn none(self) -> Result<(), Error> {
        match self.is_empty() {
            true => Ok(()),
            false => Err(Error::Rows(Box::new(self))),
        }
    }
}

fn place(flaw: &Flaw) -> (u64, Option<usize>) {
    (flaw.line(), flaw.column())
}

impl fmt::Display for BadRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = &self.first[..] {
            return write!(f, "{}", only.sentence());
        }
        let all = count(self.count, "fault");
        write!(f, "The file has {all}. Nothing was changed.")?;
        for flaw in &self.first {
            write!(f, "\n  {}", flaw.sentence())?;
        }
        match self.count - self.first.len() {
            0 => Ok(()),
            more => write!(f, "\n  And {} more.", digits(more)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv_table::Table;

    /// A fault in each row of a file from its line `first` to `last`.
    fn faults(first: u64, last: u64) -> BadRows {
        let file = format!("Name\n{}", "x\n".repeat(300));
        let mut table = Table::read(&file, 300).unwrap();
        let mut rows = BadRows::default();
        while let Some(row) = table.next_row().unwrap() {
            if (first..=last).contains(&row.line()) {
                rows.add([row.wrong(0, "is x.".into())]);
            }
        }
        rows
    }

    #[test]
    fn the_first_hundred_are_told_in_order_of_line_and_all_are_counted() {
        let both = faults(150, 299).and(faults(120, 149));
        assert_eq!(both.count(), 180);
        let lines: Vec<u64> = both.first().iter().map(Flaw::line).collect();
        assert!(lines.iter().copied().eq(120..220), "{lines:?}");
        let text = both.to_string();
        assert!(text.starts_with("The file has 180 faults. Nothing was changed.\n  Line 120, "));
        assert!(text.ends_with("\n  And 80 more."), "{text}");
    }

    #[test]
    fn a_single_one_is_told_in_one_line() {
        let only = faults(7, 7);
        assert_eq!(only.to_string(), "Line 7, column 1 (Name) is x.");
        assert!(only.none().is_err());
        assert!(BadRows::default().none().is_ok());
    }
}
