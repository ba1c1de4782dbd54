//! Orders, carried out end to end: what they write.

use crate::scene::{NOW, Scene};
use domain::{Action, Choice, Location, Order, Policy, Seats, Services, Step, Switch, UserId, Via};

#[tokio::test]
async fn assigning_takes_a_seat_and_notes_when_and_by_whom() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let off = scene.services(e1, &["YAMMER_ENTERPRISE", "SWAY"]).await;
    let users = scene.users(&["bao", "eitan"]).await;
    let receipt = scene
        .order(&Order::assign(e1, off.clone(), users.clone()))
        .await
        .unwrap();
    assert_eq!((receipt.at, receipt.changed_users), (NOW, 2));
    assert_eq!(
        receipt.line,
        "2 users get Office 365 E1; 2 of 13 seats left."
    );
    assert_eq!(
        scene.seats(e1).await,
        Seats {
            assignable: 13,
            assigned: 11
        }
    );
    let holder = scene.holder(e1, users[0]).await.unwrap();
    let [source] = &holder.sources[..] else {
        panic!("{holder:?}")
    };
    assert_eq!((source.via, source.since), (Via::Direct, NOW));
    assert_eq!(&*source.by, "Operator (command line)");
    assert_eq!(
        source.off,
        scene.services(e1, &["YAMMER_ENTERPRISE"]).await,
        "Sway has no switch"
    );
    scene.assert_sound().await;
}

#[tokio::test]
async fn who_has_the_product_keeps_it_and_gets_the_new_choice_of_services() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene.users(&["greta", "svenja", "bao"]).await;
    scene
        .order(&Order::assign(e1, Services::none(), users.clone()))
        .await
        .unwrap();
    assert_eq!(scene.seats(e1).await.assigned, 10, "one of three is new");
    for user in users {
        assert!(
            scene.holder(e1, user).await.unwrap().sources[0]
                .off
                .is_empty()
        );
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn who_inherits_the_product_gets_it_directly_too_on_the_same_seat() {
    let scene = Scene::demo().await;
    let e3 = scene.product("SPE_E3").await;
    let users = scene.users(&["anneliese"]).await;
    let before = scene.seats(e3).await;
    scene
        .order(&Order::assign(e3, Services::none(), users.clone()))
        .await
        .unwrap();
    assert_eq!(scene.seats(e3).await, before);
    assert_eq!(scene.holder(e3, users[0]).await.unwrap().sources.len(), 2);
    scene
        .order(&Order::unassign(e3, users.clone()))
        .await
        .unwrap();
    assert_eq!(scene.seats(e3).await, before);
    assert_eq!(scene.holder(e3, users[0]).await.unwrap().sources.len(), 1);
    scene.assert_sound().await;
}

#[tokio::test]
async fn unassigning_frees_the_seat() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene.users(&["goran", "jukka", "siddharth"]).await;
    let receipt = scene
        .order(&Order::unassign(e1, users.clone()))
        .await
        .unwrap();
    assert_eq!(receipt.changed_users, 3);
    assert_eq!(scene.seats(e1).await.assigned, 6);
    assert!(scene.holder(e1, users[1]).await.is_none());
    scene.assert_sound().await;
}

#[tokio::test]
async fn switching_services_of_many_leaves_the_others_as_they_are() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene.users(&["greta", "jukka", "siddharth"]).await;
    let (yammer, bookings) = (
        scene.services(e1, &["YAMMER_ENTERPRISE"]).await,
        scene.services(e1, &["MICROSOFTBOOKINGS"]).await,
    );
    let switch = Switch::Only {
        on: bookings.clone(),
        off: yammer.clone(),
    };
    let receipt = scene
        .order(&Order::set_services(e1, switch, users.clone()))
        .await
        .unwrap();
    assert_eq!(
        receipt.changed_users, 2,
        "siddharth had Yammer off and Bookings on"
    );
    let kaizala = scene.services(e1, &["KAIZALA_O365_P2"]).await;
    let expected = [yammer.clone(), kaizala.with(&yammer), yammer];
    for (user, off) in users.iter().zip(expected) {
        assert_eq!(scene.holder(e1, *user).await.unwrap().sources[0].off, off);
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_location_is_set_and_with_it_a_license_in_one_order() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene.users(&["juma", "kavya"]).await;
    assert_eq!(
        scene
            .reasons(&Order::assign(e1, Services::none(), users.clone()))
            .await,
        ["no-location"]
    );
    let mut order = Order::new(
        Action::SetLocation(Location::new("KE").unwrap()),
        users.clone(),
    );
    order
        .steps
        .extend(Order::assign(e1, Services::none(), users.clone()).steps);
    scene.order(&order).await.unwrap();
    let facts = scene
        .store
        .facts(&scene.asker, &order.needs())
        .await
        .unwrap();
    for user in users {
        assert_eq!(facts.people[&user].location, Location::new("KE"));
        assert!(facts.people[&user].holds(e1));
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn seats_are_bought_on_the_subscription_that_can_grow_else_on_a_new_one() {
    let scene = Scene::demo().await;
    for (part, new) in [
        ("STANDARDPACK", 0),
        ("ENTERPRISEPACK", 1),
        ("MCOMEETADV", 1),
    ] {
        let product = scene.product(part).await;
        let before = scene
            .store
            .product_page(&scene.asker, product)
            .await
            .unwrap();
        scene.order(&Order::buy_seats(product, 25)).await.unwrap();
        let after = scene
            .store
            .product_page(&scene.asker, product)
            .await
            .unwrap();
        assert_eq!(after.row.seats.assignable, before.row.seats.assignable + 25);
        assert_eq!(
            after.subscriptions.len(),
            before.subscriptions.len() + new,
            "{part}"
        );
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_product_that_was_never_owned_can_be_bought_and_assigned_in_one_order() {
    let scene = Scene::empty().await;
    let catalog = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,\
                   Service_Plans_Included_Friendly_Names\n\
                   Whiteboard,WB,00000000-0000-4000-8000-000000000001,WB1,\
                   00000000-0000-4000-8000-000000000002,Whiteboard (Plan 1)\n";
    scene
        .store
        .import_catalog(&scene.asker, catalog.as_bytes())
        .await
        .unwrap();
    let people = "User Name,Display Name,Usage Location\nkim@northlight.example,Kim,DE\n";
    scene
        .store
        .import_users(&scene.asker, people.as_bytes())
        .await
        .unwrap();
    let (product, users) = (scene.product("WB").await, scene.users(&["kim"]).await);
    let assign = Order::assign(product, Services::none(), users);
    assert!(scene.reasons(&assign).await.contains(&"not-owned"));
    scene.order(&Order::buy_seats(product, 2)).await.unwrap();
    scene.order(&assign).await.unwrap();
    assert_eq!(
        scene.seats(product).await,
        Seats {
            assignable: 2,
            assigned: 1
        }
    );
    scene.assert_sound().await;
}

#[tokio::test]
async fn one_order_does_many_things_for_many_users() {
    let scene = Scene::demo().await;
    let (e1, visio, power) = (
        scene.product("STANDARDPACK").await,
        scene.product("VISIOCLIENT").await,
        scene.product("POWER_BI_PRO").await,
    );
    let (new, old) = (
        scene.users(&["bao", "eitan", "huda"]).await,
        scene.users(&["goran", "maja"]).await,
    );
    let choice = |product| Choice {
        product,
        off: Services::none(),
    };
    let step = |action, users: &[UserId]| Step {
        action,
        users: users.to_vec(),
    };
    let order = Order {
        steps: vec![
            step(
                Action::BuySeats {
                    product: visio,
                    seats: 5,
                },
                &[],
            ),
            step(Action::Unassign(vec![e1]), &old),
            step(Action::Assign(vec![choice(visio), choice(power)]), &new),
            step(Action::Assign(vec![choice(e1)]), &new),
            step(Action::SetLocation(Location::new("AT").unwrap()), &old),
        ],
        policy: Policy::AllOrNothing,
    };
    let before = scene.seats(visio).await;
    let receipt = scene.order(&order).await.unwrap();
    assert_eq!(receipt.changed_users, 5);
    assert_eq!(scene.seats(e1).await.assigned, 9 - 2 + 3);
    assert_eq!(scene.seats(visio).await.assignable, before.assignable + 5);
    let facts = scene
        .store
        .facts(&scene.asker, &order.needs())
        .await
        .unwrap();
    for user in &new {
        assert!(
            [e1, visio, power]
                .iter()
                .all(|product| facts.people[user].holds(*product))
        );
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn the_clock_is_read_when_the_order_is_carried_out() {
    let (scene, product, users) = Scene::crowd(1, 1).await;
    scene
        .now
        .store(NOW + 60, std::sync::atomic::Ordering::Relaxed);
    let receipt = scene
        .order(&Order::assign(product, Services::none(), users))
        .await
        .unwrap();
    assert_eq!(receipt.at, NOW + 60);
}
