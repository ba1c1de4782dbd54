//! How long a fix lasts: until what it edits is chosen anew, or those for whom it was made leave the order.

use crate::{Action, Edit, Fix, Location, Named, Order, ProductId, Services, Switch, UserId};
use std::collections::HashMap;

/// What an action says about that which an edit is about.
#[derive(Debug, PartialEq)]
enum Said {
    /// The usage location.
    Place(Location),
    /// The product comes, with these of the edit's services off.
    Comes(Services),
    /// The product goes.
    Goes,
    /// Its services are switched: these of the edit's on, these off, or exactly these off.
    Switched(Option<Services>, Services),
}

impl Order {
    /// Of `users`, for whom `fix` was applied when `before` was asked, those for whom it stands now that this is asked: who
    /// was in the order still is, and nothing that the fix edits was chosen anew. `None` if it stands for nobody; a fix of
    /// the whole order is for no users, and stands as long as it is needed as it is.
    #[must_use]
    pub fn still_fixed(&self, before: &Self, fix: &Fix, users: &[UserId]) -> Option<Vec<UserId>> {
        if self.steps.is_empty() {
            return None;
        }
        if fix.whole_order() {
            return fix
                .edits
                .iter()
                .all(|edit| !edit.is_in_vain(before, self))
                .then(|| users.to_vec());
        }
        let (then, now) = (before.asked_for(users), self.asked_for(users));
        let said = |asked: &HashMap<UserId, Vec<&Action>>, user: UserId| {
            let actions = asked.get(&user)?;
            let about = |edit| actions.iter().filter_map(move |action| said(action, edit));
            Some(fix.edits.iter().flat_map(about).collect::<Vec<_>>())
        };
        let still = users.iter().copied();
        let still: Vec<UserId> = still
            .filter(|user| said(&then, *user) == said(&now, *user))
            .collect();
        (!still.is_empty()).then_some(still)
    }

    /// What is done with subscriptions of a product.
    fn deeds(&self, of: ProductId) -> Vec<&Action> {
        let actions = self.steps.iter().map(|step| &step.action);
        let about =
            |action: &&Action| matches!(action, Action::Manage { product, .. } if *product == of);
        actions.filter(about).collect()
    }

    /// What is asked for each of these, in its sequence; who isn't in the order isn't among them.
    fn asked_for(&self, users: &[UserId]) -> HashMap<UserId, Vec<&Action>> {
        let mut asked: HashMap<UserId, Option<Vec<&Action>>> =
            users.iter().map(|user| (*user, None)).collect();
        for step in &self.steps {
            for user in &step.users {
                if let Some(actions) = asked.get_mut(user) {
                    actions.get_or_insert_default().push(&step.action);
                }
            }
        }
        asked
            .into_iter()
            .filter_map(|(user, actions)| Some((user, actions?)))
            .collect()
    }
}

impl Edit {
    /// Does it do more than is needed now: fewer users are to get something, or something else is done with the product?
    fn is_in_vain(&self, before: &Order, now: &Order) -> bool {
        let fewer = || now.needs().users.len() < before.needs().users.len();
        let gone = |product: ProductId| {
            let asked = |order: &Order| order.products().contains(&product);
            asked(before) && !asked(now)
        };
        match self {
            Self::BuySeats(product, _) => {
                let (then, now) = (before.deeds(product.id), now.deeds(product.id));
                fewer() || gone(product.id) || then != now
            }
            Self::Manage(product, ..) => fewer() || gone(product.id),
            // They may find a seat now.
            Self::LeaveOutNamed(users) => {
                let named = now.needs().users;
                let stays = |user: &Named<UserId>| named.binary_search(&user.id).is_ok();
                fewer() || before.products() != now.products() || !users.iter().all(stays)
            }
            _ => false,
        }
    }
}

fn said(action: &Action, edit: &Edit) -> Option<Said> {
    let (product, services) = match edit {
        Edit::SetLocation(_) => {
            return match action {
                Action::SetLocation(place) => Some(Said::Place(*place)),
                _ => None,
            };
        }
        Edit::TurnOff(product, services) | Edit::TurnOn(product, services) => (
            product.id,
            services.iter().map(|service| service.id).collect(),
        ),
        Edit::Skip(product) | Edit::Drop(product) => (product.id, Services::none()),
        Edit::LeaveOut
        | Edit::LeaveOutNamed(_)
        | Edit::BuySeats(..)
        | Edit::EveryoneWhoCan
        | Edit::Manage(..) => {
            return None;
        }
    };
    about(action, product, &services)
}

/// What `action` says about a product and some of its services.
fn about(action: &Action, product: ProductId, services: &Services) -> Option<Said> {
    match action {
        Action::Assign(choices) | Action::Replace { to: choices, .. }
            if choices.iter().any(|choice| choice.product == product) =>
        {
            let choice = choices.iter().rfind(|choice| choice.product == product)?;
            Some(Said::Comes(choice.off.common(services)))
        }
        Action::Unassign(products)
        | Action::Replace {
            from: Some(products),
            ..
        } => products.contains(&product).then_some(Said::Goes),
        Action::Replace { from: None, .. } => Some(Said::Goes),
        Action::SetServices {
            product: other,
            switch,
        } if *other == product => Some(match switch {
            Switch::Exactly(off) => Said::Switched(None, off.common(services)),
            Switch::Only { on, off } => {
                Said::Switched(Some(on.common(services)), off.common(services))
            }
        }),
        _ => None,
    }
}
