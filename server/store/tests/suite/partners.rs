//! Partners: whose admins act in a customer's organization, as which roles, and until when.

use crate::scene::Scene;
use domain::{
    Action, Actor, Customer, Hold, Location, Order, OrganizationId, Profile, ProfileField, Role,
    SavedView, Setting, UserId, UserKind,
};
use store::{Asker, Error, SignedIn, Terms};
use uuid::Uuid;

/// An organization with seats, and its partner Southlight, of whom Ada is signed in.
struct Both {
    scene: Scene,
    partner: OrganizationId,
    ada: UserId,
}

const SECRET: [u8; 32] = [7; 32];

impl Both {
    async fn new(roles: &[Role]) -> Self {
        let (scene, ..) = Scene::crowd(3, 3).await;
        let store = &scene.store;
        let partner = store.create_organization("Southlight", "south.example", None);
        let partner = partner.await.unwrap();
        let there = Asker::operator(partner);
        let ada = UserId(Uuid::from_u128(0xada));
        let profile = [
            (ProfileField::Username, "ada@south.example"),
            (ProfileField::Name, "Ada Lund"),
        ];
        let add = Action::AddUser {
            profile: Profile::of(profile),
            kind: UserKind::Member,
        };
        let mut order = Order::new(add, [ada]);
        order
            .steps
            .extend(Order::set_roles(roles.to_vec(), [ada]).steps);
        store
            .carry_out(&there, &order, Terms::default())
            .await
            .unwrap();
        store
            .begin_session(partner, ada, SECRET, "a test")
            .await
            .unwrap();
        Self {
            scene,
            partner,
            ada,
        }
    }

    async fn grant(&self, roles: &[Role]) {
        self.scene
            .store
            .introduce(self.scene.organization(), self.partner)
            .await
            .unwrap();
        let order = Order::configure(Setting::Partner(
            self.partner,
            roles.iter().copied().collect(),
        ));
        let done = self
            .scene
            .store
            .carry_out(&self.scene.asker, &order, Terms::default());
        done.await.unwrap();
    }

    async fn enter(&self) -> Result<SignedIn, Error> {
        self.scene
            .store
            .act_in(SECRET, self.scene.organization())
            .await?;
        Ok(self.session().await)
    }

    async fn session(&self) -> SignedIn {
        self.scene.store.session(SECRET).await.unwrap().unwrap()
    }

    /// Where Ada may act.
    async fn places(&self) -> Vec<Customer> {
        let home = self.session().await.home;
        let asker = self.asker().await;
        let places = self.scene.store.customers(&asker, &home).await;
        places.unwrap()
    }

    /// Ada, where she acts now.
    async fn asker(&self) -> Asker {
        let now = self.session().await;
        Asker {
            organization: now.organization,
            actor: Actor {
                name: now.name,
                roles: now.roles,
            },
            user: Some(now.user),
            origin: "web",
        }
    }
}

#[tokio::test]
async fn an_admin_of_a_partner_acts_at_the_customers_with_the_roles_that_both_give() {
    let both = Both::new(&[Role::User, Role::Billing]).await;
    both.grant(&[Role::License, Role::User]).await;
    let home = both.session().await;
    assert!(home.home.is_partner);
    assert_eq!((home.organization, &*home.name), (both.partner, "Ada Lund"));
    let places = both.places().await;
    assert_eq!(places.len(), 2);
    assert_eq!(
        (places[1].id, &*places[1].roles),
        (both.scene.organization(), &[Role::User][..])
    );

    let there = both.enter().await.unwrap();
    assert_eq!(there.organization, both.scene.organization());
    assert_eq!(
        (&*there.name, &*there.roles),
        ("Ada Lund (Southlight)", &[Role::User][..])
    );
    assert_eq!(
        (there.home.organization, &*there.home.roles),
        (both.partner, &[Role::User, Role::Billing][..])
    );
    let asker = both.asker().await;
    let users = both.scene.store.users(&asker, "", None).await.unwrap();
    assert!(users.rows.iter().all(|user| user.id != both.ada));
    assert!(
        both.scene
            .store
            .session_goes_on(SECRET, there.organization)
            .await
            .unwrap()
    );
    assert!(
        !both
            .scene
            .store
            .session_goes_on(SECRET, both.partner)
            .await
            .unwrap()
    );

    let location = Action::SetLocation(Location::new("SE").unwrap());
    let order = Order::new(location, [users.rows[0].id]);
    both.scene
        .store
        .carry_out(&asker, &order, Terms::default())
        .await
        .unwrap();
    let last = both
        .scene
        .store
        .last_entry(asker.organization)
        .await
        .unwrap();
    let news = both
        .scene
        .store
        .news(asker.organization, last - 1, 1)
        .await
        .unwrap();
    assert_eq!(&*news[0].change.actor, "Ada Lund (Southlight)");

    both.scene.store.act_in(SECRET, both.partner).await.unwrap();
    assert_eq!(both.session().await.organization, both.partner);
}

#[tokio::test]
async fn whoever_has_none_of_the_roles_that_are_given_has_nowhere_to_switch_to() {
    let both = Both::new(&[Role::License]).await;
    both.grant(&[Role::Reader, Role::Billing]).await;
    assert!(!both.session().await.home.is_partner);
    assert_eq!(both.places().await.len(), 1);
    both.grant(&[Role::Reader, Role::License]).await;
    assert!(both.session().await.home.is_partner);
    assert_eq!(both.places().await.len(), 2);
}

#[tokio::test]
async fn whose_access_is_taken_away_is_at_home_at_once() {
    let both = Both::new(&[Role::Global]).await;
    both.grant(&[Role::Reader]).await;
    both.enter().await.unwrap();
    both.grant(&[]).await;
    let home = both.session().await;
    assert_eq!(
        (home.organization, &*home.roles),
        (both.partner, &[Role::Global][..])
    );
    assert!(!home.home.is_partner);
    assert!(matches!(both.enter().await, Err(Error::Missing(_))));
    // Undone is given again.
    both.grant(&[Role::Reader]).await;
    assert_eq!(both.session().await.organization, both.scene.organization());
}

#[tokio::test]
async fn nobody_acts_where_they_were_given_nothing() {
    let both = Both::new(&[Role::License]).await;
    let there = both.scene.organization();
    for _ in 0..2 {
        assert!(matches!(both.enter().await, Err(Error::Missing(_))));
        assert_eq!(both.places().await.len(), 1);
        // Introduced, with no role yet.
        both.scene
            .store
            .introduce(there, both.partner)
            .await
            .unwrap();
    }
    // A role that Ada doesn't have at home.
    both.grant(&[Role::Global, Role::Billing]).await;
    assert!(matches!(both.enter().await, Err(Error::Missing(_))));
    let unknown = both.scene.store.act_in([9; 32], there).await;
    assert!(matches!(unknown, Err(Error::Missing(_))));
    let itself = both.scene.store.introduce(there, there).await;
    assert!(matches!(itself, Err(Error::Input(_))));
    let nowhere = both.scene.store.introduce(there, OrganizationId(99)).await;
    assert!(matches!(nowhere, Err(Error::Missing(_))));
}

#[tokio::test]
async fn an_admin_of_a_partner_has_views_and_holds_there() {
    let both = Both::new(&[Role::Global]).await;
    both.grant(&[Role::License]).await;
    both.enter().await.unwrap();
    let asker = both.asker().await;
    let view = SavedView {
        name: "Mine".into(),
        query: domain::UserQuery::default(),
        columns: Vec::new(),
    };
    both.scene.store.save_view(&asker, &view).await.unwrap();
    let list = both.scene.store.user_list(&asker, &view.query).await;
    assert_eq!(list.unwrap().views.len(), 1);
    let product = both.scene.store.products(&asker).await.unwrap()[0].id;
    both.scene
        .store
        .hold(&asker, Uuid::from_u128(1), product, 2)
        .await
        .unwrap();
    let holds: Vec<Hold> = both.scene.store.holds(asker.organization).await.unwrap();
    assert_eq!(
        (&*holds[0].admin.name, holds[0].seats),
        ("Ada Lund (Southlight)", 2)
    );
    assert!(
        both.scene
            .store
            .holds(both.partner)
            .await
            .unwrap()
            .is_empty()
    );
}
