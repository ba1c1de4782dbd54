//! Adding many users from a list: what would come of it, doing it, and the files that tell of every row.

use crate::{
    Asker, Error, NewPassword, Store,
    carry_out::{Shown, What, json},
    csv_table::{Flaw, Row, Table},
    export::write_row,
    import_users::read::{Columns, Line, REASON, Seen, is_known, no_rows},
};
use domain::{
    AddMany, FailedRow, Listed, Newcomer, Preview, Problem, Reasons, Receipt, Verb, say,
    words::Sentence,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, sync::Arc};

/// Programs take a file that begins with it for UTF-8.
const MARK: &str = "\u{feff}";

/// The headings of Microsoft's template, in its sequence.
const TEMPLATE: [&str; 16] = [
    "Username",
    "First name",
    "Last name",
    "Display name",
    "Job title",
    "Department",
    "Office number",
    "Office phone",
    "Mobile phone",
    "Fax",
    "Alternate email address",
    "Address",
    "City",
    "State or province",
    "ZIP or postal code",
    "Country or region",
];

/// Who stands in the sample: first name, last name, job title, department, office, city and country or region.
const SAMPLE: [[&str; 7]; 4] = [
    [
        "Alva",
        "Nyman",
        "IT manager",
        "Information technology",
        "12-101",
        "Stockholm",
        "Sweden",
    ],
    [
        "Bashir",
        "Haddad",
        "Engineer",
        "Research",
        "12-102",
        "Stockholm",
        "Sweden",
    ],
    [
        "Carmen",
        "Ruiz",
        "Account manager",
        "Sales",
        "3-044",
        "Madrid",
        "Spain",
    ],
    [
        "Daniel",
        "Krüger",
        "Accountant",
        "Finance",
        "1-007",
        "Berlin",
        "Germany",
    ],
];

/// A list with headings only, to fill in.
pub fn blank_list() -> String {
    let mut file = MARK.to_owned();
    write_row(&mut file, TEMPLATE);
    file
}

/// A list as it looks when it is filled in, of users of `domain`.
pub fn sample_list(domain: &str) -> String {
    let domain = match domain {
        "" => "northlight.example",
        known => known,
    };
    let mut file = blank_list();
    for [first, last, title, department, office, city, country] in SAMPLE {
        let username = format!("{}@{domain}", first.to_lowercase());
        let name = format!("{first} {last}");
        let row = [
            &*username, first, last, &name, title, department, office, "", "", "", "", "", city,
            "", "", country,
        ];
        write_row(&mut file, row);
    }
    file
}

/// A row, whether or not it can be used.
struct Known {
    line: u64,
    username: Arc<str>,
    name: Arc<str>,
}

/// A list of people, read.
pub struct List<'f> {
    file: &'f str,
    rows: Vec<Known>,
    newcomers: Vec<Newcomer>,
    unusable: Reasons,
    ignored: Vec<String>,
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
        while let Some(row) = table.next_raw()? {
            if row.is_blank() {
                continue;
            }
            let stands = |index: &usize| {
                row.cells()
                    .nth(*index)
                    .is_some_and(|text| !text.trim().is_empty())
            };
            written.extend(unknown.iter().copied().filter(stands));
            let read = read_row(row, &columns, &mut seen, by_country);
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

    /// The rows that aren't added, as they stand in the file, each led by the reasons: to be mended and read again.
    ///
    /// # Errors
    /// None that reading the file didn't have.
    pub fn failed_file(
        &self,
        reasons: &Reasons,
        tell: impl Fn(&Sentence) -> String,
    ) -> Result<String, Error> {
        let mut table = Table::read(self.file, AddMany::MOST_ROWS)?;
        let kept: Vec<bool> = table
            .headings()
            .iter()
            .map(|heading| heading != REASON)
            .collect();
        let keeps = |index: usize| kept.get(index).copied().unwrap_or(true);
        let mut file = MARK.to_owned();
        let headings = table.headings().iter().enumerate();
        let headings = headings.filter(|(index, _)| keeps(*index));
        let headings = headings.map(|(_, heading)| &**heading);
        write_row(&mut file, [REASON].into_iter().chain(headings));
        let mut number = 0;
        while let Some(row) = table.next_raw()? {
            if row.is_blank() {
                continue;
            }
            number += 1;
            let Some(reasons) = reasons.get(&number) else {
                continue;
            };
            let told = told(reasons, &tell);
            let cells = row.cells().enumerate().filter(|(index, _)| keeps(*index));
            let cells = cells.map(|(_, cell)| cell);
            write_row(&mut file, [&*told].into_iter().chain(cells));
        }
        Ok(file)
    }

    /// What became of every row, with the first passwords of those that were added.
    pub fn results_file(
        &self,
        reasons: &Reasons,
        password: impl Fn(u32) -> Option<String>,
        tell: impl Fn(&Sentence) -> String,
    ) -> String {
        let mut file = MARK.to_owned();
        write_row(&mut file, RESULTS);
        for (number, row) in (1..).zip(&self.rows) {
            let failed = reasons.get(&number);
            let result = if failed.is_some() {
                "Not added"
            } else {
                "Added"
            };
            let password = match failed {
                Some(_) => None,
                None => password(number),
            };
            let told = failed.map(|reasons| told(reasons, &tell));
            let cells = [
                &*row.line.to_string(),
                &row.username,
                &row.name,
                result,
                &password.unwrap_or_default(),
                &told.unwrap_or_default(),
            ];
            write_row(&mut file, cells);
        }
        file
    }
}

/// The headings of the results.
const RESULTS: [&str; 6] = [
    "Line",
    "Username",
    "Display name",
    "Result",
    "Initial password",
    REASON,
];

/// As many characters of a username are told of a row that can't be used.
const LONGEST_SHOWN: usize = 100;

fn index(number: u32) -> usize {
    usize::try_from(number).map_or(usize::MAX, |number| number.wrapping_sub(1))
}

fn told(reasons: &[Sentence], tell: impl Fn(&Sentence) -> String) -> String {
    let told: Vec<String> = reasons.iter().map(tell).collect();
    told.join(" ")
}

fn read_row(
    row: Row<'_>,
    columns: &Columns,
    seen: &mut Seen,
    by_country: bool,
) -> Result<Line, Vec<Flaw>> {
    row.fits().map_err(|flaw| vec![flaw])?;
    let line = columns.read(row, by_country)?;
    seen.add(&line, row, columns).map_err(|flaw| vec![flaw])?;
    Ok(line)
}

/// What the ledger keeps of a list: enough to know it by; the changes say who was added.
#[derive(Serialize)]
struct Asked<'a> {
    /// The SHA-256 of the file's text.
    list: String,
    rows: usize,
    #[serde(flatten)]
    many: &'a AddMany,
}

impl Store {
    /// What adding the users of a list would do.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without the role; [`Error::Input`] if the list can't be read at all.
    pub async fn check_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<Listed, Error> {
        let (preview, seal) = self.preview_many(asker, asked, list).await?;
        let added = match &preview {
            Preview::Accepted(outcome) => outcome.changed_users(),
            Preview::Refused(_) => 0,
        };
        let reasons = list.reasons(asked, problems(&preview));
        Ok(Listed {
            rows: list.len(),
            added,
            ignored: list.ignored.clone(),
            failed: list.failed(&reasons).take(Listed::TOLD).collect(),
            summary: Listed::summary(preview, list.newcomers.len(), seal),
        })
    }

    /// Why rows of a list would not be added.
    ///
    /// # Errors
    /// As [`check_many`](Self::check_many).
    pub async fn failed_of_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<Reasons, Error> {
        let (preview, _) = self.preview_many(asker, asked, list).await?;
        Ok(list.reasons(asked, problems(&preview)))
    }

    async fn preview_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
    ) -> Result<(Preview, String), Error> {
        may_add(asker)?;
        self.sealed_preview(asker, &asked.order(&list.newcomers))
            .await
    }

    /// Adds all of a list who can be, in one order, each with all that is asked or not at all; if it does what `seal` was
    /// given for. The receipt says who was left out. The same key with the same list takes effect once.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub async fn add_many(
        &self,
        asker: &Asker,
        asked: &AddMany,
        list: &List<'_>,
        (seal, key): (Option<&str>, &str),
        passwords: Vec<NewPassword>,
    ) -> Result<Receipt, Error> {
        may_add(asker)?;
        let order = asked.order(&list.newcomers);
        let digest = Sha256::digest(list.file);
        let told = json(&Asked {
            list: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            rows: list.len(),
            many: asked,
        })?;
        let shown = seal.map_or(Shown::Nothing, |seal| Shown::Seal(seal.to_owned()));
        let what = What::Order(order, passwords);
        self.give(asker, what, told, Some(key), shown).await
    }
}

/// Who is in the way, and why.
fn problems(preview: &Preview) -> &[Problem] {
    match preview {
        Preview::Accepted(outcome) => &outcome.left_out,
        Preview::Refused(refusal) => &refusal.problems,
    }
}

/// The rule says it of the order, too; but who may not need not have a whole list read.
fn may_add(asker: &Asker) -> Result<(), Error> {
    let may = asker.actor.may(Verb::ManageUsers);
    may.map_err(Error::NotAllowed)
}
