//! The rules, one fact a test.

#[path = "rules/add_many.rs"]
mod add_many;
#[path = "rules/amiss.rs"]
mod amiss;
#[path = "rules/buy_seats.rs"]
mod buy_seats;
#[path = "rules/canonical.rs"]
mod canonical;
#[path = "rules/cloud.rs"]
mod cloud;
#[path = "rules/conflict.rs"]
mod conflict;
#[path = "rules/deleted_users.rs"]
mod deleted_users;
#[path = "rules/dependency.rs"]
mod dependency;
#[path = "rules/fixed.rs"]
mod fixed;
#[path = "rules/guest.rs"]
mod guest;
#[path = "rules/letters.rs"]
mod letters;
#[path = "rules/lifecycle.rs"]
mod lifecycle;
#[path = "rules/location.rs"]
mod location;
#[path = "rules/manage.rs"]
mod manage;
#[path = "rules/matching.rs"]
mod matching;
#[path = "rules/org.rs"]
mod org;
#[path = "rules/outcome.rs"]
mod outcome;
#[path = "rules/pasted.rs"]
mod pasted;
#[path = "rules/replace.rs"]
mod replace;
#[path = "rules/seats.rs"]
mod seats;
#[path = "rules/sentences.rs"]
mod sentences;
#[path = "rules/services.rs"]
mod services;
#[path = "rules/set_roles.rs"]
mod set_roles;
#[path = "rules/settings.rs"]
mod settings;
#[path = "rules/shortage.rs"]
mod shortage;
#[path = "rules/sources.rs"]
mod sources;
#[path = "rules/take_control.rs"]
mod take_control;
#[path = "rules/user_list.rs"]
mod user_list;
#[path = "rules/users.rs"]
mod users;
#[path = "rules/whole_order.rs"]
mod whole_order;
#[path = "rules/wire.rs"]
mod wire;
