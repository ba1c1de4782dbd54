//! Reads CSV files as people and spreadsheets write them: columns by heading in any order, separated by comma, semicolon
//! or tab. What can't be used is named by line and column.

use crate::{Error, export::is_formula};
use csv::{ReaderBuilder, StringRecord};
use domain::{decoded, misleading, say, words::Sentence};
use std::borrow::Cow;

/// The heaviest file that is read.
const MOST_BYTES: usize = 512 * 1024 * 1024;
/// The longest text of one column, in characters.
const LONGEST: usize = 256;

/// A file's text.
///
/// # Errors
/// [`Error::Input`] if it is too big, or in an encoding that nobody can guess.
pub(crate) fn text(file: &[u8]) -> Result<Cow<'_, str>, Error> {
    if file.len() > MOST_BYTES {
        return Err(Error::Input(say!(
            "The file is larger than {most} MB. Import it in parts.",
            most = MOST_BYTES / 1024 / 1024
        )));
    }
    decoded(file).map_err(Error::Input)
}

/// A CSV file: its headings, and its rows one after the other.
pub(crate) struct Table<'f> {
    file: &'f str,
    headings: Vec<String>,
    reader: csv::Reader<&'f [u8]>,
    most_rows: usize,
    rows: usize,
    record: StringRecord,
}

impl<'f> Table<'f> {
    /// Begins to read `file`.
    ///
    /// # Errors
    /// [`Error::Input`] if it is empty.
    pub(crate) fn read(file: &'f str, most_rows: usize) -> Result<Self, Error> {
        let file = file.strip_prefix('\u{feff}').unwrap_or(file);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(file.as_bytes()))
            .from_reader(file.as_bytes());
        let mut record = StringRecord::new();
        if !reader.read_record(&mut record).map_err(unreadable)? {
            return Err(Error::Input(say!("The file is empty.")));
        }
        let headings = record.iter().map(|heading| heading.trim().to_owned());
        Ok(Self {
            file,
            headings: headings.collect(),
            reader,
            most_rows,
            rows: 0,
            record,
        })
    }

    /// The headings, trimmed.
    pub(crate) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The place of the column with one of these headings; case, blanks, `_` and `-` don't matter.
    ///
    /// # Errors
    /// [`Error::Input`] if two columns have one.
    pub(crate) fn column(&self, names: &[&str]) -> Result<Option<usize>, Error> {
        let known = |heading: &String| is_one_of(heading, names);
        let mut found = (0..self.headings.len()).filter(|index| known(&self.headings[*index]));
        match (found.next(), found.next()) {
            (Some(first), Some(second)) => Err(Error::Input(say!(
                "Line 1, column {column}: {heading} is there already, in column {first}.",
                column = (second + 1).to_string(),
                heading = quoted(&self.headings[second]),
                first = (first + 1).to_string()
            ))),
            (found, _) => Ok(found),
        }
    }

    /// The place of a column that has to be there.
    ///
    /// # Errors
    /// [`Error::Input`] naming it if it is missing.
    pub(crate) fn required(&self, names: &[&str]) -> Result<usize, Error> {
        let missing = || {
            Error::Input(say!(
                "Line 1: the column {column} is missing. The headings are: {headings}.",
                column = quoted(names[0]),
                headings = domain::words::commas(&self.headings)
            ))
        };
        self.column(names)?.ok_or_else(missing)
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// [`Error::Input`] if there are too many.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row<'_>>, Error> {
        if !self
            .reader
            .read_record(&mut self.record)
            .map_err(unreadable)?
        {
            return Ok(None);
        }
        let line = line(self.file.as_bytes(), &self.record);
        self.rows += 1;
        if self.rows > self.most_rows {
            return Err(Error::Input(say!(
                "Line {line}: the file has more than {most} rows. Split it into several files.",
                line = line.to_string(),
                most = self.most_rows
            )));
        }
        Ok(Some(Row {
            line,
            record: &self.record,
            headings: &self.headings,
        }))
    }
}

/// What is wrong with a row of a file, or with one of its columns.
#[derive(Clone, Debug)]
pub struct Flaw {
    line: u64,
    /// Which column, from 0, and its heading.
    column: Option<(usize, String)>,
    /// What goes on after the place: "is empty."
    why: Box<Sentence>,
}

impl Flaw {
    /// What is wrong with the row on this line as a whole.
    pub(crate) fn of_row(line: u64, why: Sentence) -> Self {
        Self {
            line,
            column: None,
            why: Box::new(why),
        }
    }

    /// The row's line in the file, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Which column, from 1; none if the row as a whole is meant.
    pub fn column(&self) -> Option<usize> {
        self.column.as_ref().map(|(column, _)| column + 1)
    }

    /// For whoever sees the place beside it: "Display Name is empty."
    pub fn reason(&self) -> Sentence {
        match &self.column {
            Some((_, heading)) => {
                say!(
                    "{heading} {why}",
                    heading = heading,
                    why = (*self.why).clone()
                )
            }
            None => (*self.why).clone().capitalized(),
        }
    }

    /// With its place: "Line 3, column 2 (Display Name) is empty."
    pub fn sentence(&self) -> Sentence {
        let (line, why) = (self.line.to_string(), (*self.why).clone());
        match &self.column {
            Some((column, heading)) => say!(
                "Line {line}, column {column} ({heading}) {why}",
                line = line,
                column = (column + 1).to_string(),
                heading = heading,
                why = why
            ),
            None => say!("Line {line}: {why}", line = line, why = why),
        }
    }
}

/// All that is wrong with one row.
#[derive(Default)]
pub(crate) struct Flaws(Vec<Flaw>);

impl Flaws {
    /// What was read, or for want of it nothing.
    pub(crate) fn note<T: Default>(&mut self, read: Result<T, Flaw>) -> T {
        read.unwrap_or_else(|flaw| {
            self.0.push(flaw);
            T::default()
        })
    }

    /// `read`, if nothing is wrong.
    ///
    /// # Errors
    /// All that is.
    pub(crate) fn or<T>(self, read: T) -> Result<T, Vec<Flaw>> {
        match self.0.is_empty() {
            true => Ok(read),
            false => Err(self.0),
        }
    }
}

/// A row of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    line: u64,
    record: &'t StringRecord,
    headings: &'t [String],
}

impl Row<'_> {
    /// Its line in the file.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Its texts as they stand in the file.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// Does nothing stand in it?
    pub(crate) fn is_blank(&self) -> bool {
        self.cells().all(|text| text.trim().is_empty())
    }

    /// Does something stand in it, in as many columns as there are headings?
    ///
    /// # Errors
    /// The [`Flaw`] that it doesn't.
    pub(crate) fn is_whole(&self) -> Result<(), Flaw> {
        match self.is_blank() {
            true => Err(self.flaw(say!("the row is empty."))),
            false => self.fits(),
        }
    }

    /// Has it as many columns as there are headings?
    ///
    /// # Errors
    /// The [`Flaw`] that it hasn't.
    fn fits(&self) -> Result<(), Flaw> {
        let (has, wants) = (self.record.len(), self.headings.len());
        if has == wants {
            return Ok(());
        }
        let columns = say!(has => "1 column" | "{n} columns");
        Err(self.flaw(say!(
            "the row has {columns}, but there are {wants} headings. Put texts in which a comma stands between quotation marks.",
            columns = columns,
            wants = wants
        )))
    }

    /// The text of a column: every run of blanks one space. The `'` that our own files have before what a spreadsheet
    /// would take for a formula is no part of it.
    ///
    /// # Errors
    /// The [`Flaw`] that it has control characters, or is too long.
    pub(crate) fn text(&self, column: usize) -> Result<String, Flaw> {
        let text = unguarded(self.record[column].trim());
        let mut clean = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.push_str(word);
        }
        if let Some(bad) = clean.chars().find(|letter| misleading(*letter)) {
            let code = format!("U+{:04X}", u32::from(bad));
            let why = say!("has the control character {code}. Delete it.", code = code);
            return Err(self.wrong(column, why));
        }
        if clean.len() > LONGEST && clean.chars().count() > LONGEST {
            let why = say!(
                "is longer than {most} characters. Is a quotation mark missing?",
                most = LONGEST
            );
            return Err(self.wrong(column, why));
        }
        Ok(clean)
    }

    /// The same, where there must be some text.
    ///
    /// # Errors
    /// The [`Flaw`] that it is empty, too.
    pub(crate) fn some_text(&self, column: usize) -> Result<String, Flaw> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Err(self.wrong(column, say!("is empty. Write something there.")));
        }
        Ok(text)
    }

    /// What is wrong with a column of this row, such as "is empty.".
    pub(crate) fn wrong(&self, column: usize, why: Sentence) -> Flaw {
        Flaw {
            line: self.line,
            column: Some((column, self.headings[column].clone())),
            why: Box::new(why),
        }
    }

    /// What is wrong with this row as a whole.
    fn flaw(&self, why: Sentence) -> Flaw {
        Flaw::of_row(self.line, why)
    }
}

/// A text as a sentence quotes it.
pub(crate) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// Without the `'` that `export::write_row` puts before what a spreadsheet would take for a formula.
fn unguarded(text: &str) -> &str {
    let rest = text.strip_prefix('\'');
    rest.filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn unreadable(error: csv::Error) -> Error {
    Error::Input(say!(
        "The file can't be read as CSV: {error}.",
        error = error.to_string()
    ))
}

/// The line on which a record begins. The reader's position is still before the line's end, and before empty lines.
fn line(file: &[u8], record: &StringRecord) -> u64 {
    let Some(position) = record.position() else {
        return 1;
    };
    let begins = usize::try_from(position.byte()).unwrap_or_default();
    let ends = file.get(begins..).unwrap_or_default().iter();
    let skipped = ends
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| **byte == b'\n');
    position.line() + skipped.count() as u64
}

/// Is the heading one of these?
pub(crate) fn is_one_of(heading: &str, names: &[&str]) -> bool {
    names.iter().any(|name| bare(name) == bare(heading))
}

/// A heading without case, blanks and joints.
pub(crate) fn bare(heading: &str) -> String {
    let letters = heading.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What separates the headings: spreadsheets in many countries write semicolons.
fn delimiter(file: &[u8]) -> u8 {
    let headings = file
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    let times = |delimiter: u8| headings.iter().filter(|byte| **byte == delimiter).count();
    if times(b',') > 0 {
        return b',';
    }
    [b';', b'\t']
        .into_iter()
        .find(|one| times(*one) > 0)
        .unwrap_or(b',')
}
