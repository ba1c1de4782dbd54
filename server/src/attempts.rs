//! How often somebody may try a secret: a limit per username and per address, counted by the store for all servers.

use crate::{session::fault, web::Web};
use axum::response::Response;
use std::net::IpAddr;
use store::Tries;

/// A username's, from wherever.
pub(crate) fn of_username(username: &str) -> Tries {
    Tries {
        whose: format!("username {}", username.trim().to_lowercase()),
        most: 10,
    }
}

/// An address's, whatever the username. Of IPv6 the network, for its hosts are free to choose.
pub(crate) fn of_address(address: IpAddr) -> Tries {
    let counted = match address.to_canonical() {
        IpAddr::V6(v6) => {
            let network = v6.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(network.into())
        }
        v4 => v4,
    };
    Tries {
        whose: format!("address {counted}"),
        most: 50,
    }
}

/// The setup code's.
pub(crate) fn of_setup() -> Tries {
    Tries {
        whose: "setup".into(),
        most: 30,
    }
}

/// Begins a try; false: there were too many.
pub(crate) async fn begin(web: &Web, tries: &[Tries]) -> Result<bool, Response> {
    let begun = web.store().begin_try(web.organization(), tries).await;
    begun.map_err(|error| fault(&error))
}

/// The try was none to count.
pub(crate) async fn forgive(web: &Web, tries: &[Tries]) -> Result<(), Response> {
    let forgiven = web.store().forgive(web.organization(), tries).await;
    forgiven.map_err(|error| fault(&error))
}

#[cfg(test)]
mod tests {
    use super::{of_address, of_username};

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let from = |address: &str| of_address(address.parse().unwrap());
        assert_eq!(from("2001:db8::1"), from("2001:db8::2"));
        assert_ne!(from("2001:db8::1"), from("2001:db8:0:1::1"));
        assert_eq!(from("::ffff:192.0.2.1"), from("192.0.2.1"));
    }

    #[test]
    fn a_username_counts_however_it_is_written() {
        assert_eq!(of_username(" Ida@A.example"), of_username("ida@a.example"));
    }
}
