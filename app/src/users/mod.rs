//! Users > Active users: everybody who can hold licenses, and the panes that change what they hold.

mod bar;
mod chosen;
mod fates;
mod list;
mod manage;
mod manage_matching;
mod manage_named;
mod manage_pane;
mod offer;
mod one_account;
mod one_licenses;
mod one_pane;
mod one_why;
mod places;
mod rows;
mod views;

pub(crate) use list::UsersPage;
pub(crate) use manage_pane::ManagePane;
pub(crate) use one_pane::UserPane;
