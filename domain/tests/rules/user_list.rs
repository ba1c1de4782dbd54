//! What is asked of the list of users.

use domain::*;

#[test]
fn all_who_match_are_counted_as_far_as_an_order_can_be_for_them() {
    assert_eq!(Matches::counted(0), Matches::Exactly(0));
    assert_eq!(Matches::counted(MOST_USERS), Matches::Exactly(MOST_USERS));
    let more = Matches::counted(MOST_USERS + 1);
    assert_eq!(more, Matches::MoreThan(MOST_USERS));
}

#[test]
fn every_role_has_a_filter_of_its_own_and_one_filter_finds_all() {
    for role in Role::ALL {
        let filters = UserFilter::ALL.iter();
        let found = filters.filter(|filter| filter.roles() == [role]);
        assert_eq!(found.count(), 1, "{role:?}");
    }
    assert_eq!(UserFilter::Admins.roles(), Role::ALL);
    assert!(UserFilter::All.roles().is_empty());
}

#[test]
fn the_words_of_filters_in_addresses_read_back() {
    for filter in UserFilter::ALL {
        assert_eq!(UserFilter::from_code(filter.code()), Some(*filter));
    }
}
