//! What to tell people who got licenses.

use crate::{Action, AddMany, Order};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Who got what by one entry of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickStart {
    /// The products that were assigned, by name.
    pub products: Vec<Arc<str>>,
    /// How many users got one.
    pub users: usize,
    /// Their mail addresses, in order of name: the first of them, if there are many.
    pub addresses: Vec<Arc<str>>,
}

impl Action {
    /// Does it give somebody a product?
    pub fn assigns(&self) -> bool {
        match self {
            Self::Assign(choices) | Self::Replace { to: choices, .. } => !choices.is_empty(),
            _ => false,
        }
    }
}

impl AddMany {
    /// Does it give somebody a product?
    pub fn assigns(&self) -> bool {
        self.actions.iter().any(Action::assigns)
    }
}

impl Order {
    /// Does it give somebody a product?
    pub fn assigns(&self) -> bool {
        self.steps.iter().any(|step| step.action.assigns())
    }
}
