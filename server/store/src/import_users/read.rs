//! From CSV to users.

use super::country;
use crate::{
    Error,
    bad_rows::BadRows,
    csv_table::{Flaw, Flaws, Row, Table, bare, is_one_of, quoted, text},
    fold::username_key,
    rows::PersonRow,
};
use domain::{Location, Profile, ProfileField, UserKind, address, say};
use std::collections::{HashMap, hash_map::Entry};

const MOST_ROWS: usize = 2_000_000;

/// The headings that mean something, with the other names that they go by.
const HEADINGS: [&[&str]; 12] = [
    &["User Name", "Username", "UPN", "User principal name"],
    &["Display Name"],
    &["First Name"],
    &["Last Name"],
    &["Mail", "Email"],
    &["Job Title"],
    &["Department"],
    &["Office", "Office Number"],
    &["City"],
    &["Country or Region", "Country"],
    &["Usage Location"],
    &["User Type"],
];

/// The heading of the reasons in a file of failed rows: it means nothing when that is read again.
pub(crate) const REASON: &str = "Reason";

/// Does a heading mean something?
pub(crate) fn is_known(heading: &str) -> bool {
    is_one_of(heading, &[REASON]) || HEADINGS.iter().any(|names| is_one_of(heading, names))
}

/// What the file says about a user; none where it has no such column.
#[derive(Debug)]
pub(crate) struct Line {
    /// Where it stands in the file.
    pub(crate) line: u64,
    pub(crate) username: String,
    /// What makes the username unique.
    pub(crate) key: String,
    pub(crate) name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    mail: Option<String>,
    job_title: Option<String>,
    department: Option<String>,
    office: Option<String>,
    city: Option<String>,
    country: Option<String>,
    pub(crate) location: Option<Location>,
    kind: Option<UserKind>,
}

/// Everything in the file.
pub(super) struct Lines {
    /// The rows that can be used.
    pub(super) lines: Vec<Line>,
    /// What is wrong with the others.
    pub(super) bad: BadRows,
    /// Headings that mean nothing here.
    pub(super) ignored: Vec<String>,
}

/// Reads users.
///
/// # Errors
/// [`Error::Input`] if the file can't be read as a whole.
pub(super) fn read(csv: &[u8]) -> Result<Lines, Error> {
    let file = text(csv)?;
    let mut table = Table::read(&file, MOST_ROWS)?;
    let columns = Columns::find(&table)?;
    let ignored = table.headings().iter().filter(|heading| !is_known(heading));
    let ignored = ignored.cloned().collect();
    let (mut lines, mut bad, mut seen) = (Vec::new(), BadRows::default(), Seen::default());
    while let Some(row) = table.next_row()? {
        match columns.read_next(row, &mut seen, false) {
            Ok(line) => lines.push(line),
            Err(flaws) => bad.add(flaws),
        }
    }
    if lines.is_empty() && bad.is_empty() {
        return Err(no_rows());
    }
    Ok(Lines {
        lines,
        bad,
        ignored,
    })
}

/// There is nobody in the file.
pub(crate) fn no_rows() -> Error {
    Error::Input(say!("The file has headings, but no rows."))
}

/// The usernames that a file had so far, with their lines.
#[derive(Default)]
pub(crate) struct Seen(HashMap<String, u64>);

impl Seen {
    /// One more.
    ///
    /// # Errors
    /// The [`Flaw`] that an earlier line has it.
    fn add(&mut self, line: &Line, row: Row<'_>, columns: &Columns) -> Result<(), Flaw> {
        match self.0.entry(line.key.clone()) {
            Entry::Vacant(free) => {
                free.insert(line.line);
                Ok(())
            }
            Entry::Occupied(taken) => {
                let why = say!(
                    "is {text}, which line {line} has already. Delete one of the two.",
                    text = quoted(&line.username),
                    line = taken.get().to_string()
                );
                Err(row.wrong(columns.username, why))
            }
        }
    }
}

impl Line {
    /// Brings `row` up to date.
    pub(super) fn apply(&self, row: &mut PersonRow) {
        row.username.clone_from(&self.username);
        row.name.clone_from(&self.name);
        for (new, text) in [
            (&self.first_name, &mut row.first_name),
            (&self.last_name, &mut row.last_name),
            (&self.mail, &mut row.mail),
            (&self.job_title, &mut row.job_title),
            (&self.department, &mut row.department),
            (&self.office, &mut row.office),
            (&self.city, &mut row.city),
            (&self.country, &mut row.country),
        ] {
            if let Some(new) = new {
                text.clone_from(new);
            }
        }
        row.location = self.location.or(row.location);
        row.kind = self.kind.unwrap_or(row.kind);
    }

    /// What is wrong with the row if its user is deleted.
    pub(super) fn deleted(&self) -> Flaw {
        let why = say!(
            "{user} is deleted. Restore them first, or delete them permanently.",
            user = &self.username
        );
        Flaw::of_row(self.line, why)
    }

    /// What is written about somebody new.
    pub(crate) fn profile(&self) -> Profile {
        let optional = [
            (ProfileField::FirstName, &self.first_name),
            (ProfileField::LastName, &self.last_name),
            (ProfileField::Mail, &self.mail),
            (ProfileField::JobTitle, &self.job_title),
            (ProfileField::Department, &self.department),
            (ProfileField::Office, &self.office),
            (ProfileField::City, &self.city),
            (ProfileField::Country, &self.country),
        ];
        let written = optional
            .into_iter()
            .filter_map(|(field, text)| Some((field, text.as_deref()?)));
        let needed = [
            (ProfileField::Username, &*self.username),
            (ProfileField::Name, &*self.name),
        ];
        Profile::of(needed.into_iter().chain(written))
    }

    /// Member or guest.
    pub(crate) fn kind(&self) -> UserKind {
        self.kind.unwrap_or_else(|| self.likely_kind())
    }

    /// The kind of a new user whose line doesn't say it: Microsoft marks guests in the username.
    pub(crate) fn likely_kind(&self) -> UserKind {
        match self.key.contains("#ext#") {
            true => UserKind::Guest,
            false => UserKind::Member,
        }
    }
}

/// Where which column is.
pub(crate) struct Columns {
    pub(crate) username: usize,
    pub(crate) name: usize,
    others: [Option<usize>; 10],
}

impl Columns {
    pub(crate) fn find(table: &Table<'_>) -> Result<Self, Error> {
        let mut others = [None; 10];
        for (place, names) in others.iter_mut().zip(&HEADINGS[2..]) {
            *place = table.column(names)?;
        }
        Ok(Self {
            username: table.required(HEADINGS[0])?,
            name: table.required(HEADINGS[1])?,
            others,
        })
    }

    /// Reads a row, after those that were `seen`. Where it names no usage location, its country or region may be that.
    ///
    /// # Errors
    /// Everything that can't be used.
    pub(crate) fn read_next(
        &self,
        row: Row<'_>,
        seen: &mut Seen,
        by_country: bool,
    ) -> Result<Line, Vec<Flaw>> {
        row.is_whole().map_err(|flaw| vec![flaw])?;
        let line = self.read(row, by_country)?;
        seen.add(&line, row, self).map_err(|flaw| vec![flaw])?;
        Ok(line)
    }

    /// Reads a row that has all columns.
    fn read(&self, row: Row<'_>, by_country: bool) -> Result<Line, Vec<Flaw>> {
        let [
            first_name,
            last_name,
            mail,
            job_title,
            department,
            office,
            city,
            country,
            location,
            kind,
        ] = self.others;
        let mut flaws = Flaws::default();
        let username = flaws.note(read_username(row, self.username));
        let name = flaws.note(row.some_text(self.name));
        let mut text = |column: Option<usize>| column.map(|column| flaws.note(row.text(column)));
        let line = Line {
            line: row.line(),
            key: username_key(&username),
            username,
            name,
            first_name: text(first_name),
            last_name: text(last_name),
            job_title: text(job_title),
            department: text(department),
            office: text(office),
            city: text(city),
            country: text(country),
            mail: mail.map(|column| flaws.note(read_mail(row, column))),
            kind: kind.and_then(|column| flaws.note(read_kind(row, column))),
            location: None,
        };
        let mut place = |column: Option<usize>| {
            column.and_then(|column| flaws.note(read_location(row, column)))
        };
        let location = place(location);
        let location = match by_country && location.is_none() {
            true => place(country),
            false => location,
        };
        flaws.or(Line { location, ..line })
    }
}

fn read_username(row: Row<'_>, column: usize) -> Result<String, Flaw> {
    let username = row.some_text(column)?;
    if address(&username) {
        return Ok(username);
    }
    let why = say!(
        "is {text}, which is no username. Write it like ida@northlight.example.",
        text = quoted(&username)
    );
    Err(row.wrong(column, why))
}

fn read_mail(row: Row<'_>, column: usize) -> Result<String, Flaw> {
    let mail = row.text(column)?;
    if mail.is_empty() || address(&mail) {
        return Ok(mail);
    }
    let why = say!(
        "is {text}, which is no mail address. Write it like ida@northlight.example, or leave it empty.",
        text = quoted(&mail)
    );
    Err(row.wrong(column, why))
}

fn read_location(row: Row<'_>, column: usize) -> Result<Option<Location>, Flaw> {
    let text = row.text(column)?;
    if text.is_empty() {
        return Ok(None);
    }
    let why = || {
        say!(
            "is {text}, which is no country. Write its two-letter code, such as DE, or its English name.",
            text = quoted(&text)
        )
    };
    let found = country::location(&text);
    found.map(Some).ok_or_else(|| row.wrong(column, why()))
}

fn read_kind(row: Row<'_>, column: usize) -> Result<Option<UserKind>, Flaw> {
    let text = row.text(column)?;
    match bare(&text).as_str() {
        "" => Ok(None),
        "member" => Ok(Some(UserKind::Member)),
        "guest" => Ok(Some(UserKind::Guest)),
        _ => {
            let why = say!("is {text}. Write member or guest.", text = quoted(&text));
            Err(row.wrong(column, why))
        }
    }
}
