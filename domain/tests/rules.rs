//! The rules, one fact a test.

#[path = "rules/buy_seats.rs"]
mod buy_seats;
#[path = "rules/conflict.rs"]
mod conflict;
#[path = "rules/dependency.rs"]
mod dependency;
#[path = "rules/fixed.rs"]
mod fixed;
#[path = "rules/location.rs"]
mod location;
#[path = "rules/org.rs"]
mod org;
#[path = "rules/outcome.rs"]
mod outcome;
#[path = "rules/replace.rs"]
mod replace;
#[path = "rules/seats.rs"]
mod seats;
#[path = "rules/services.rs"]
mod services;
#[path = "rules/sources.rs"]
mod sources;
#[path = "rules/whole_order.rs"]
mod whole_order;
#[path = "rules/wire.rs"]
mod wire;
