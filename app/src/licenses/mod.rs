//! Billing > Licenses: the products owned, who holds them, and the panes that change it.

mod answers;
mod assign_pane;
pub(crate) mod chosen;
pub(crate) mod draft;
mod fixes;
pub(crate) mod foot;
mod groups;
mod hold;
mod holders;
mod list;
pub(crate) mod mark;
mod names;
pub(crate) mod problems;
mod product;
mod services_of_many;
mod services_of_one;
mod services_pane;
mod subscriptions;
pub(crate) mod switches;
mod unassign_pane;
mod user_picker;

pub(crate) use assign_pane::AssignPane;
pub(crate) use list::{LicensesPage, NoProducts, fullness, tone_of};
#[cfg_attr(
    not(feature = "ssr"),
    expect(unused_imports, reason = "the server reads plain forms")
)]
pub(crate) use names::{BETWEEN, names_in};
pub(crate) use product::ProductPage;
pub(crate) use services_pane::ServicesPane;
pub(crate) use unassign_pane::UnassignPane;
