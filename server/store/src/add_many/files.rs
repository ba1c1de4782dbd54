//! The files about lists of users: to begin with, and what became of each row.

use super::List;
use crate::{
    Error,
    csv_table::Table,
    export::{headed, write_row},
    import_users::read::REASON,
};
use domain::{AddMany, Reasons, words::Sentence};

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
    headed(TEMPLATE)
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

/// The headings of the results.
const RESULTS: [&str; 6] = [
    "Line",
    "Username",
    "Display name",
    "Result",
    "Initial password",
    REASON,
];

impl List<'_> {
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
        let headings = table.headings().iter().enumerate();
        let headings = headings.filter(|(index, _)| keeps(*index));
        let headings = headings.map(|(_, heading)| &**heading);
        let mut file = headed([REASON].into_iter().chain(headings));
        let mut number = 0;
        while let Some(row) = table.next_row()? {
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
        let mut file = headed(RESULTS);
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

fn told(reasons: &[Sentence], tell: impl Fn(&Sentence) -> String) -> String {
    let told: Vec<String> = reasons.iter().map(tell).collect();
    told.join(" ")
}
