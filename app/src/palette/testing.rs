//! What the palette's tests share.

use crate::session::Me;
use domain::{Actor, Cloud, OrganizationId, Role, UserId};

/// Somebody with this role.
pub(super) fn me(role: Role) -> Me {
    let user = "00000000-0000-0000-0000-000000000001".parse::<UserId>();
    Me {
        user: user.unwrap(),
        actor: Actor {
            name: "Ida Marsh".into(),
            roles: vec![role],
        },
        organization_id: OrganizationId(1),
        organization: "Northlight Labs".into(),
        home: None,
        is_partner: false,
        cloud: Cloud::default(),
    }
}
