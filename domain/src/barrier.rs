//! Why something can't be done with a subscription: each reason with its remedy.

use crate::{
    SubscriptionState, say,
    words::{self, Sentence},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

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
    pub fn sentence(&self, product: &Arc<str>) -> Sentence {
        match self {
            Self::Unknown => say!(
                "There is no such subscription of {product}. It may have been deleted: look at Your products.",
                product = product
            ),
            Self::Gone => say!(
                "This subscription of {product} is deleted and can't be brought back. Buy the product again.",
                product = product
            ),
            Self::Prepaid => say!(
                "This subscription of {product} was bought with a product key (prepaid), so it can't be changed here. Redeem another product key, or buy a new subscription.",
                product = product
            ),
            Self::Partner => say!(
                "This subscription of {product} was bought from a reseller. Ask your partner to change it.",
                product = product
            ),
            Self::Trial => say!(
                "This subscription of {product} is a trial. Buy it first, and try again.",
                product = product
            ),
            Self::NotTrial => say!(
                "This subscription of {product} is no trial. Buy licenses instead.",
                product = product
            ),
            Self::SelfService => say!(
                "This subscription of {product} was bought by a user in a self-service purchase. Take control of it first.",
                product = product
            ),
            Self::NotSelfService => say!(
                "This subscription of {product} was not bought by a user. Your organization has control of it already.",
                product = product
            ),
            Self::NotActive(SubscriptionState::Expired) => say!(
                "This subscription of {product} has expired. Reactivate it first.",
                product = product
            ),
            Self::NotActive(_) => say!(
                "This subscription of {product} is disabled. Reactivate it first.",
                product = product
            ),
            Self::Active => say!(
                "This subscription of {product} is active. There is nothing to bring back.",
                product = product
            ),
            Self::NoTerm => say!(
                "This subscription of {product} has no term that ends, so there is nothing to renew.",
                product = product
            ),
            Self::RecurringOff => say!(
                "Licenses of {product} can be removed only while recurring billing is on. Turn it on, and try again.",
                product = product
            ),
            Self::RemoveWindow => say!(
                "Licenses of {product} can be removed only within 7 days after they were bought or renewed. Turn off recurring billing, and buy fewer when the term ends.",
                product = product
            ),
            Self::CancelWindow { recurring: true } => say!(
                "This subscription of {product} could be canceled only within 7 days after it was bought or renewed. Turn off recurring billing to cancel at the end of the term.",
                product = product
            ),
            Self::CancelWindow { recurring: false } => say!(
                "This subscription of {product} could be canceled only within 7 days after it was bought or renewed. Recurring billing is off, so it ends with its term.",
                product = product
            ),
            Self::Assigned { assigned, short } => say!(
                "You can't reduce the number of licenses so far: {assigned} of {product} are assigned. Unassign at least {short}, and try again.",
                assigned = *assigned,
                product = product,
                short = licenses(*short)
            ),
            Self::BadRemoval { most: 0 } => say!(
                "This subscription of {product} has no license that can be removed. To give it up, cancel it.",
                product = product
            ),
            Self::BadRemoval { most } => say!(
                "Choose 1 to {most} of {product} to remove. To give up all of them, cancel the subscription.",
                most = licenses(*most),
                product = product
            ),
            Self::BadTerm { ends } => say!(
                "The term of {product} can't end on {day}. Choose a day to come, within 10 years.",
                product = product,
                day = words::date(*ends)
            ),
            Self::NoRoom { needed, available } => no_room(product, *needed, *available),
            Self::NotDue => say!(
                "Nothing is due for this subscription of {product} now. Look at it again.",
                product = product
            ),
        }
    }
}

fn licenses(number: u32) -> Sentence {
    say!(number => "1 license" | "{n} licenses")
}

fn no_room(product: &Arc<str>, needed: u32, available: u32) -> Sentence {
    let free = match available {
        0 => say!("no license is"),
        _ => say!(available => "1 license is" | "{n} licenses are"),
    };
    say!(
        "{users} to be moved, and {free} free in the other subscriptions of {product}. Buy {more} more, or unassign some.",
        users = say!(needed => "1 user is" | "{n} users are"),
        free = free,
        product = product,
        more = needed.saturating_sub(available)
    )
}
