//! The pages that one goes to from anywhere: by the palette, and by the keyboard.

use crate::{
    paths,
    words::{guests, licenses, users},
};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Who can hold licenses.
    ActiveUsers,
    /// Who was invited from outside.
    GuestUsers,
    /// The products owned.
    Licenses,
}

impl Place {
    /// All, as the navigation has them.
    pub(crate) const ALL: &[Self] = &[Self::ActiveUsers, Self::GuestUsers, Self::Licenses];

    /// Where it is.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::ActiveUsers => paths::users::USERS,
            Self::GuestUsers => paths::guests::GUESTS,
            Self::Licenses => paths::LICENSES,
        }
    }

    /// What it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::ActiveUsers => users::TITLE,
            Self::GuestUsers => guests::TITLE,
            Self::Licenses => licenses::TITLE,
        }
    }

    /// The letter that goes there, after `g`.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::ActiveUsers => 'u',
            Self::GuestUsers => 'g',
            Self::Licenses => 'l',
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
