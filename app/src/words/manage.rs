//! The pane that manages the licenses of many users.

use super::{Text, tell};
use domain::{Effect, Location, Matches, Named, Seats, say as sentence, words::Part};

/// The pane.
pub const TITLE: Text = Text("Manage product licenses");
/// The first step.
pub const WHAT: Text = Text("What to do");
/// A way.
pub const MORE: Text = Text("Assign more");
/// A way.
pub const MORE_TEXT: Text = Text("Keep the existing licenses and assign more.");
/// A way.
pub const REPLACE: Text = Text("Replace");
/// A way.
pub const REPLACE_TEXT: Text = Text(
    "Swap licenses in one step. Apps and services that are off stay off where the new product has them.",
);
/// A way.
pub const UNASSIGN: Text = Text("Unassign all");
/// A way.
pub const UNASSIGN_TEXT: Text =
    Text("Take back every license that was assigned directly. The seats are free at once.");
/// What is replaced.
pub const FROM: Text = Text("Replace");
/// Not only one product.
pub const FROM_ALL: Text = Text("All licenses assigned directly");
/// To the second step.
pub const NEXT: Text = Text("Next");
/// To the first step.
pub const BACK: Text = Text("Back");
/// The services of a license.
pub const SERVICES: Text = Text("Apps and services");
/// The button.
pub const SAVE: Text = Text("Save changes");
/// Nothing is ticked.
pub const CHOOSE: Text = Text("Choose at least one license.");
/// The address names nobody.
pub const NOBODY: Text = Text("No users are selected");
/// What to do.
pub const NOBODY_TEXT: Text =
    Text("Close this pane, select users in the list, and choose Manage product licenses.");
/// Above the list of users.
pub const WHO: Text = Text("What happens to whom");
/// Nothing happens to a user.
pub const STAYS: Text = Text("Stays as it is");
/// A user is left out.
pub const LEFT_OUT: Text = Text("Left out");
/// Something is in a user's way.
pub const STUCK: Text = Text("Has a problem");
/// What is done with those who can't.
pub const ONLY_WHO_CAN: Text = Text("Go on with those who can, and leave the others out");
/// While services load.
pub const LOADING: Text = Text("Loading the apps and services.");
/// Takes a user out.
pub const LEAVE_OUT: Text = Text("Leave out");
/// Takes a user back in.
pub const TAKE_BACK: Text = Text("Take back in");

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    say!(number => "Save for the 1 who can" | "Save for the {n} who can")
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!(
        "The licenses of {who} can't be changed like this yet",
        who = who
    )
}

/// "14 of 25 seats left".
pub fn left(seats: Seats) -> String {
    say!(
        "{left} of {all} seats left",
        left = seats.available(),
        all = seats.assignable
    )
}

/// "Gets A; loses B".
pub fn fate(effect: &Effect) -> String {
    fn names<I>(named: &[Named<I>]) -> Part {
        Part::all(named.iter().map(|one| &one.name))
    }
    let mut said = Vec::new();
    if !effect.gains.is_empty() {
        said.push(sentence!("gets {what}", what = names(&effect.gains)));
    }
    if !effect.loses.is_empty() {
        said.push(sentence!("loses {what}", what = names(&effect.loses)));
    }
    if !effect.keeps.is_empty() {
        said.push(sentence!("keeps {what}", what = names(&effect.keeps)));
    }
    if !effect.still_has.is_empty() {
        said.push(sentence!(
            "still has {what}",
            what = names(&effect.still_has)
        ));
    }
    if !effect.turned_on.is_empty() {
        said.push(sentence!("{what} goes on", what = names(&effect.turned_on)));
    }
    if !effect.turned_off.is_empty() {
        said.push(sentence!(
            "{what} goes off",
            what = names(&effect.turned_off)
        ));
    }
    if said.is_empty() {
        return STAYS.into();
    }
    tell(&sentence!("{clauses}", clauses = Part::clauses(said)).capitalized())
}

/// How many users something befalls.
pub fn users(number: usize) -> String {
    say!(number => "1 user" | "{n} users")
}

/// Shows more of a long list.
pub fn show_more(number: usize, hidden: usize) -> String {
    say!(
        "Show {number} more of {hidden}",
        number = number,
        hidden = hidden
    )
}

/// The pane's second line, for everybody who matches: as soon as they are counted with their number.
pub fn everybody(number: Option<Matches>) -> String {
    match number {
        // After it was done, nobody may match any more.
        None | Some(Matches::Exactly(0)) => {
            say!("All users that match the list's search and filters")
        }
        Some(Matches::Exactly(number)) => say!(
            number =>
                "The 1 user that matches the list's search and filters"
                | "All {n} users that match the list's search and filters"
        ),
        Some(Matches::MoreThan(number)) => say!(
            "More than {number} users match the list's search and filters",
            number = number
        ),
    }
}

/// A location that is set, and for whom: those without one, or those who are here.
pub fn relocated(fix: &str, from: Option<Location>) -> String {
    match from {
        None => say!("{fix}, for those who have none", fix = fix),
        Some(from) => say!("{fix}, for those in {place}", fix = fix, place = &from),
    }
}

/// Goes on without those who can't.
pub fn leave_out_others(who_can: usize) -> String {
    say!(who_can => "Go on with the 1 who can" | "Go on with the {n} who can")
}

/// Some of many: "Ida Marsh and 167 others".
pub fn first_of(name: &str, number: usize) -> String {
    match number {
        1 => name.to_owned(),
        _ => say!(
            number - 1 => "{name} and 1 other" | "{name} and {n} others",
            name = name
        ),
    }
}
