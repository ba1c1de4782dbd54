//! The rule for restoring users. They are members of their groups again, and get what these assign if seats are left; what
//! was assigned directly comes back only by steps of the same order, so that whoever restores sees and chooses it.

use crate::{
    Cause, Deleted, Inheritance, ProductId, Subscription, Via, draft::Draft, standing::State,
};

/// Restores a deleted user.
pub(crate) fn edit(draft: &mut Draft<'_>) {
    let Some(standing) = &mut draft.standing else {
        return;
    };
    let deleted = standing.account.and_then(|known| known.deleted.as_deref());
    let Some(deleted) = deleted else {
        draft.causes.push(Cause::NotDeleted);
        return;
    };
    standing.after.state = State::Active;
    self_service(draft, deleted);
    for group in &deleted.inherits {
        inherit(draft, group);
    }
}

/// What the user bought for themselves, if it still exists.
fn self_service(draft: &mut Draft<'_>, deleted: &Deleted) {
    for license in &deleted.person.licenses {
        let Via::SelfService(purchase) = license.via else {
            continue;
        };
        let is_it = |one: &Subscription| one.id == purchase && one.exists();
        let product = draft.product(license.product);
        if product.is_some_and(|product| product.subscriptions.iter().any(is_it)) {
            let key = (license.product, license.via);
            draft.held.insert(key, license.off.clone());
        }
    }
}

/// A group gives all that it assigns, or nothing.
fn inherit(draft: &mut Draft<'_>, group: &Inheritance) {
    let seated = |draft: &Draft<'_>, id: ProductId| {
        let mut held = draft.held.keys();
        held.any(|(product, via)| *product == id && via.uses_seat())
    };
    let wanting: Vec<ProductId> = group
        .licenses
        .iter()
        .map(|(product, _)| *product)
        .filter(|id| {
            let known = draft.product(*id);
            let left = known.map_or(0, |known| known.seats.available());
            !seated(draft, *id) && left == 0
        })
        .collect();
    if !wanting.is_empty() {
        draft.without_seat.extend(wanting);
        return;
    }
    for (product, off) in &group.licenses {
        let key = (*product, Via::Group(group.group));
        draft.held.insert(key, off.clone());
    }
}
