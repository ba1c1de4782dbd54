//! From CSV to users.

use super::country;
use crate::{
    Error,
    csv_table::{Row, Table, bare},
    fold::username_key,
    rows::PersonRow,
};
use domain::{Location, UserKind};
use std::collections::HashMap;

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
    &["Office"],
    &["City"],
    &["Country or Region", "Country"],
    &["Usage Location"],
    &["User Type"],
];

/// What the file says about a user; none where it has no such column.
#[derive(Debug)]
pub(super) struct Line {
    /// Where it stands in the file.
    pub(super) line: u64,
    pub(super) username: String,
    /// What makes the username unique.
    pub(super) key: String,
    pub(super) name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    mail: Option<String>,
    job_title: Option<String>,
    department: Option<String>,
    office: Option<String>,
    city: Option<String>,
    country: Option<String>,
    location: Option<Location>,
    kind: Option<UserKind>,
}

/// Everything in the file.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// Headings that mean nothing here.
    pub(super) ignored: Vec<String>,
}

/// Reads users.
///
/// # Errors
/// [`Error::Input`] names the line and column of what can't be used.
pub(super) fn read(csv: &[u8]) -> Result<Lines, Error> {
    let mut table = Table::read(csv, MOST_ROWS)?;
    let columns = Columns::find(&table)?;
    let is_known = |heading: &String| HEADINGS.iter().any(|names| is_one_of(heading, names));
    let ignored = table.headings().iter().filter(|heading| !is_known(heading));
    let ignored = ignored.cloned().collect();
    let mut lines = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    while let Some(row) = table.next_row()? {
        let line = columns.read(row)?;
        if let Some(first) = seen.insert(line.key.clone(), row.line()) {
            let why = format!("is {:?}, which line {first} has already.", line.username);
            return Err(row.wrong(columns.username, &why));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return Err(Error::Input("The file has headings, but no rows.".into()));
    }
    Ok(Lines { lines, ignored })
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

    /// The kind of a new user whose line doesn't say it: Microsoft marks guests in the username.
    pub(super) fn likely_kind(&self) -> UserKind {
        match self.key.contains("#ext#") {
            true => UserKind::Guest,
            false => UserKind::Member,
        }
    }
}

/// Where which column is.
struct Columns {
    username: usize,
    name: usize,
    others: [Option<usize>; 10],
}

impl Columns {
    fn find(table: &Table<'_>) -> Result<Self, Error> {
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

    fn read(&self, row: Row<'_>) -> Result<Line, Error> {
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
        let text = |column: Option<usize>| column.map(|column| row.text(column)).transpose();
        let username = row.some_text(self.username)?;
        if !is_address(&username) {
            let why = format!(
                "is {username:?}, which is no username. Write it like ida@northlight.example."
            );
            return Err(row.wrong(self.username, &why));
        }
        Ok(Line {
            line: row.line(),
            key: username_key(&username),
            username,
            name: row.some_text(self.name)?,
            first_name: text(first_name)?,
            last_name: text(last_name)?,
            mail: mail.map(|column| read_mail(row, column)).transpose()?,
            job_title: text(job_title)?,
            department: text(department)?,
            office: text(office)?,
            city: text(city)?,
            country: text(country)?,
            location: location.map_or(Ok(None), |column| read_location(row, column))?,
            kind: kind.map_or(Ok(None), |column| read_kind(row, column))?,
        })
    }
}

fn read_mail(row: Row<'_>, column: usize) -> Result<String, Error> {
    let mail = row.text(column)?;
    if mail.is_empty() || is_address(&mail) {
        return Ok(mail);
    }
    Err(row.wrong(column, &format!("is {mail:?}, which is no mail address.")))
}

fn read_location(row: Row<'_>, column: usize) -> Result<Option<Location>, Error> {
    let text = row.text(column)?;
    if text.is_empty() {
        return Ok(None);
    }
    let found = country::location(&text);
    let why = || {
        format!(
            "is {text:?}, which is no country. Write its two-letter code, such as DE, or its English name."
        )
    };
    found.map(Some).ok_or_else(|| row.wrong(column, &why()))
}

fn read_kind(row: Row<'_>, column: usize) -> Result<Option<UserKind>, Error> {
    let text = row.text(column)?;
    match bare(&text).as_str() {
        "" => Ok(None),
        "member" => Ok(Some(UserKind::Member)),
        "guest" => Ok(Some(UserKind::Guest)),
        _ => Err(row.wrong(column, &format!("is {text:?}. Write member or guest."))),
    }
}

/// Something before one `@` and something after it, without what separates addresses in a list.
fn is_address(text: &str) -> bool {
    let is_separator = |letter: char| letter.is_whitespace() || "\"(),:;<>[\\]".contains(letter);
    let parts = text.split_once('@');
    parts.is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@')
    }) && !text.contains(is_separator)
}

fn is_one_of(heading: &str, names: &[&str]) -> bool {
    names.iter().any(|name| bare(name) == bare(heading))
}
