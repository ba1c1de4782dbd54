//! Users > Active users: everybody who can hold licenses, and the panes that change what they hold.

mod act_pane;
mod add_pane;
mod bar;
mod chosen;
mod deleted;
mod fates;
mod list;
mod manage;
mod manage_matching;
mod manage_named;
mod manage_pane;
mod offer;
mod one_account;
mod one_edit;
mod one_licenses;
mod one_pane;
mod one_why;
mod password_choice;
mod places;
mod restore_pane;
mod rows;
mod views;

pub(crate) use act_pane::{AllowPane, BlockPane, DeletePane};
pub(crate) use add_pane::AddPane;
pub(crate) use deleted::DeletedPage;
pub(crate) use list::UsersPage;
pub(crate) use manage_pane::ManagePane;
pub(crate) use one_licenses::Licenses;
pub(crate) use one_pane::{UserPane, load as load_one};
pub(crate) use restore_pane::RestorePane;
