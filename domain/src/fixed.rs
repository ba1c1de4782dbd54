//! What fixes do to an order.

use crate::{
    Action, Deed, Edit, Fix, Named, Order, Policy, ProductId, ServiceId, Services, Step,
    SubscriptionId, Switch, UserId,
};
use std::collections::{BTreeMap, HashSet};

/// Edits what the order does for one user.
pub(crate) fn edit_actions(actions: &mut Vec<Action>, edit: &Edit) {
    match edit {
        Edit::TurnOff(product, services) => {
            switch(actions, product.id, &Services::none(), &ids(services));
        }
        Edit::TurnOn(product, services) => {
            switch(actions, product.id, &ids(services), &Services::none());
        }
        Edit::Skip(product) => skip(actions, product.id),
        Edit::Drop(product) => {
            actions.retain(|action| match action {
                Action::SetServices { product: other, .. } => *other != product.id,
                _ => true,
            });
            actions.push(Action::Unassign(vec![product.id]));
        }
        Edit::SetLocation(location) => {
            actions.retain(|action| !matches!(action, Action::SetLocation(_)));
            actions.push(Action::SetLocation(*location));
        }
        Edit::LeaveOut => actions.clear(),
        Edit::BuySeats(..) | Edit::EveryoneWhoCan | Edit::LeaveOutNamed(_) | Edit::Manage(..) => {}
    }
}

fn ids(services: &[Named<ServiceId>]) -> Services {
    services.iter().map(|one| one.id).collect()
}

/// Edits the last choice of the product's services, or adds one.
fn switch(actions: &mut Vec<Action>, product: ProductId, on: &Services, off: &Services) {
    for action in actions.iter_mut().rev() {
        match action {
            Action::Assign(choices) => {
                if let Some(choice) = choices.iter_mut().rev().find(|one| one.product == product) {
                    choice.off = choice.off.without(on).with(off);
                    return;
                }
            }
            Action::Replace { to, .. } => {
                if let Some(choice) = to.iter_mut().rev().find(|one| one.product == product) {
                    choice.off = choice.off.without(on).with(off);
                    // What was off before stays off, unless it is turned on after the swap.
                    if on.is_empty() {
                        return;
                    }
                    break;
                }
            }
            Action::SetServices {
                product: other,
                switch,
            } if *other == product => {
                *switch = match switch {
                    Switch::Exactly(exactly) => Switch::Exactly(exactly.without(on).with(off)),
                    Switch::Only {
                        on: more,
                        off: fewer,
                    } => Switch::Only {
                        on: more.without(off).with(on),
                        off: fewer.without(on).with(off),
                    },
                };
                return;
            }
            _ => {}
        }
    }
    let switch = Switch::Only {
        on: on.clone(),
        off: off.clone(),
    };
    actions.push(Action::SetServices { product, switch });
}

fn skip(actions: &mut Vec<Action>, product: ProductId) {
    for action in actions.iter_mut() {
        match action {
            Action::Assign(choices) => choices.retain(|choice| choice.product != product),
            // A swap with nothing to come would take without giving, or free no seat for who waits for it.
            Action::Replace { to, .. } if to.iter().any(|choice| choice.product != product) => {
                to.retain(|choice| choice.product != product);
            }
            _ => {}
        }
    }
    actions.retain(|action| !matches!(action, Action::Assign(choices) if choices.is_empty()));
}

impl Order {
    /// The order with `fix` applied for `users` (of a problem); the others' part stays as it is.
    #[must_use]
    pub fn fixed(&self, fix: &Fix, users: &[UserId]) -> Self {
        let mut order = self.clone();
        for edit in &fix.edits {
            match edit {
                Edit::BuySeats(product, seats) => order.buy(product.id, *seats),
                Edit::EveryoneWhoCan => order.policy = Policy::EveryoneWhoCan,
                Edit::LeaveOutNamed(users) => {
                    let users: Vec<UserId> = users.iter().map(|user| user.id).collect();
                    order.edit_for(&users, &[Edit::LeaveOut]);
                }
                Edit::Manage(product, id, deed) => order.manage_first(product.id, *id, *deed),
                _ => {}
            }
        }
        if !fix.whole_order() {
            order.edit_for(users, &fix.edits);
        }
        order
    }

    fn buy(&mut self, id: ProductId, more: u32) {
        for step in &mut self.steps {
            if let Action::BuySeats { product, seats } = &mut step.action
                && *product == id
            {
                *seats = seats.saturating_add(more);
                return;
            }
        }
        self.steps.insert(
            0,
            Step {
                action: Action::BuySeats {
                    product: id,
                    seats: more,
                },
                users: vec![],
            },
        );
    }

    /// Does `deed` before anything else is done with the subscription; not to renew it, instead of canceling it.
    fn manage_first(&mut self, product: ProductId, id: SubscriptionId, deed: Deed) {
        let about = |step: &Step| match step.action {
            Action::Manage {
                subscription, deed, ..
            } => (subscription == id).then_some(deed),
            _ => None,
        };
        let first = self.steps.iter().position(|step| about(step).is_some());
        let mut manage = Self::manage(product, id, deed).steps;
        self.steps
            .splice(first.unwrap_or(0)..first.unwrap_or(0), manage.drain(..));
        if deed == Deed::SetRecurring(false) {
            self.steps.retain(|step| about(step) != Some(Deed::Cancel));
        }
    }

    /// Takes the users out of their steps, edits what the order does for them, and puts them
    /// back, together with whoever has the same steps.
    fn edit_for(&mut self, users: &[UserId], edits: &[Edit]) {
        let edited = self.routines(users).into_iter().map(|(steps, alike)| {
            let actions = steps.iter().map(|index| self.steps[*index].action.clone());
            let mut actions: Vec<Action> = actions.collect();
            edits
                .iter()
                .for_each(|edit| edit_actions(&mut actions, edit));
            (actions, alike)
        });
        let edited: Vec<_> = edited.collect();
        let chosen: HashSet<UserId> = users.iter().copied().collect();
        for step in &mut self.steps {
            step.users.retain(|user| !chosen.contains(user));
        }
        for (actions, alike) in edited {
            self.add(actions, &alike);
        }
        let lives = |step: &Step| !step.users.is_empty() || !step.action.concerns_users();
        self.steps.retain(lives);
    }

    /// Which steps do something for which of `users`: those with the same steps together. What is done for the
    /// organization stays where it is, whoever is named there.
    fn routines(&self, users: &[UserId]) -> BTreeMap<Vec<usize>, Vec<UserId>> {
        let mut steps_of: BTreeMap<UserId, Vec<usize>> =
            users.iter().map(|user| (*user, Vec::new())).collect();
        let steps = self.steps.iter().enumerate();
        for (index, step) in steps.filter(|(_, step)| step.action.concerns_users()) {
            for user in &step.users {
                if let Some(steps) = steps_of.get_mut(user)
                    && steps.last() != Some(&index)
                {
                    steps.push(index);
                }
            }
        }
        let mut routines: BTreeMap<Vec<usize>, Vec<UserId>> = BTreeMap::new();
        for (user, steps) in steps_of {
            routines.entry(steps).or_default().push(user);
        }
        routines
    }

    /// Adds the actions for the users, joining equal steps where their sequence allows it.
    fn add(&mut self, actions: Vec<Action>, users: &[UserId]) {
        let mut from = 0;
        for action in actions {
            let equal = (from..self.steps.len()).find(|at| self.steps[*at].action == action);
            let at = equal.unwrap_or(from);
            if equal.is_none() {
                let users = Vec::new();
                self.steps.insert(at, Step { action, users });
            }
            self.steps[at].users.extend_from_slice(users);
            from = at + 1;
        }
    }
}
