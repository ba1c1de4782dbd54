//! Billing > Your products: a row for each subscription, and the panes that change it.

mod bar;
mod buy_pane;
mod catalog;
mod commands;
mod deed_pane;
mod foot;
mod list;
mod one_pane;
mod quantity;
mod recurring;
mod rows;
mod shown;
mod simple;
mod take_control;

pub(crate) use buy_pane::BuyPane;
pub(crate) use deed_pane::DeedPane;
pub(crate) use list::ProductsPage;
pub(crate) use one_pane::OnePane;
