//! The rules of Usher, and its words. Pure: the same code explains in the browser and enforces
//! in the transaction.
//!
//! ```text
//! Order ──▶ Facts ──▶ decide() ──▶ Plan ──▶ write ──▶ Receipt
//! ```
//!
//! - An **organization** owns **products** (SKUs), each a bundle of **services** ("apps and services").
//! - A **subscription** is one purchase of **seats** of a product; a product's seats are those of all its subscriptions.
//! - A **user**, member or guest, with a **usage location**, holds **licenses**: products, by one or more sources,
//!   directly, from a **group**, or by a self-service purchase. One user uses one seat of a product, whatever the sources.
//! - An **actor** with **admin roles** gives an **order**: what is asked. [`decide`] looks at the **facts** and answers
//!   with a **plan** (the changes, and the **outcome** that people read) or a **refusal**: every **problem** with its
//!   **cause** and its **fixes**, which are edits of the order.

mod account;
mod add_many;
mod add_user;
mod amiss;
mod apply;
mod apply_account;
mod assign;
mod barrier;
mod buy_seats;
pub mod calendar;
mod canonical;
mod cloud;
mod conflict;
mod decide;
mod delete_user;
mod deleted_user;
mod dependency;
mod draft;
mod edit_user;
mod enabled;
mod facts;
mod fix;
mod fixed;
mod guest;
mod hearing;
mod hold;
mod home;
mod id;
mod inverse;
mod lasting;
mod letters;
mod lifecycle;
mod location;
mod manage;
mod matching;
mod needs;
mod newcomers;
mod order;
mod outcome;
mod page;
mod partner;
mod pasted;
mod permission;
mod plan;
mod planning;
mod product;
mod profile;
mod quick_start;
mod refusal;
mod remedy;
mod replace;
mod restore_user;
mod seating;
mod seats;
mod session;
mod set_location;
mod set_roles;
mod set_services;
mod settings;
mod shortage;
mod sign_in;
mod standing;
mod stock;
mod subscription;
mod text_file;
mod unassign;
mod user;
mod user_list;
pub mod words;
mod your_products;

pub use account::{Account, Deleted, Inheritance, RESTORABLE, Username, UsernameHolder};
pub use add_many::{AddMany, FailedRow, Listed, Newcomer, Reasons};
pub use amiss::amiss;
pub use barrier::Barrier;
pub use cloud::{CenterPage, Cloud};
pub use decide::decide;
pub use deleted_user::{DeletedQuery, DeletedUser};
pub use facts::{ExclusiveSet, Facts, Requirement, Rules};
pub use fix::{Edit, Fix};
pub use guest::{
    GuestFilter, GuestQuery, GuestRow, GuestState, INVITATION_LIFE, Invitation, InvitationTimes,
    guest_username,
};
pub use hold::{HOLD, Hold, PRESENCE, still_held};
pub use home::{Home, Range, RecentChange, Trend, TrendPoint, Troubled};
pub use id::{
    GroupId, Named, OrganizationId, ProductId, ServiceId, Services, SubscriptionId, UserId,
};
pub use letters::{invisible, misleading};
pub use lifecycle::{DISABLED, GRACE, WINDOW};
pub use location::{COUNTRIES, Location};
pub use manage::{Deed, Purchase, Takeover};
pub use matching::{MOST_USERS, Matching, Summary};
pub use needs::Needs;
pub use order::{Action, Choice, Order, Policy, Step, Switch};
pub use page::{
    Ambiguous, Attention, GroupRow, Holder, HolderQuery, HolderSort, HolderSource, Match, Page,
    ProductPage, ProductRow, Receipt, Resolved, SourceFilter, SubscriptionRow,
};
pub use partner::{Customer, Partner};
pub use pasted::{BETWEEN_NAMES, names_in};
pub use permission::{Actor, Role, Verb};
pub use plan::{Change, Effect, Fate, Outcome, Plan, Preview, SeatChange, SubscriptionChange};
pub use product::{Product, Scope, Service};
pub use profile::{Edits, Flaw, Profile, ProfileField, address};
pub use quick_start::QuickStart;
pub use refusal::{Brought, Cause, Problem, Refusal};
pub use seats::Seats;
pub use session::{AdminRow, SessionId, SessionRow};
pub use set_roles::Admin;
pub use settings::{Configured, RuleProfile, Setting, Settings, Threshold};
pub use shortage::DisabledSeats;
pub use subscription::{Channel, Subscription, SubscriptionState, Term, TermLength};
pub use text_file::decoded;
pub use user::{License, Person, UserKind, Via};
pub use user_list::{
    Matches, SavedView, UserColumn, UserFilter, UserList, UserQuery, UserRow, UserSort,
};
pub use your_products::{
    CatalogMatch, Shown, SubscriptionItem, SubscriptionList, SubscriptionPage, SubscriptionQuery,
};
