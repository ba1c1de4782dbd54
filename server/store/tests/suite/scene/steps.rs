//! Orders of several steps, and people who come by one.

use domain::{Action, Order, Policy, Profile, ProfileField, Step, UserId, UserKind};
use uuid::Uuid;

/// The id of somebody who isn't there yet.
pub fn fresh(number: u128) -> UserId {
    UserId(Uuid::from_u128(0xf << 100 | number))
}

/// Adds them, to Sales.
pub fn add(id: UserId, name: &str, username: &str) -> Step {
    let profile = Profile::of([
        (ProfileField::Name, name),
        (ProfileField::Username, username),
        (ProfileField::Department, "Sales"),
    ]);
    let kind = UserKind::Member;
    step(Action::AddUser { profile, kind }, &[id])
}

pub fn step(action: Action, users: &[UserId]) -> Step {
    Step {
        action,
        users: users.to_vec(),
    }
}

/// All of it, or nothing.
pub fn order(steps: Vec<Step>) -> Order {
    Order {
        steps,
        policy: Policy::AllOrNothing,
    }
}
