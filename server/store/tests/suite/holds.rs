//! Holds: seats that an open pane needs are kept from others, for a moment.

use crate::scene::Scene;
use domain::{
    Action, HOLD, Hold, Location, Order, PRESENCE, Preview, ProductId, Role, Services, UserId,
};
use std::sync::atomic::Ordering;
use store::{Asker, Error, Terms};
use uuid::Uuid;

/// Three users, two of them admins, and three seats.
struct Panes {
    scene: Scene,
    product: ProductId,
    users: Vec<UserId>,
    ann: Asker,
    bob: Asker,
}

impl Panes {
    async fn new() -> Self {
        let (scene, product, users) = Scene::crowd(5, 3).await;
        let admin = |user: UserId| Asker {
            user: Some(user),
            ..scene.asker_with(&[Role::License])
        };
        let (ann, bob) = (admin(users[0]), admin(users[1]));
        Self {
            scene,
            product,
            users,
            ann,
            bob,
        }
    }

    async fn hold(&self, who: &Asker, pane: u128, wanted: u32) {
        let id = Uuid::from_u128(pane);
        let held = self.scene.store.hold(who, id, self.product, wanted);
        held.await.unwrap();
    }

    /// Can so many users get a seat?
    async fn can(&self, who: &Asker, users: usize) -> bool {
        let order = Order::assign(self.product, Services::none(), self.users[..users].to_vec());
        let preview = self.scene.store.preview(who, &order).await.unwrap();
        matches!(preview, Preview::Accepted(_))
    }

    /// How many seats each pane holds, by name.
    async fn held(&self) -> Vec<u32> {
        let holds = self.scene.store.holds(self.scene.organization()).await;
        holds.unwrap().iter().map(|hold| hold.seats).collect()
    }

    fn wait(&self, seconds: i64) {
        self.scene.now.fetch_add(seconds, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn what_one_holds_nobody_else_takes() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    assert!(panes.can(&panes.ann, 3).await, "one's own doesn't count");
    assert!(panes.can(&panes.bob, 1).await);
    assert!(!panes.can(&panes.bob, 2).await);
    assert!(panes.can(&panes.scene.asker, 3).await, "a script goes on");
    let order = Order::assign(panes.product, Services::none(), panes.users[..2].to_vec());
    let store = &panes.scene.store;
    let refused = store.carry_out(&panes.bob, &order, Terms::default()).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    store
        .carry_out(&panes.ann, &order, Terms::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_hold_is_told_to_everybody_and_is_no_license() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    let holds = panes.scene.store.holds(panes.scene.organization()).await;
    let [
        Hold {
            pane,
            product,
            admin,
            seats: 2,
            until,
        },
    ] = &holds.unwrap()[..]
    else {
        panic!("one hold");
    };
    assert_eq!(*pane, Uuid::from_u128(1));
    assert_eq!((*product, admin.id), (panes.product, panes.users[0]));
    assert_eq!(*until, panes.scene.store.now() + HOLD);
    let rows = panes.scene.store.products(&panes.ann).await.unwrap();
    assert_eq!((rows[0].seats.assignable, rows[0].seats.assigned), (3, 0));
}

#[tokio::test]
async fn who_comes_second_holds_what_is_left() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    panes.hold(&panes.bob, 2, 2).await;
    assert_eq!(panes.held().await, [2, 1]);
    // More than there is for her can't be held, and what she has isn't lost.
    panes.hold(&panes.ann, 1, 3).await;
    assert_eq!(panes.held().await, [2, 1]);
    assert!(panes.can(&panes.ann, 2).await && panes.can(&panes.bob, 1).await);
}

#[tokio::test]
async fn where_a_script_takes_what_is_held_who_asked_first_keeps_theirs() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    panes.wait(1);
    panes.hold(&panes.bob, 2, 1).await;
    let (product, store) = (panes.product, &panes.scene.store);
    let assign = |users: &[UserId]| Order::assign(product, Services::none(), users.to_vec());
    let last = assign(&panes.users[4..]);
    panes.scene.order(&last).await.unwrap();
    assert_eq!(panes.held().await, [2, 0]);
    assert!(panes.can(&panes.ann, 2).await && !panes.can(&panes.bob, 1).await);
    let one_more = Order::buy_seats(product, 1);
    panes.scene.order(&one_more).await.unwrap();
    assert_eq!(panes.held().await, [2, 1], "what was given is there again");
    let another = assign(&panes.users[3..4]);
    panes.scene.order(&another).await.unwrap();
    // What each pane says is held for it, it can take.
    let two = assign(&panes.users[..2]);
    let given = store.carry_out(&panes.ann, &two, Terms::default());
    given.await.unwrap();
    assert_eq!(panes.held().await, [0]);
    panes.scene.assert_sound().await;
}

#[tokio::test]
async fn a_pane_that_says_again_what_it_needs_holds_what_has_become_free() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 3).await;
    panes.hold(&panes.bob, 2, 2).await;
    assert_eq!(panes.held().await, [3, 0]);
    let store = &panes.scene.store;
    store.release(&panes.ann, Uuid::from_u128(1)).await.unwrap();
    assert_eq!(panes.held().await, [0]);
    panes.wait(HOLD / 4);
    panes.hold(&panes.bob, 2, 2).await;
    assert_eq!(panes.held().await, [2]);
    // Until when doesn't change by that; nor does what has lapsed come back.
    panes.wait(HOLD / 4);
    panes.hold(&panes.bob, 2, 2).await;
    panes.wait(HOLD / 2);
    panes.hold(&panes.bob, 2, 2).await;
    assert_eq!(panes.held().await, [0]);
}

#[tokio::test]
async fn two_panes_of_one_admin_hold_no_seat_twice() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    panes.hold(&panes.ann, 2, 2).await;
    assert_eq!(panes.held().await, [2, 1]);
    assert!(!panes.can(&panes.bob, 1).await);
    assert!(panes.can(&panes.ann, 3).await, "one's own doesn't count");
}

#[tokio::test]
async fn it_lapses_by_the_clock_whoever_goes_on_looking() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 3).await;
    panes.wait(HOLD / 2);
    panes.hold(&panes.ann, 1, 3).await;
    assert_eq!(panes.held().await, [3]);
    panes.wait(HOLD / 2);
    assert_eq!(panes.held().await, [0], "still there, without seats");
    assert!(panes.can(&panes.bob, 3).await);
    // What is needed changed: somebody is at it again.
    panes.hold(&panes.ann, 1, 2).await;
    assert_eq!(panes.held().await, [2]);
    panes.wait(PRESENCE);
    assert_eq!(panes.held().await, [] as [u32; 0], "not heard of any more");
}

#[tokio::test]
async fn a_pane_that_is_taken_for_closed_holds_nothing() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    panes.wait(PRESENCE - 1);
    assert!(!panes.can(&panes.bob, 2).await);
    panes.wait(1);
    assert_eq!(panes.held().await, [] as [u32; 0]);
    assert!(panes.can(&panes.bob, 2).await);
}

#[tokio::test]
async fn closing_the_pane_releases_it_and_only_its_own() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 1).await;
    panes.hold(&panes.ann, 2, 1).await;
    assert_eq!(panes.held().await, [1, 1], "one admin with two panes");
    let store = &panes.scene.store;
    store.release(&panes.bob, Uuid::from_u128(1)).await.unwrap();
    assert_eq!(panes.held().await, [1, 1]);
    // Nor does anybody take another's over.
    panes.hold(&panes.bob, 1, 1).await;
    assert_eq!(panes.held().await, [1, 1]);
    store.release(&panes.ann, Uuid::from_u128(1)).await.unwrap();
    store.release(&panes.ann, Uuid::from_u128(2)).await.unwrap();
    assert_eq!(panes.held().await, [] as [u32; 0]);
}

#[tokio::test]
async fn it_ends_with_its_admins_order_for_the_product() {
    let panes = Panes::new().await;
    panes.hold(&panes.ann, 1, 2).await;
    panes.hold(&panes.bob, 2, 1).await;
    let store = &panes.scene.store;
    let give = async |order: Order| {
        let done = store.carry_out(&panes.ann, &order, Terms::default()).await;
        done.unwrap();
    };
    // Another order of hers is not what the pane is for.
    let moved = Action::SetLocation(Location::new("AT").unwrap());
    give(Order::new(moved, panes.users[..1].to_vec())).await;
    assert_eq!(panes.held().await, [2, 1]);
    let users = panes.users[..2].to_vec();
    give(Order::assign(panes.product, Services::none(), users)).await;
    assert_eq!(panes.held().await, [1], "before the pane says so");
    assert!(panes.can(&panes.bob, 3).await);
    store.release(&panes.ann, Uuid::from_u128(1)).await.unwrap();
}

#[tokio::test]
async fn who_may_not_assign_holds_nothing_and_nobody_holds_without_end() {
    let panes = Panes::new().await;
    let reader = Asker {
        user: Some(panes.users[2]),
        ..panes.scene.asker_with(&[Role::Reader])
    };
    let store = &panes.scene.store;
    let denied = store.hold(&reader, Uuid::nil(), panes.product, 1).await;
    assert!(matches!(denied, Err(Error::NotAllowed(_))), "{denied:?}");
    let operator = &panes.scene.asker;
    let nobody = store.hold(operator, Uuid::nil(), panes.product, 1).await;
    assert!(matches!(nobody, Err(Error::Input(_))), "{nobody:?}");
    for pane in 1..=20 {
        panes.hold(&panes.ann, pane, 0).await;
    }
    let more = store.hold(&panes.ann, Uuid::from_u128(21), panes.product, 0);
    let more = more.await;
    assert!(matches!(more, Err(Error::Input(_))), "{more:?}");
}
