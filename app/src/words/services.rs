//! Turning apps and services on and off.

use domain::{
    Scope,
    words::{and, digits},
};

/// The part of the assign pane.
pub const TURN: &str = "Turn apps and services on or off";
/// The pane.
pub const TITLE: &str = "Change apps and services";
/// Its button.
pub const SAVE: &str = "Save";
/// Why Save is off.
pub const UNCHANGED: &str = "Nothing is changed yet.";
/// The line while nothing is changed.
pub const UNCHANGED_LINE: &str = "Switch a service to see what will happen.";
/// The choices for many users.
pub const LEAVE: &str = "Leave as it is";
/// The choices for many users.
pub const ON: &str = "Turn on";
/// The choices for many users.
pub const OFF: &str = "Turn off";
/// All on.
pub const ALL_ON: &str = "Turn all on";
/// All off.
pub const ALL_OFF: &str = "Turn all off";
/// The address names nobody.
pub const NOBODY: &str = "No users are selected";
/// What to do.
pub const NOBODY_TEXT: &str =
    "Close this pane, select users in the list, and choose Change apps and services.";
/// They don't have the product (any more).
pub const NOT_HELD: &str = "This user doesn't have the product";
/// What to do.
pub const NOT_HELD_TEXT: &str =
    "It may have been unassigned meanwhile. Close this pane and look at the list.";
/// Only inherited.
pub const INHERITED: &str = "These services can't be changed here";

/// How many are off: "1 of 22 off".
pub fn off_of(off: usize, all: usize) -> String {
    match off {
        0 => format!("all {} on", digits(all)),
        _ => format!("{} of {} off", digits(off), digits(all)),
    }
}

/// Why a service has no switch.
pub fn no_switch(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::User => None,
        Scope::Automatic => Some("Assigned automatically"),
        Scope::Organization => Some("For the whole organization"),
    }
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    format!("Save for the {} who can", digits(number))
}

/// Which other licenses give the same service.
pub fn also_from(products: &[&str]) -> String {
    format!("Also from {}", and(products))
}

/// How many of the users have it on.
pub fn on_for(on: usize, all: usize) -> String {
    format!("On for {} of {}", digits(on), digits(all))
}

/// Why a user who has it from groups only has no switches.
pub fn inherited(name: &str, product: &str, groups: &[&str]) -> String {
    format!(
        "{name} has {product} from {}, not directly. Change the group's licenses, or assign {product} to {name} directly.",
        and(groups)
    )
}

/// Why a self-service purchase has no switches.
pub fn self_service(name: &str, product: &str) -> String {
    format!(
        "{name} has {product} from a self-service purchase. Take control of the subscription before you change it."
    )
}

/// Where else these services are decided.
pub fn groups_too(groups: &[&str]) -> String {
    format!(
        "The license from {} is added to this: a service that is on there stays on.",
        and(groups)
    )
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("The services of {who} can't be changed yet")
}
