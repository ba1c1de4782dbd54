//! How often somebody may try a secret: a limit per username and per address, in memory of a fixed size.
//!
//! Failures are counted in a table of counters that keys hash into. Two keys seldom share a counter, and then one may be
//! refused early; no number of made-up names makes the table grow.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hash},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

/// Failures are forgotten after so many seconds.
const WINDOW: i64 = 15 * 60;
const COUNTERS: usize = 1 << 14;

/// Whose failures are counted.
#[derive(Hash)]
pub(crate) enum Whose {
    /// A username's, from wherever.
    Username(String),
    /// An address's, whatever the username. Of IPv6 the network, for its hosts are free to choose.
    Address(IpAddr),
    /// The setup code's.
    Setup,
}

impl Whose {
    /// How many failures in the window; then no more tries.
    fn most(&self) -> u32 {
        match self {
            Self::Username(_) => 10,
            Self::Address(_) => 50,
            Self::Setup => 30,
        }
    }

    /// The address as it is counted.
    pub(crate) fn address(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let network = v6.to_bits() & !u128::from(u64::MAX);
                IpAddr::V6(network.into())
            }
            v4 => v4,
        })
    }
}

#[derive(Clone, Copy, Default)]
struct Counter {
    since: i64,
    failures: u32,
}

/// The counters.
pub(crate) struct Attempts {
    counters: Mutex<Box<[Counter]>>,
    hasher: RandomState,
}

impl Attempts {
    pub(crate) fn new() -> Self {
        Self {
            counters: Mutex::new(vec![Counter::default(); COUNTERS].into()),
            hasher: RandomState::new(),
        }
    }

    /// Begins a try at `now`, which counts as failed until [`succeeded`](Self::succeeded) says otherwise, so that many
    /// tries at once are many. False: there were too many; wait.
    pub(crate) fn begin(&self, whose: &Whose, now: i64) -> bool {
        self.with(whose, now, |counter| {
            let allowed = counter.failures < whose.most();
            counter.failures += u32::from(allowed);
            allowed
        })
    }

    /// The try was none to count.
    pub(crate) fn succeeded(&self, whose: &Whose, now: i64) {
        self.with(whose, now, |counter| {
            counter.failures = counter.failures.saturating_sub(1);
        });
    }

    fn with<T>(&self, whose: &Whose, now: i64, act: impl FnOnce(&mut Counter) -> T) -> T {
        let index = self.hasher.hash_one(whose) % (COUNTERS as u64);
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = &mut counters[usize::try_from(index).unwrap_or(0)];
        if now.saturating_sub(counter.since) >= WINDOW || now < counter.since {
            *counter = Counter {
                since: now,
                failures: 0,
            };
        }
        act(counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ida() -> Whose {
        Whose::Username("ida".into())
    }

    #[test]
    fn ten_failures_close_a_username_for_a_quarter_of_an_hour() {
        let attempts = Attempts::new();
        assert!((0..10).all(|second| attempts.begin(&ida(), 1000 + second)));
        assert!(!attempts.begin(&ida(), 1010));
        assert!(!attempts.begin(&ida(), 1000 + WINDOW - 1));
        assert!(attempts.begin(&ida(), 1000 + WINDOW));
    }

    #[test]
    fn successes_are_not_counted() {
        let attempts = Attempts::new();
        for _ in 0..100 {
            assert!(attempts.begin(&ida(), 5));
            attempts.succeeded(&ida(), 5);
        }
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let attempts = Attempts::new();
        let from = |host: u32| Whose::address(format!("2001:db8::{host:x}").parse().unwrap());
        assert!((0..50).all(|host| attempts.begin(&from(host), 0)));
        assert!(!attempts.begin(&from(50), 0));
        assert!(attempts.begin(&Whose::address("::ffff:192.0.2.1".parse().unwrap()), 0));
    }
}
