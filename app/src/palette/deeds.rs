//! What can be done with each subscription: the pane that does it, with the subscription chosen.

use super::entry::{Entry, Kind, To};
use crate::{
    paths::{self, products::DEEDS},
    session::Me,
    words::{palette as words, products},
};
use domain::{Barrier, Deed, SubscriptionItem, SubscriptionList};

/// One kind of it after the other, as few are listed. What can't be done with a subscription isn't offered for it; what the
/// role doesn't allow is off.
pub(super) fn of_subscriptions(list: &SubscriptionList, me: &Me) -> Vec<Entry> {
    let deeds = DEEDS.iter().flat_map(|deed| {
        let rows = list.rows.iter();
        let suited = rows.filter(move |item| is_possible(*deed, item, me, list.now));
        suited.map(move |item| entry(*deed, item, me))
    });
    deeds.collect()
}

/// Can it be done now, or does its pane offer another way?
fn is_possible(deed: Deed, item: &SubscriptionItem, me: &Me, now: i64) -> bool {
    let possible = deed.possible(&me.actor, &item.subscription, now);
    matches!(
        possible,
        Ok(()) | Err(Barrier::CancelWindow { recurring: true })
    )
}

fn entry(deed: Deed, item: &SubscriptionItem, me: &Me) -> Entry {
    let one = &item.subscription;
    let bought = products::bought(one.channel, item.purchaser.as_deref());
    let path = paths::products::deed(&Default::default(), one.id, deed);
    Entry {
        detail: format!("{} · {bought} · {}", item.slug, products::next(one)),
        also: match deed {
            Deed::Buy(_) | Deed::Remove(_) => words::SEATS.to_owned(),
            _ => String::new(),
        },
        reason: me.why_not(deed.verb()),
        ..Entry::new(
            Kind::Command,
            &words::deed(deed, &item.product.name),
            To::Page(path),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::{entry::answering, testing::me};
    use super::*;
    use domain::{
        Channel, Named, Role, Seats, Subscription, SubscriptionId, SubscriptionState, Term,
        TermLength, calendar::DAY,
    };

    const NOW: i64 = 1_900_000_000;

    fn item(number: u8, channel: Channel, state: SubscriptionState, days: i64) -> SubscriptionItem {
        let id = format!("00000000-0000-0000-0000-0000000000{number:02}");
        let id: SubscriptionId = id.parse().unwrap();
        SubscriptionItem {
            product: Named {
                id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
                name: "Visio Plan 2".into(),
            },
            slug: "VISIOCLIENT".into(),
            subscription: Subscription {
                id,
                seats: 10,
                state,
                channel,
                term: Term::new(NOW - days * DAY, TermLength::Annual, true),
            },
            purchaser: None,
            seats: Seats {
                assignable: 10,
                assigned: 5,
            },
            users: 0,
        }
    }

    fn entries(role: Role, rows: Vec<SubscriptionItem>) -> Vec<Entry> {
        let list = SubscriptionList {
            all: rows.len(),
            rows,
            now: NOW,
        };
        of_subscriptions(&list, &me(role))
    }

    /// The last part of each path, which says what is done.
    fn deeds(entries: &[Entry]) -> Vec<&str> {
        let last = entries.iter().map(|entry| match &entry.to {
            To::Page(path) => path.rsplit('/').next().unwrap(),
            _ => panic!("{} opens no page", entry.label),
        });
        last.collect()
    }

    #[test]
    fn a_subscription_has_the_verbs_that_suit_it_and_no_other() {
        use SubscriptionState::{Active, Deleted, Disabled};
        for (channel, state, days, wanted) in [
            (
                Channel::Direct,
                Active,
                3,
                &["buy", "remove", "recurring-billing", "cancel"][..],
            ),
            (
                Channel::Direct,
                Active,
                100,
                &["buy", "recurring-billing", "cancel"][..],
            ),
            (Channel::Direct, Disabled, 100, &["reactivate"][..]),
            (Channel::Direct, Deleted, 100, &[][..]),
            (Channel::Partner, Active, 3, &[][..]),
            (Channel::Prepaid, Active, 3, &[][..]),
            (Channel::SelfService, Active, 3, &["take-control"][..]),
        ] {
            let entries = entries(Role::Global, vec![item(1, channel, state, days)]);
            assert_eq!(deeds(&entries), wanted, "{channel:?} {state:?} {days}");
            assert!(entries.iter().all(|entry| entry.reason.is_none()));
        }
    }

    #[test]
    fn each_leads_to_the_pane_of_its_subscription() {
        let rows = vec![item(7, Channel::Direct, SubscriptionState::Active, 3)];
        let entries = entries(Role::Billing, rows);
        let pane = "/products/00000000-0000-0000-0000-000000000007";
        for (typed, label, last) in [
            ("buy visioclient", "Buy licenses of Visio Plan 2", "buy"),
            ("remove seats", "Remove licenses of Visio Plan 2", "remove"),
            (
                "recurring billing",
                "Edit recurring billing of Visio Plan 2",
                "recurring-billing",
            ),
            (
                "cancel subscription",
                "Cancel subscription of Visio Plan 2",
                "cancel",
            ),
        ] {
            let found = answering(entries.iter(), typed);
            let labels: Vec<_> = found.iter().map(|entry| &*entry.label).collect();
            assert_eq!(labels, [label], "{typed}");
            assert_eq!(found[0].to, To::Page(format!("{pane}/{last}")));
        }
    }

    #[test]
    fn what_the_role_does_not_allow_is_off() {
        let rows = vec![item(1, Channel::Direct, SubscriptionState::Active, 3)];
        for entry in entries(Role::License, rows) {
            assert!(entry.reason.is_some(), "{}", entry.label);
        }
    }
}
