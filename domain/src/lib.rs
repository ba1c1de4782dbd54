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

mod apply;
mod assign;
mod buy_seats;
mod conflict;
mod decide;
mod dependency;
mod draft;
mod enabled;
mod facts;
mod fix;
mod fixed;
mod hearing;
mod id;
mod location;
mod matching;
mod order;
mod outcome;
mod page;
mod permission;
mod plan;
mod planning;
mod product;
mod refusal;
mod remedy;
mod replace;
mod seating;
mod seats;
mod set_location;
mod set_services;
mod subscription;
mod unassign;
mod user;
mod user_list;
pub mod words;

pub use decide::decide;
pub use facts::{ExclusiveSet, Facts, Requirement, Rules};
pub use fix::{Edit, Fix};
pub use id::{
    GroupId, Named, OrganizationId, ProductId, ServiceId, Services, SubscriptionId, UserId,
};
pub use location::{COUNTRIES, Location};
pub use matching::{Matching, Summary};
pub use order::{Action, Choice, Needs, Order, Policy, Step, Switch};
pub use page::{
    Attention, GroupRow, Holder, HolderQuery, HolderSort, HolderSource, Match, Page, ProductPage,
    ProductRow, Receipt, Resolved, SourceFilter, SubscriptionRow,
};
pub use permission::{Actor, Role, Verb};
pub use plan::{Change, Effect, Outcome, Plan, Preview, SeatChange};
pub use product::{Product, Scope, Service};
pub use refusal::{Brought, Cause, Problem, Refusal};
pub use seats::Seats;
pub use subscription::{Channel, Subscription, SubscriptionState};
pub use user::{License, Person, UserKind, Via};
pub use user_list::{SavedView, UserColumn, UserFilter, UserList, UserQuery, UserRow, UserSort};
