//! The pages that one goes to from anywhere: by the palette, and by the keyboard.

use crate::{
    paths,
    words::{Text, cloud, guests, home, licenses, people, settings, users},
};
use domain::Cloud;

/// The parts of the settings, and where each is.
pub(crate) const SETTINGS: [(Text, &str); 7] = [
    (settings::APPEARANCE, paths::settings::SETTINGS),
    (settings::RULES, paths::settings::RULES),
    (settings::THRESHOLDS, paths::settings::THRESHOLDS),
    (settings::ADMINS, paths::settings::ADMINS),
    (settings::PARTNERS, paths::settings::PARTNERS),
    (settings::SESSIONS, paths::settings::SESSIONS),
    (settings::ORGANIZATION, paths::settings::ORGANIZATION),
];

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// How things stand.
    Home,
    /// Who can hold licenses.
    ActiveUsers,
    /// Who was invited from outside.
    GuestUsers,
    /// Who can be restored.
    DeletedUsers,
    /// The products owned.
    Licenses,
    /// The subscriptions behind them.
    YourProducts,
    /// How Usher works for the organization.
    Settings,
}

impl Place {
    /// All, as the navigation has them.
    pub(crate) const ALL: &[Self] = &[
        Self::Home,
        Self::ActiveUsers,
        Self::GuestUsers,
        Self::DeletedUsers,
        Self::Licenses,
        Self::YourProducts,
        Self::Settings,
    ];

    /// Where it is.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Home => paths::home::HOME,
            Self::ActiveUsers => paths::users::USERS,
            Self::GuestUsers => paths::guests::GUESTS,
            Self::DeletedUsers => paths::users::DELETED,
            Self::Licenses => paths::LICENSES,
            Self::YourProducts => paths::products::PRODUCTS,
            Self::Settings => paths::settings::SETTINGS,
        }
    }

    /// What it is called where the organization is.
    pub(crate) fn title(self, cloud: Cloud) -> Text {
        match self {
            Self::Home => home::TITLE,
            Self::ActiveUsers => users::TITLE,
            Self::GuestUsers => guests::TITLE,
            Self::DeletedUsers => people::DELETED,
            Self::Licenses => licenses::TITLE,
            Self::YourProducts => cloud::your_products(cloud),
            Self::Settings => settings::TITLE,
        }
    }

    /// The letter that goes there, after `g`.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Home => 'h',
            Self::ActiveUsers => 'u',
            Self::GuestUsers => 'g',
            Self::DeletedUsers => 'd',
            Self::Licenses => 'l',
            Self::YourProducts => 'p',
            Self::Settings => 's',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_places_have_the_same_letter() {
        let letters: BTreeSet<_> = Place::ALL.iter().map(|place| place.letter()).collect();
        assert_eq!(letters.len(), Place::ALL.len());
    }
}
