//! A list of people, read: rows that can't be used are kept, with all that is wrong with them.

use crate::{
    Error,
    csv_table::{Flaw, Row, Table},
    import_users::read::{Columns, Line, Seen, is_known, no_rows},
};
use domain::{AddMany, FailedRow, Newcomer, Problem, Reasons, say, words::Sentence};
use std::{collections::BTreeSet, sync::Arc};

/// As many characters of a username are told of a row, whether or not it can be used: no good one has more.
const LONGEST_SHOWN: usize = 256;

fn index(number: u32) -> usize {
    usize::try_from(number).map_or(usize::MAX, |number| number.wrapping_sub(1))
}

/// A row, whether or not it can be used.
pub(super) struct Known {
    pub(super) line: u64,
    pub(super) username: Arc<str>,
    pub(super) name: Arc<str>,
}

/// A list of people, read.
pub struct List<'f> {
    pub(super) file: &'f str,
    pub(super) rows: Vec<Known>,
    newcomers: Vec<Newcomer>,
    unusable: Reasons,
    pub(super) ignored: Vec<String>,
}

impl<'f> List<'f> {
    /// Reads `file`. Rows that can't be used are kept, with all that is wrong with them; empty ones are passed over.
    ///
    /// # Errors
    /// [`Error::Input`] if it is too large, has nobody in it, or lacks a column.
    pub fn read(file: &'f str, by_country: bool) -> Result<Self, Error> {
        if file.len() > AddMany::MOST_BYTES {
            return Err(Error::Input(say!(
                "The file is larger than {most} MB. Split it into several files.",
                most = AddMany::MOST_BYTES / 1024 / 1024
            )));
        }
        let mut table = Table::read(file, AddMany::MOST_ROWS)?;
        let columns = Columns::find(&table)?;
        let headings = table.headings().to_vec();
        let unknown = (0..headings.len()).filter(|index| !is_known(&headings[*index]));
        let unknown: Vec<usize> = unknown.collect();
        let (mut seen, mut written) = (Seen::default(), BTreeSet::new());
        let mut list = Self {
            file,
            rows: Vec::new(),
            newcomers: Vec::new(),
            unusable: Reasons::new(),
            ignored: Vec::new(),
        };
        while let Some(row) = table.next_row()? {
            if row.is_blank() {
                continue;
            }
            let stands = |index: &usize| {
                row.cells()
                    .nth(*index)
                    .is_some_and(|text| !text.trim().is_empty())
            };
            written.extend(unknown.iter().copied().filter(stands));
            let read = columns.read_next(row, &mut seen, by_country);
            list.add(row, &columns, read);
        }
        if list.rows.is_empty() {
            return Err(no_rows());
        }
        list.ignored = written
            .into_iter()
            .map(|index| headings[index].clone())
            .collect();
        Ok(list)
    }

    fn add(&mut self, row: Row<'_>, columns: &Columns, read: Result<Line, Vec<Flaw>>) {
        let text = |column: usize| {
            let text = row.cells().nth(column).unwrap_or_default().trim();
            text.chars().take(LONGEST_SHOWN).collect::<String>().into()
        };
        self.rows.push(Known {
            line: row.line(),
            username: text(columns.username),
            name: text(columns.name),
        });
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        match read {
            Ok(line) => self.newcomers.push(Newcomer {
                number,
                profile: line.profile(),
                kind: line.kind(),
                location: line.location,
            }),
            Err(flaws) => {
                let reasons = flaws.iter().map(Flaw::reason).collect();
                self.unusable.insert(number, reasons);
            }
        }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Has it none? No list that was read has.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whom its rows add, as far as they can be used.
    pub fn newcomers(&self) -> &[Newcomer] {
        &self.newcomers
    }

    /// Why rows aren't added: those that can't be used, and those that `problems` keep out.
    pub fn reasons(&self, asked: &AddMany, problems: &[Problem]) -> Reasons {
        let mut reasons = asked.reasons(problems);
        reasons.extend(self.unusable.clone());
        reasons
    }

    /// The rows that aren't added, as they are told.
    pub fn failed<'l>(&'l self, reasons: &'l Reasons) -> impl Iterator<Item = FailedRow> + 'l {
        reasons.iter().filter_map(|(number, reasons)| {
            let row = self.rows.get(index(*number))?;
            Some(FailedRow {
                line: row.line,
                username: row.username.clone(),
                reasons: reasons.clone(),
            })
        })
    }

    /// Every row: its number, the username in it, and why it isn't added, if so.
    pub fn results<'l>(
        &'l self,
        reasons: &'l Reasons,
    ) -> impl Iterator<Item = (u32, &'l str, &'l [Sentence])> + 'l {
        (1..).zip(&self.rows).map(|(number, row)| {
            let reasons = reasons.get(&number).map_or(&[][..], |reasons| reasons);
            (number, &*row.username, reasons)
        })
    }
}
