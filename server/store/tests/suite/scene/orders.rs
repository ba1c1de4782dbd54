//! To give orders in a scene, and to see what they did.

use super::Scene;
use domain::{
    Action, Facts, Holder, Order, ProductId, Range, Receipt, Refusal, Role, Seats, Services, UserId,
};
use store::{Asker, Error, Terms};

impl Scene {
    pub async fn product(&self, part: &str) -> ProductId {
        self.store.find_product(&self.asker, part).await.unwrap()
    }

    pub async fn services(&self, product: ProductId, codes: &[&str]) -> Services {
        let codes: Vec<_> = codes.iter().map(|code| (*code).to_owned()).collect();
        self.store
            .find_services(&self.asker, product, &codes)
            .await
            .unwrap()
    }

    /// Users of the demo by the first part of their username.
    pub async fn users(&self, names: &[&str]) -> Vec<UserId> {
        let names: Vec<_> = names
            .iter()
            .map(|name| format!("{name}@northlight.example"))
            .collect();
        let resolved = self
            .store
            .resolve_users(&self.asker, &names, None)
            .await
            .unwrap();
        assert_eq!(resolved.unknown, Vec::<String>::new());
        resolved.found.iter().map(|user| user.id).collect()
    }

    pub async fn order(&self, order: &Order) -> Result<Receipt, Error> {
        self.store
            .carry_out(&self.asker, order, Terms::default())
            .await
    }

    pub async fn refusal(&self, order: &Order) -> Refusal {
        let before = self.state(order).await;
        let refused = self.order(order).await;
        assert_eq!(
            self.state(order).await,
            before,
            "a refused order changes nothing"
        );
        match refused {
            Err(Error::Refused(refusal)) => *refusal,
            other => panic!("{other:?}"),
        }
    }

    pub async fn reasons(&self, order: &Order) -> Vec<&'static str> {
        self.refusal(order)
            .await
            .problems
            .iter()
            .map(|problem| problem.cause.code())
            .collect()
    }

    /// Why it would be refused; nothing, if it would be done.
    pub async fn reasons_or_none(&self, order: &Order) -> Vec<&'static str> {
        match self.store.preview(&self.asker, order).await.unwrap() {
            domain::Preview::Accepted(_) => Vec::new(),
            domain::Preview::Refused(refusal) => {
                let problems = refusal.problems.iter();
                problems.map(|problem| problem.cause.code()).collect()
            }
        }
    }

    pub async fn state(&self, order: &Order) -> (Facts, u64) {
        let facts = self.store.facts(&self.asker, &order.needs()).await.unwrap();
        (facts, self.store.verify(&self.asker).await.unwrap().entries)
    }

    pub async fn seats(&self, product: ProductId) -> Seats {
        self.store
            .product_page(&self.asker, product)
            .await
            .unwrap()
            .row
            .seats
    }

    pub async fn holder(&self, product: ProductId, user: UserId) -> Option<Holder> {
        self.store.holder(&self.asker, product, user).await.ok()
    }

    pub async fn assert_sound(&self) {
        let found = self.store.verify(&self.asker).await.unwrap();
        assert_eq!(found.wrong, Vec::<String>::new());
    }

    /// What Home tells of the last changes, the newest first: each line, and the only user whom it is about.
    pub async fn told(&self) -> Vec<(String, Option<UserId>)> {
        let home = self.store.home(&self.asker, None, Range::Month).await;
        let recent = home.unwrap().recent.into_iter();
        let told = recent.map(|one| (one.line.to_string(), one.user.map(|user| user.id)));
        told.collect()
    }

    /// Does this to the users. Answers the receipt's line.
    pub async fn act(&self, action: Action, users: &[UserId]) -> String {
        let order = Order::new(action, users.iter().copied());
        self.order(&order).await.unwrap().line.to_string()
    }

    /// The user whose username begins so, with these roles.
    pub async fn as_user(&self, name: &str, roles: &[Role]) -> Asker {
        Asker {
            user: Some(self.users(&[name]).await[0]),
            ..self.asker_with(roles)
        }
    }
}
