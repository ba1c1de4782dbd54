//! What goes to stdout: words for people, or one JSON document for scripts.

use super::Failure;
use domain::misleading;
use serde::Serialize;
use std::{
    borrow::Cow,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

/// Prints in the form that was asked for.
#[derive(Clone, Copy)]
pub(crate) struct Out {
    json: bool,
}

impl Out {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints the document, or what it says to people.
    pub(crate) fn print(
        &self,
        document: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let printed = if self.json {
            self.document(document)
        } else {
            line(&text())
        };
        printed.map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::Unread,
            _ => Failure::Fault(format!("The output can't be written: {error}.")),
        })
    }

    fn document(self, document: &impl Serialize) -> io::Result<()> {
        let mut stdout = io::BufWriter::new(io::stdout().lock());
        serde_json::to_writer_pretty(&mut stdout, document)?;
        writeln!(stdout)?;
        stdout.flush()
    }

    /// Says on stderr why not, and in JSON on stdout; answers the exit status.
    pub(crate) fn fail(self, failure: &Failure) -> ExitCode {
        let text = failure.text();
        if !text.is_empty() {
            // Nobody is left to tell if stderr is gone too; the status says enough.
            let _ = writeln!(io::stderr(), "usher: {}", plain(&text));
        }
        if let Some(document) = failure.document().filter(|_| self.json) {
            let _ = self.document(&document);
        }
        ExitCode::from(failure.status())
    }
}

fn line(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}", plain(text))?;
    stdout.flush()
}

/// `text` for a terminal: what it would obey rather than show, or what turns text around, is escaped. Lines stay lines.
fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| letter == '\n' || !misleading(letter);
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match is_plain(letter) {
            true => plain.push(letter),
            false => plain.extend(letter.escape_default()),
        }
    }
    plain.into()
}

/// A table for people: columns as wide as they must be, numbers to the right.
pub(crate) fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let wide = |text: &str| text.chars().count();
    let widths: Vec<usize> = (0..headings.len())
        .map(|at| {
            rows.iter()
                .map(|row| wide(&row[at]))
                .fold(wide(headings[at]), usize::max)
        })
        .collect();
    let number: Vec<bool> = (0..headings.len())
        .map(|at| {
            let mut cells = rows
                .iter()
                .map(|row| &row[at])
                .filter(|cell| !cell.is_empty());
            !rows.is_empty()
                && cells.all(|cell| cell.bytes().all(|byte| b"0123456789,".contains(&byte)))
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().enumerate().map(|(at, cell)| {
            let blanks = " ".repeat(widths[at] - wide(cell));
            if number[at] {
                format!("{blanks}{cell}")
            } else {
                format!("{cell}{blanks}")
            }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let head = line(headings.to_vec());
    let rows = rows
        .iter()
        .map(|row| line(row.iter().map(String::as_str).collect()));
    std::iter::once(head)
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_terminal_is_told_nothing_that_it_would_obey() {
        assert_eq!(
            super::plain("a\u{1b}[2J\u{7}b\u{202e}c\r\nd\u{9b}e"),
            "a\\u{1b}[2J\\u{7}b\\u{202e}c\\r\nd\\u{9b}e"
        );
        let names = "Łukasz O’Connor, 渡辺\nאורי";
        assert_eq!(super::plain(names), names);
    }

    #[test]
    fn a_table_lines_up_numbers_to_the_right() {
        let rows = [
            vec!["Office".into(), "5".into()],
            vec!["Visio (ö)".into(), "1,250".into()],
        ];
        let table = super::table(&["Name", "Seats"], &rows);
        assert_eq!(
            table,
            "Name       Seats\nOffice         5\nVisio (ö)  1,250"
        );
    }
}
