//! The pane that adds many users from a list.

use super::{Text, error, people};
use crate::error::Error;
use domain::{AddMany, words::Part};

/// The command, and the pane.
pub const TITLE: Text = Text("Add multiple users");
/// The steps of the pane.
pub const STEPS: [Text; 3] = [
    Text("Add list of users"),
    people::STEPS[1],
    people::STEPS[3],
];
/// What the first step says.
pub const LIST_TEXT: Text = Text(
    "Write your users into a CSV file, one in a row. Every row needs a username and a display name.",
);
/// A file to begin with.
pub const BLANK: Text = Text("Download a blank CSV file");
/// A file to begin with.
pub const SAMPLE: Text = Text("Download a sample CSV file");
/// The files to begin with, for assistive technology.
pub const FILES: Text = Text("Files to begin with");
/// The choice of the file.
pub const FILE: Text = Text("Upload CSV file with your user information");
/// Why a file wasn't read.
pub const LOST: Text = Text("The browser couldn't read the file. Choose it again.");
/// No file is chosen yet.
pub const CHOOSE_FILE: Text = Text("Choose a file first.");
/// The one that is chosen can't be used.
pub const CHOOSE_ANOTHER: Text = Text("Choose a file that can be used first.");
/// The file can't be read, or lacks something.
const UNUSABLE: Text = Text("This file can't be used");
/// Columns without a meaning.
pub const IGNORED: Text = Text("Some columns are left out");

/// What the second step says.
pub const LICENSES_TEXT: Text = Text(
    "Everybody on the list gets these. Choose the location first. Without licenses the users can still be added.",
);
/// Where the users are.
pub const BY_COUNTRY: Text = Text("Take the location from each row's country or region");
/// What it means.
pub const BY_COUNTRY_TEXT: Text = Text("Rows that name none get the location selected above.");
/// Everybody gets a first password.
pub const PASSWORDS: Text = Text("Automatically create passwords");
/// What it means.
pub const PASSWORDS_TEXT: Text = Text(
    "You get them in a file once the users are added. Without one, users can't sign in to Usher.",
);
/// What happens next.
pub const MUST_CHANGE: Text =
    Text("Require these users to change their password when they first sign in");
/// Why there are no passwords.
pub const SHORT_SECRET: Text = Text(
    "Passwords are drawn from a secret of 32 to 1,024 characters. Reload the page, and try again.",
);

/// A fact in the review.
pub const CHOSEN_FILE: Text = Text("File");
/// A fact in the review.
pub const ROWS: Text = Text("Rows");
/// A fact in the review.
pub const LICENSES: Text = Text("Licenses");
/// Nobody gets a license.
pub const NO_LICENSES: Text = Text("No licenses");
/// What to do about rows that can't be added.
pub const CORRECT: Text =
    Text("Correct them in the file and choose it again, or add the others now.");
/// What to do if none can be added.
pub const CORRECT_ALL: Text = Text("Correct the file, and choose it again.");
/// The rows that can't be added, as a file.
pub const DOWNLOAD_FAILED: Text = Text("Download these rows with the reasons");
/// Why the button is off.
pub const NOT_ALL: Text =
    Text("Not all rows can be added. Correct the file, or add only those that can be.");
/// Why the button is off.
pub const NOT_ONE: Text = Text("No row can be added yet. Correct the file, and choose it again.");

/// What became of a row.
pub const ADDED: Text = Text("Added");
/// Above what became of the rows.
pub const RESULTS: Text = Text("Results");
/// Above the passwords.
pub const HAND_OVER: Text = Text("Passwords to hand over");
/// They are shown once.
pub const ONCE: Text = Text(
    "The passwords are shown only here, and only now. Download the results, and hand the passwords over safely.",
);
/// What became of all rows, as a file.
pub const DOWNLOAD_RESULTS: Text = Text("Download the results");
/// The rows that weren't added, as a file.
pub const DOWNLOAD_NOT_ADDED: Text = Text("Download the rows that weren't added");
/// What to do with it.
pub const MEND: Text =
    Text("The file says why. Correct the rows in it, and add the users of that file.");
/// After it was done.
pub const MORE: Text = Text("Add more users");

/// How to choose the file.
pub fn hint() -> String {
    say!(
        "At most {rows} rows and {megabytes} MB, in UTF-8 or UTF-16.",
        rows = AddMany::MOST_ROWS,
        megabytes = megabytes()
    )
}

fn megabytes() -> usize {
    AddMany::MOST_BYTES / 1024 / 1024
}

/// Why a file wasn't read.
pub fn too_large() -> String {
    say!(
        "The file is larger than {most} MB. Split it into several files.",
        most = megabytes()
    )
}

/// Which file was read: "people.csv: 1,250 rows".
pub fn read(name: &str, rows: usize) -> String {
    say!(rows => "{name}: 1 row" | "{name}: {n} rows", name = name)
}

/// The heading of why it isn't known what is in a file.
pub fn not_read(why: &Error) -> Text {
    match why {
        Error::Input(_) => UNUSABLE,
        why => error::title(why),
    }
}

/// Columns without a meaning.
pub fn ignored(headings: &[String]) -> String {
    say!(
        "Usher knows nothing by these columns, and leaves out what stands in them: {columns}.",
        columns = Part::all(headings)
    )
}

/// The heading above rows that can't be added.
pub fn failing(failures: usize, rows: usize) -> String {
    say!(
        failures => "1 of {rows} rows can't be added" | "{n} of {rows} rows can't be added",
        rows = rows
    )
}

/// The heading of a problem that rows share.
pub fn stuck(rows: usize) -> String {
    say!(rows => "1 row can't be added like this yet" | "{n} rows can't be added like this yet")
}

/// Which row.
pub fn line(line: u64, username: &str) -> String {
    match username {
        "" => say!("Line {line}", line = line.to_string()),
        _ => say!(
            "Line {line}: {username}",
            line = line.to_string(),
            username = username
        ),
    }
}

/// How many more there are than are told.
pub fn more(number: usize) -> String {
    say!(number => "and 1 more, in the file" | "and {n} more, in the file")
}

/// The button for a part of them.
pub fn add_those(number: usize) -> String {
    say!(number => "Add the 1 that can be added" | "Add the {n} that can be added")
}

/// What became of a row.
pub fn added(password: &str) -> String {
    say!("Added. Initial password: {password}", password = password)
}

/// The heading above rows that weren't added.
pub fn failed(failures: usize) -> String {
    say!(failures => "1 row wasn't added" | "{n} rows weren't added")
}
