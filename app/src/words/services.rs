//! Turning apps and services on and off.

use super::{Text, tell};
use domain::{Scope, words::Part};

/// The part of the assign pane.
pub const TURN: Text = Text("Turn apps and services on or off");
/// The pane.
pub const TITLE: Text = Text("Change apps and services");
/// Its button.
pub const SAVE: Text = Text("Save");
/// Why Save is off.
pub const UNCHANGED: Text = Text("Nothing is changed yet.");
/// The line while nothing is changed.
pub const UNCHANGED_LINE: Text = Text("Switch a service to see what will happen.");
/// The choices for many users.
pub const LEAVE: Text = Text("Leave as it is");
/// The choices for many users.
pub const ON: Text = Text("Turn on");
/// The choices for many users.
pub const OFF: Text = Text("Turn off");
/// All on.
pub const ALL_ON: Text = Text("Turn all on");
/// All off.
pub const ALL_OFF: Text = Text("Turn all off");
/// The address names nobody.
pub const NOBODY: Text = Text("No users are selected");
/// What to do.
pub const NOBODY_TEXT: Text =
    Text("Close this pane, select users in the list, and choose Change apps and services.");
/// Only inherited.
pub const INHERITED: Text = Text("These services can't be changed here");

/// How many are off: "1 of 22 off".
pub fn off_of(off: usize, all: usize) -> String {
    match off {
        0 => say!("all {all} on", all = all),
        _ => say!("{off} of {all} off", off = off, all = all),
    }
}

/// How it is now, for many users: "On for 12 of 15".
pub fn on_for(on: usize, all: usize) -> String {
    say!("On for {on} of {all}", on = on, all = all)
}

/// Why a service has no switch.
pub fn no_switch(scope: Scope) -> Option<String> {
    scope.no_switch().map(|why| tell(&why))
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    say!(number => "Save for the 1 who can" | "Save for the {n} who can")
}

/// Which other licenses give the same service.
pub fn also_from(products: &[&str]) -> String {
    say!("Also from {products}", products = names(products))
}

/// Why a user who has it from groups only has no switches.
pub fn inherited(name: &str, product: &str, groups: &[&str]) -> String {
    say!(
        "{name} has {product} from {groups}, not directly. Change the group's licenses, or assign {product} to {name} directly.",
        name = name,
        product = product,
        groups = names(groups)
    )
}

/// Why a self-service purchase has no switches.
pub fn self_service(name: &str, product: &str) -> String {
    say!(
        "{name} has {product} from a self-service purchase. Take control of the subscription before you change it.",
        name = name,
        product = product
    )
}

/// Where else these services are decided.
pub fn groups_too(groups: &[&str]) -> String {
    say!(
        "The license from {groups} is added to this: a service that is on there stays on.",
        groups = names(groups)
    )
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!("The services of {who} can't be changed yet", who = who)
}

fn names(names: &[&str]) -> Part {
    Part::all(names.iter().copied())
}
