//! Settings: how the pages look for one person, and what holds for the organization.

mod admin_pane;
mod admins;
mod agent;
mod appearance;
mod choice;
mod organization;
mod page;
mod partners;
mod role_choice;
mod roles_form;
mod rules;
mod saving;
mod session_list;
mod sessions;
mod thresholds;

pub(crate) use admin_pane::AdminPane;
pub(crate) use admins::AdminsPage;
pub(crate) use agent::named;
pub(crate) use appearance::AppearancePage;
pub(crate) use organization::OrganizationPage;
pub(crate) use page::SettingsPage;
pub(crate) use partners::{PartnerPane, PartnersPage};
pub(crate) use role_choice::RoleChoice;
pub(crate) use rules::RulesPage;
pub(crate) use sessions::SessionsPage;
pub(crate) use thresholds::ThresholdsPage;
