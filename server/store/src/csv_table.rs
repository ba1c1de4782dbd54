//! Reads CSV files as people and spreadsheets write them: UTF-8 with or without a byte-order mark, columns by
//! heading in any order, separated by comma, semicolon or tab. What can't be used is named by line and column.

use crate::Error;
use csv::{ByteRecord, ReaderBuilder};

/// The heaviest file that is read.
const MOST_BYTES: usize = 512 * 1024 * 1024;
/// The longest text of one column, in characters.
const LONGEST: usize = 256;

/// A CSV file: its headings, and an iterator over its rows.
pub(crate) struct Table<'f> {
    file: &'f [u8],
    headings: Vec<String>,
    reader: csv::Reader<&'f [u8]>,
    most_rows: usize,
    rows: usize,
    record: ByteRecord,
}

impl<'f> Table<'f> {
    /// Begins to read `file`.
    ///
    /// # Errors
    /// [`Error::Input`] if it is empty, too big, not UTF-8, or has headings twice.
    pub(crate) fn read(file: &'f [u8], most_rows: usize) -> Result<Self, Error> {
        if file.len() > MOST_BYTES {
            let most = MOST_BYTES / 1024 / 1024;
            return input(format!(
                "The file is larger than {most} MB. Import it in parts."
            ));
        }
        if file.starts_with(&[0xff, 0xfe]) || file.starts_with(&[0xfe, 0xff]) {
            return input(
                "The file is in UTF-16. Save it as \"CSV UTF-8\" and import it again.".into(),
            );
        }
        let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(file))
            .from_reader(file);
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).map_err(unreadable)? {
            return input("The file is empty.".into());
        }
        let line = line(file, &record);
        let headings = record
            .iter()
            .enumerate()
            .map(|(index, heading)| Ok(utf8(heading, line, index, "")?.trim().to_owned()))
            .collect::<Result<Vec<_>, Error>>()?;
        Ok(Self {
            file,
            headings,
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
    /// [`Error::Input`] if two columns have it.
    pub(crate) fn column(&self, names: &[&str]) -> Result<Option<usize>, Error> {
        let known = |heading: &String| names.iter().any(|name| bare(name) == bare(heading));
        let mut found = (0..self.headings.len()).filter(|index| known(&self.headings[*index]));
        match (found.next(), found.next()) {
            (Some(first), Some(second)) => input(format!(
                "Line 1, column {}: {:?} is there already, in column {}.",
                second + 1,
                self.headings[second],
                first + 1
            )),
            (found, _) => Ok(found),
        }
    }

    /// The place of a column that has to be there.
    ///
    /// # Errors
    /// [`Error::Input`] naming it if it is missing.
    pub(crate) fn required(&self, names: &[&str]) -> Result<usize, Error> {
        self.column(names)?.map_or_else(
            || {
                let has = domain::words::commas(&self.headings);
                input(format!(
                    "Line 1: the column {:?} is missing. The headings are: {has}.",
                    names[0]
                ))
            },
            Ok,
        )
    }

    /// The next row; none after the last.
    ///
    /// # Errors
    /// [`Error::Input`] naming line and column of what can't be used.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row<'_>>, Error> {
        if !self
            .reader
            .read_byte_record(&mut self.record)
            .map_err(unreadable)?
        {
            return Ok(None);
        }
        let line = line(self.file, &self.record);
        self.rows += 1;
        if self.rows > self.most_rows {
            let most = domain::words::digits(self.most_rows);
            return input(format!(
                "Line {line}: the file has more than {most} rows. Import it in parts."
            ));
        }
        if self.record.iter().all(|text| text.trim_ascii().is_empty()) {
            return input(format!("Line {line} is empty."));
        }
        if self.record.len() != self.headings.len() {
            let (has, wants) = (self.record.len(), self.headings.len());
            let column = has.min(wants) + 1;
            let has = domain::words::count(has, "column");
            return input(format!(
                "Line {line}, column {column}: the row has {has}, but there are {wants} headings."
            ));
        }
        Ok(Some(Row {
            line,
            record: &self.record,
            headings: &self.headings,
        }))
    }
}

/// A row of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    line: u64,
    record: &'t ByteRecord,
    headings: &'t [String],
}

impl Row<'_> {
    /// Its line in the file.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The text of a column: every run of blanks one space.
    ///
    /// # Errors
    /// [`Error::Input`] if it isn't UTF-8, has control characters, or is too long.
    pub(crate) fn text(&self, column: usize) -> Result<String, Error> {
        let text = utf8(
            &self.record[column],
            self.line,
            column,
            &self.headings[column],
        )?;
        let mut clean = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !clean.is_empty() {
                clean.push(' ');
            }
            clean.push_str(word);
        }
        if let Some(bad) = clean.chars().find(|letter| forbidden(*letter)) {
            let code = u32::from(bad);
            return Err(self.wrong(column, &format!("has the control character U+{code:04X}.")));
        }
        if clean.len() > LONGEST && clean.chars().count() > LONGEST {
            let why = format!("is longer than {LONGEST} characters. Is a quotation mark missing?");
            return Err(self.wrong(column, &why));
        }
        Ok(clean)
    }

    /// The same, where there must be some text.
    ///
    /// # Errors
    /// [`Error::Input`] if it is empty too.
    pub(crate) fn some_text(&self, column: usize) -> Result<String, Error> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Err(self.wrong(column, "is empty."));
        }
        Ok(text)
    }

    /// The error that says what is wrong with a column of this row, such as "is empty.".
    pub(crate) fn wrong(&self, column: usize, why: &str) -> Error {
        let place = place(self.line, column, &self.headings[column]);
        Error::Input(format!("{place} {why}").into())
    }
}

/// Control characters, and those that turn the direction of text around: names that lie.
pub(crate) fn forbidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn input<T>(message: String) -> Result<T, Error> {
    Err(Error::Input(message.into()))
}

fn unreadable(error: csv::Error) -> Error {
    Error::Input(format!("The file can't be read as CSV: {error}.").into())
}

fn utf8<'t>(bytes: &'t [u8], line: u64, column: usize, heading: &str) -> Result<&'t str, Error> {
    std::str::from_utf8(bytes).map_err(|_| {
        let place = place(line, column, heading);
        Error::Input(
            (place + " is not in UTF-8. Save the file as \"CSV UTF-8\" and import it again.")
                .into(),
        )
    })
}

fn place(line: u64, column: usize, heading: &str) -> String {
    let column = column + 1;
    if heading.is_empty() {
        format!("Line {line}, column {column}")
    } else {
        format!("Line {line}, column {column} ({heading})")
    }
}

/// The line on which a record begins. The reader's position is still before the line's end, and before empty lines.
fn line(file: &[u8], record: &ByteRecord) -> u64 {
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
