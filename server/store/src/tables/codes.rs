//! How the domain's words and sets stand in the tables, there and back.

use crate::Error;
use domain::{
    Channel, GroupId, Location, Scope, ServiceId, Services, SubscriptionId, SubscriptionState,
    TermLength, UserKind, Via,
};
use uuid::Uuid;

/// A word of the domain that a CHECK of the tables lists.
pub(crate) trait Code: Sized + Copy + PartialEq + 'static {
    /// Every one, with its word.
    const ALL: &'static [(Self, &'static str)];

    /// Its word.
    fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(known, _)| *known == self);
        found.map_or("", |(_, code)| code)
    }

    /// The one with this word.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] if there is none.
    fn from_code(code: &str) -> Result<Self, Error> {
        let found = Self::ALL.iter().find(|(_, known)| *known == code);
        found.map(|(known, _)| *known).ok_or_else(|| unknown(code))
    }
}

impl Code for UserKind {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Member, "member"), (Self::Guest, "guest")];
}

impl Code for Scope {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::User, "user"),
        (Self::Automatic, "automatic"),
        (Self::Organization, "organization"),
    ];
}

impl Code for SubscriptionState {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Active, "active"),
        (Self::Expired, "expired"),
        (Self::Disabled, "disabled"),
        (Self::Deleted, "deleted"),
    ];
}

impl Code for Channel {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Direct, "direct"),
        (Self::Partner, "partner"),
        (Self::Prepaid, "prepaid"),
        (Self::Trial, "trial"),
        (Self::SelfService, "self-service"),
    ];
}

impl Code for TermLength {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Monthly, "monthly"),
        (Self::Annual, "annual"),
        (Self::Perpetual, "perpetual"),
    ];
}

/// `license.source` and `license.source_id`.
pub(crate) fn source(via: Via) -> (&'static str, Uuid) {
    match via {
        Via::Direct => ("direct", Uuid::nil()),
        Via::Group(group) => ("group", group.0),
        Via::SelfService(subscription) => ("self-service", subscription.0),
    }
}

/// The same, read.
///
/// # Errors
/// [`Error::Inconsistent`] if it is none.
pub(crate) fn via(source: &str, id: Uuid) -> Result<Via, Error> {
    match source {
        "direct" => Ok(Via::Direct),
        "group" => Ok(Via::Group(GroupId(id))),
        "self-service" => Ok(Via::SelfService(SubscriptionId(id))),
        other => Err(unknown(other)),
    }
}

/// `services_off`: the sorted ids, end to end.
pub(crate) fn services(set: &Services) -> Vec<u8> {
    set.iter()
        .flat_map(|service| service.0.into_bytes())
        .collect()
}

/// The same, read.
///
/// # Errors
/// [`Error::Inconsistent`] if it isn't made of whole ids.
pub(crate) fn services_from(bytes: &[u8]) -> Result<Services, Error> {
    let (ids, rest) = bytes.as_chunks::<16>();
    if !rest.is_empty() {
        let length = bytes.len();
        return Err(Error::Inconsistent(format!(
            "services_off of {length} bytes"
        )));
    }
    Ok(ids
        .iter()
        .map(|id| ServiceId(Uuid::from_bytes(*id)))
        .collect())
}

/// A usage location, read.
///
/// # Errors
/// [`Error::Inconsistent`] if it is no country's code.
pub(crate) fn location(code: Option<&str>) -> Result<Option<Location>, Error> {
    code.map(|code| Location::new(code).ok_or_else(|| unknown(code)))
        .transpose()
}

fn unknown(code: &str) -> Error {
    Error::Inconsistent(format!("{code:?} is no known word"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        fn all<C: Code + std::fmt::Debug>() {
            for (one, code) in C::ALL {
                assert_eq!(one.code(), *code);
                assert_eq!(C::from_code(code).unwrap(), *one);
            }
            assert!(matches!(
                C::from_code("nonsense"),
                Err(Error::Inconsistent(_))
            ));
        }
        all::<UserKind>();
        all::<Scope>();
        all::<SubscriptionState>();
        all::<Channel>();
        all::<TermLength>();
        for one in [
            Via::Direct,
            Via::Group(GroupId(Uuid::from_u128(1))),
            Via::SelfService(SubscriptionId(Uuid::from_u128(2))),
        ] {
            let (source, id) = source(one);
            assert_eq!(via(source, id).unwrap(), one);
        }
    }

    #[test]
    fn sets_of_services_read_back_sorted() {
        let set: Services = [3, 1, 2]
            .map(|id| ServiceId(Uuid::from_u128(id)))
            .into_iter()
            .collect();
        let bytes = services(&set);
        assert_eq!(bytes.len(), 48);
        assert_eq!(services_from(&bytes).unwrap(), set);
        assert!(services_from(&bytes[1..]).is_err());
    }
}
