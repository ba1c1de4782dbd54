//! Why something can't be done with a subscription: each reason with its remedy.

use crate::{SubscriptionState, words};
use serde::{Deserialize, Serialize};

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Barrier {
    /// There is none, or the asker doesn't see it.
    Unknown,
    /// It is deleted for good.
    Gone,
    /// Bought with a product key.
    Prepaid,
    /// Bought by a partner.
    Partner,
    /// A trial.
    Trial,
    /// No trial.
    NotTrial,
    /// Bought by a user, who alone changes it.
    SelfService,
    /// Bought by the organization, which has control already.
    NotSelfService,
    /// Expired or disabled.
    NotActive(SubscriptionState),
    /// Active, so that it needn't be reactivated.
    Active,
    /// Its term doesn't end.
    NoTerm,
    /// Seats are removed only while recurring billing is on.
    RecurringOff,
    /// Seats are removed only for some days.
    RemoveWindow,
    /// It is canceled only for some days.
    CancelWindow {
        /// Would it be renewed?
        recurring: bool,
    },
    /// Seats that are assigned can't be removed.
    Assigned {
        /// How many are assigned of the product.
        assigned: u32,
        /// How many of them are too many.
        short: u32,
    },
    /// So many seats can't be removed.
    BadRemoval {
        /// At most so many.
        most: u32,
    },
    /// The first term would end in the past, or too late.
    BadTerm {
        /// Seconds since 1970 UTC.
        ends: i64,
    },
    /// Not a free seat for each user who is to be moved.
    NoRoom {
        /// Seats that they need.
        needed: u32,
        /// Seats left.
        available: u32,
    },
    /// The clock has nothing to do.
    NotDue,
}

impl Barrier {
    /// A stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown-subscription",
            Self::Gone => "deleted-subscription",
            Self::Prepaid => "prepaid",
            Self::Partner => "partner",
            Self::Trial => "trial",
            Self::NotTrial => "not-trial",
            Self::SelfService => "self-service-purchase",
            Self::NotSelfService => "not-self-service",
            Self::NotActive(_) => "not-active",
            Self::Active => "active-already",
            Self::NoTerm => "no-term",
            Self::RecurringOff => "recurring-off",
            Self::RemoveWindow => "remove-window",
            Self::CancelWindow { .. } => "cancel-window",
            Self::Assigned { .. } => "below-assigned",
            Self::BadRemoval { .. } => "bad-removal",
            Self::BadTerm { .. } => "bad-term",
            Self::NoRoom { .. } => "no-room",
            Self::NotDue => "not-due",
        }
    }

    /// The sentence that the admin reads, with the remedy.
    pub fn message(&self, product: &str) -> String {
        let licenses = |number: u32| words::count(number as usize, "license");
        match self {
            Self::Unknown => format!(
                "There is no such subscription of {product}. It may have been deleted: look at Your products."
            ),
            Self::Gone => format!(
                "This subscription of {product} is deleted and can't be brought back. Buy the product again."
            ),
            Self::Prepaid => format!(
                "This subscription of {product} was bought with a product key (prepaid), so it can't be changed here. \
                 Redeem another product key, or buy a new subscription."
            ),
            Self::Partner => format!(
                "This subscription of {product} was bought from a reseller. Ask your partner to change it."
            ),
            Self::Trial => {
                format!("This subscription of {product} is a trial. Buy it first, and try again.")
            }
            Self::NotTrial => {
                format!("This subscription of {product} is no trial. Buy licenses instead.")
            }
            Self::SelfService => format!(
                "This subscription of {product} was bought by a user in a self-service purchase. \
                 Take control of it first."
            ),
            Self::NotSelfService => format!(
                "This subscription of {product} was not bought by a user. Your organization has control of it already."
            ),
            Self::NotActive(state) => {
                let state = match state {
                    SubscriptionState::Expired => "has expired",
                    _ => "is disabled",
                };
                format!("This subscription of {product} {state}. Reactivate it first.")
            }
            Self::Active => {
                format!("This subscription of {product} is active. There is nothing to bring back.")
            }
            Self::NoTerm => format!(
                "This subscription of {product} has no term that ends, so there is nothing to renew."
            ),
            Self::RecurringOff => format!(
                "Licenses of {product} can be removed only while recurring billing is on. Turn it on, and try again."
            ),
            Self::RemoveWindow => format!(
                "Licenses of {product} can be removed only within 7 days after they were bought or renewed. \
                 Turn off recurring billing, and buy fewer when the term ends."
            ),
            Self::CancelWindow { recurring: true } => format!(
                "This subscription of {product} could be canceled only within 7 days after it was bought or renewed. \
                 Turn off recurring billing to cancel at the end of the term."
            ),
            Self::CancelWindow { recurring: false } => format!(
                "This subscription of {product} could be canceled only within 7 days after it was bought or renewed. \
                 Recurring billing is off, so it ends with its term."
            ),
            Self::Assigned { assigned, short } => format!(
                "You can't reduce the number of licenses so far: {} of {product} are assigned. \
                 Unassign at least {}, and try again.",
                words::digits(*assigned as usize),
                licenses(*short),
            ),
            Self::BadRemoval { most: 0 } => format!(
                "This subscription of {product} has no license that can be removed. To give it up, cancel it."
            ),
            Self::BadRemoval { most } => format!(
                "Choose 1 to {} of {product} to remove. To give up all of them, cancel the subscription.",
                licenses(*most)
            ),
            Self::BadTerm { ends } => format!(
                "The term of {product} can't end on {}. Choose a day to come, within 10 years.",
                words::date(*ends)
            ),
            Self::NoRoom { needed, available } => {
                let free = match available {
                    0 => "no license is".to_owned(),
                    1 => "1 license is".to_owned(),
                    _ => format!("{} are", licenses(*available)),
                };
                format!(
                    "{} to be moved, and {free} free in the other subscriptions of {product}. \
                     Buy {} more, or unassign some.",
                    match needed {
                        1 => "1 user is".to_owned(),
                        _ => format!("{} users are", words::digits(*needed as usize)),
                    },
                    words::digits(needed.saturating_sub(*available) as usize),
                )
            }
            Self::NotDue => {
                format!("Nothing is due for this subscription of {product} now. Look at it again.")
            }
        }
    }
}
