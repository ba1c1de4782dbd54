//! Billing > Licenses: the products owned, who holds them, and the panes that change it.

mod alike;
mod answers;
mod assign_pane;
pub(crate) mod chosen;
mod done;
pub(crate) mod draft;
mod elsewhere;
mod failure;
mod fixes;
pub(crate) mod foot;
mod groups;
mod hold;
mod holders;
mod kept;
mod list;
pub(crate) mod mark;
pub(crate) mod problems;
mod product;
mod sent;
mod services_of_many;
mod services_of_one;
mod services_pane;
mod subscriptions;
pub(crate) mod switches;
mod unassign_pane;
mod user_picker;
mod who_can;

pub(crate) use assign_pane::AssignPane;
pub(crate) use list::{LicensesPage, NoProducts, fullness, tone_of};
pub(crate) use product::ProductPage;
pub(crate) use services_pane::ServicesPane;
pub(crate) use unassign_pane::UnassignPane;
