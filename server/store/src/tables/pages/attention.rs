//! What needs attention about a product.

use domain::{Attention, Seats, Subscription, SubscriptionState, Threshold, calendar::DAY};

/// A term's end is worth saying so many days before.
const DAYS_AHEAD: i64 = 60;

/// What needs attention at `now`, the worst first.
pub(super) fn attention(
    seats: Seats,
    all: &[&Subscription],
    low_stock: Threshold,
    now: i64,
) -> Vec<Attention> {
    use SubscriptionState::{Active, Disabled, Expired};
    let existing = || all.iter().filter(|subscription| subscription.exists());
    let in_state = |state| existing().any(|subscription| subscription.state == state);
    // What is renewed doesn't end.
    let days = existing()
        .filter(|subscription| subscription.state == Active && !subscription.term.recurring)
        .filter_map(|subscription| subscription.term.ends)
        .map(|ends| ends.div_euclid(DAY) - now.div_euclid(DAY))
        .min();
    let overdrawn = seats.assigned.saturating_sub(seats.assignable);
    let mut found = Vec::new();
    if overdrawn > 0 {
        found.push(Attention::Overdrawn(overdrawn));
    }
    if in_state(Disabled) && seats.assignable == 0 {
        found.push(Attention::Disabled);
    }
    if overdrawn == 0 && seats.assignable > 0 && seats.available() == 0 {
        found.push(Attention::NoSeats);
    }
    if low_stock.is_low(seats) {
        found.push(Attention::LowStock(seats.available()));
    }
    if in_state(Disabled) && seats.assignable > 0 {
        found.push(Attention::PartlyDisabled);
    }
    if in_state(Expired) || days.is_some_and(|days| days < 0) {
        found.push(Attention::Expired);
    }
    if let Some(days) = days
        && (0..=DAYS_AHEAD).contains(&days)
    {
        found.push(Attention::Expires(u32::try_from(days).unwrap_or_default()));
    }
    if existing().next().is_some() && existing().all(|subscription| !subscription.managed()) {
        found.push(Attention::SelfService);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Channel, SubscriptionId, Term};

    const NOW: i64 = 1_795_435_200 + 5_000;

    fn of(
        seats: (u32, u32),
        subscriptions: &[(SubscriptionState, Channel, Option<i64>)],
    ) -> Vec<Attention> {
        let subscription = |(state, channel, days): &(_, _, Option<i64>)| Subscription {
            id: SubscriptionId(uuid::Uuid::nil()),
            seats: seats.0,
            state: *state,
            channel: *channel,
            term: Term {
                ends: days.map(|days| NOW.div_euclid(DAY) * DAY + days * DAY),
                ..Term::default()
            },
        };
        let all: Vec<Subscription> = subscriptions.iter().map(subscription).collect();
        let (assignable, assigned) = seats;
        let seats = Seats {
            assignable,
            assigned,
        };
        attention(
            seats,
            &all.iter().collect::<Vec<_>>(),
            Threshold::Seats(1),
            NOW,
        )
    }

    use Channel::{Direct, SelfService};
    use SubscriptionState::{Active, Deleted, Disabled, Expired};

    #[test]
    fn a_product_with_seats_left_in_its_term_needs_none() {
        assert_eq!(of((10, 4), &[(Active, Direct, Some(300))]), []);
        assert_eq!(of((10, 4), &[(Active, Direct, None)]), []);
    }

    #[test]
    fn the_worst_is_named_first() {
        assert_eq!(
            of((5, 5), &[(Active, Direct, Some(12))]),
            [Attention::NoSeats, Attention::Expires(12)]
        );
        assert_eq!(
            of(
                (5, 7),
                &[(Active, Direct, Some(0)), (Disabled, Direct, Some(-40))]
            ),
            [
                Attention::Overdrawn(2),
                Attention::PartlyDisabled,
                Attention::Expires(0)
            ]
        );
        assert_eq!(
            of((0, 2), &[(Disabled, Direct, Some(-40))]),
            [Attention::Overdrawn(2), Attention::Disabled]
        );
        assert_eq!(
            of((5, 1), &[(Expired, Direct, Some(-9))]),
            [Attention::Expired]
        );
    }

    #[test]
    fn of_several_subscriptions_one_that_is_disabled_is_not_the_product() {
        assert_eq!(
            of((8, 4), &[(Disabled, Direct, None), (Active, Direct, None)]),
            [Attention::PartlyDisabled]
        );
        assert_eq!(
            of((0, 0), &[(Disabled, Direct, None)]),
            [Attention::Disabled]
        );
    }

    #[test]
    fn only_self_service_is_said_and_deleted_ones_are_not() {
        assert_eq!(
            of((0, 0), &[(Active, SelfService, Some(90))]),
            [Attention::SelfService]
        );
        assert_eq!(
            of(
                (5, 0),
                &[(Active, SelfService, None), (Active, Direct, None)]
            ),
            []
        );
        assert_eq!(
            of(
                (5, 0),
                &[(Active, Direct, None), (Deleted, Direct, Some(3))]
            ),
            []
        );
    }
}
