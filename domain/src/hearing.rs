//! The hearing: every user of an order gets a verdict, those in the same position the same one.

use crate::{
    Action, Actor, Cause, Change, Edit, Effect, Facts, Fix, Location, Named, Order, Person, Policy,
    Problem, ProductId, Role, Services, UserId, UserKind, Via, buy_seats::Bought, draft::Draft,
    manage, remedy::Case, set_roles, stock::Stock,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the rule says of everybody who is in the same position.
pub(crate) struct Verdict<'f> {
    /// Whom, in order of id.
    pub(crate) people: Vec<&'f Person>,
    pub(crate) effect: Effect,
    pub(crate) changes: Vec<Change>,
    pub(crate) takes: Vec<ProductId>,
    pub(crate) frees: Vec<ProductId>,
    problems: Vec<(Cause, Vec<Fix>)>,
}

impl Verdict<'_> {
    /// Nothing of their own is in the way.
    pub(crate) fn can(&self) -> bool {
        self.problems.is_empty()
    }
}

/// The order's users, each with a verdict.
pub(crate) struct Hearing<'f> {
    pub(crate) actor: &'f Actor,
    pub(crate) order: &'f Order,
    pub(crate) facts: &'f Facts,
    pub(crate) bought: Bought,
    /// How the order leaves the subscriptions.
    pub(crate) stock: Stock<'f>,
    pub(crate) verdicts: Vec<Verdict<'f>>,
    /// Whom the store doesn't know.
    strangers: Vec<UserId>,
    /// Who could, but the seats don't reach them.
    pub(crate) unseated: HashSet<UserId>,
    /// How many users the order names.
    everybody: usize,
    /// Is the order for whoever holds something? Asked for every problem, and an order may have many steps.
    for_holders: bool,
    /// Does it give roles? Then somebody may succeed the last Global admin, and can't just be left out.
    gives_roles: bool,
    /// How many get what the order asks for them, if the others are left out.
    pub(crate) who_can: usize,
    /// Nobody can, because those who would have to be left out succeed the last Global admin.
    pub(crate) orphaned: bool,
}

impl<'f> Hearing<'f> {
    pub(crate) fn of(
        actor: &'f Actor,
        order: &'f Order,
        facts: &'f Facts,
        stock: Stock<'f>,
        is_sound: bool,
    ) -> Self {
        let mut hearing = Self {
            actor,
            order,
            facts,
            bought: order.bought(),
            stock,
            verdicts: Vec::new(),
            strangers: Vec::new(),
            unseated: HashSet::new(),
            everybody: 0,
            for_holders: order.concerns_holders(),
            gives_roles: set_roles::gives(order),
            who_can: 0,
            orphaned: false,
        };
        hearing.judge_everybody();
        hearing.unseated = hearing.without_seat();
        let people = |one: &Verdict| one.people.len();
        let known: usize = hearing.verdicts.iter().map(people).sum();
        hearing.everybody = known + hearing.strangers.len();
        if is_sound {
            let able: usize = hearing.able().map(people).sum();
            hearing.who_can = able - hearing.unseated.len();
            let unable = hearing.verdicts.iter().filter(|verdict| !verdict.can());
            let unable = unable.flat_map(|verdict| &verdict.people);
            let out = unable.map(|person| person.id);
            hearing.orphaned =
                hearing.orphaned_without(out.chain(hearing.unseated.iter().copied()));
            if hearing.orphaned {
                hearing.who_can = 0;
            }
        }
        hearing
    }

    /// Does nobody keep the role of a Global admin, if these are left out?
    pub(crate) fn orphaned_without(&self, out: impl Iterator<Item = UserId>) -> bool {
        if !self.gives_roles {
            return false;
        }
        let out: HashSet<UserId> = out.collect();
        set_roles::takes_the_last(self.order, self.facts, |user| out.contains(user))
    }

    fn judge_everybody(&mut self) {
        let calls = calls(self.order, self.facts);
        let mut routines = Routines::default();
        let mut positions: HashMap<Position<'f>, usize> = HashMap::new();
        // Both are in order of id, so that nobody has to be looked up.
        let mut known = self.facts.people.iter().peekable();
        for call in calls.chunk_by(|one, next| one.0 == next.0) {
            let user = call[0].0;
            while known.next_if(|(id, _)| **id < user).is_some() {}
            let Some((_, person)) = known.next_if(|(id, _)| **id == user) else {
                self.strangers.push(user);
                continue;
            };
            let routine = routines.number(call.iter().map(|(_, step)| *step));
            let actions = || routines.actions(self.order, routine);
            let position = Position::of(person, routine, self.facts, actions);
            let next = self.verdicts.len();
            let index = *positions.entry(position).or_insert(next);
            if index == next {
                let verdict = self.judge(person, &actions().collect::<Vec<_>>());
                self.verdicts.push(verdict);
            }
            self.verdicts[index].people.push(person);
        }
    }

    fn judge(&self, person: &Person, actions: &[&Action]) -> Verdict<'f> {
        let draft = Draft::judged(self.facts, person, actions.iter().copied(), self.actor);
        let case = Case {
            facts: self.facts,
            actor: self.actor,
            person,
            actions,
            draft: &draft,
        };
        let causes = draft.causes.iter();
        let (takes, frees) = draft.seats();
        Verdict {
            people: Vec::new(),
            effect: draft.effect(),
            changes: draft.changes(),
            takes,
            frees,
            problems: causes
                .map(|cause| (cause.clone(), case.fixes(cause)))
                .collect(),
        }
    }

    /// Do the seats have to reach for everybody? So it is too if nobody can, whatever the policy:
    /// then all that is in the way is told.
    pub(crate) fn all_together(&self) -> bool {
        self.order.policy == Policy::AllOrNothing || self.for_holders || self.who_can == 0
    }

    /// Why not everybody can.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut alike: BTreeMap<(&Cause, &[Fix]), Vec<&Verdict>> = BTreeMap::new();
        for verdict in &self.verdicts {
            for (cause, fixes) in &verdict.problems {
                alike.entry((cause, fixes)).or_default().push(verdict);
            }
        }
        let own = alike.into_iter().map(|((cause, fixes), concerned)| {
            let people = concerned.iter().flat_map(|one| &one.people).copied();
            let users = by_name(people.collect());
            let mut fixes = fixes.to_vec();
            fixes.extend(self.leave_out(users.len(), &concerned));
            fixes.sort_by_key(|fix| fix.cost);
            let cause = cause.clone();
            Problem {
                cause,
                users,
                fixes,
            }
        });
        self.unknown()
            .into_iter()
            .chain(own)
            .chain(self.shortages())
            .collect()
    }

    /// Users whom the store doesn't know.
    fn unknown(&self) -> Option<Problem> {
        let named = |id: &UserId| Named {
            id: *id,
            name: id.to_string().into(),
        };
        let users: Vec<_> = self.strangers.iter().map(named).collect();
        (!users.is_empty()).then(|| Problem {
            cause: Cause::UnknownUser,
            fixes: self.leave_out(users.len(), &[]).into_iter().collect(),
            users,
        })
    }

    /// To leave everybody out is no fix; nor is it one if others wait for the seats that these
    /// free: then only those are served who can be.
    fn leave_out(&self, users: usize, concerned: &[&Verdict]) -> Option<Fix> {
        if users >= self.everybody || self.for_holders {
            return None;
        }
        if self.all_together() && self.starves(concerned) {
            return (self.who_can > 0).then(|| Fix::new(vec![Edit::EveryoneWhoCan]));
        }
        let people = concerned.iter().flat_map(|one| &one.people);
        let orphaned = self.orphaned_without(people.map(|person| person.id));
        (!orphaned).then(|| Fix::new(vec![Edit::LeaveOut]))
    }
}

/// Users by name, for people to read.
pub(crate) fn by_name(mut people: Vec<&Person>) -> Vec<Named<UserId>> {
    people.sort_unstable_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    people.into_iter().map(Person::named).collect()
}

/// Each user with the index of each of their steps, sorted, each once. Steps for whoever holds something by a
/// subscription name nobody.
fn calls(order: &Order, facts: &Facts) -> Vec<(UserId, usize)> {
    let mut calls = Vec::new();
    for (index, step) in order.steps.iter().enumerate() {
        match step.action {
            Action::Manage {
                product,
                subscription,
                deed,
            } => {
                let holders = manage::holders(facts, product, subscription, deed);
                calls.extend(holders.into_iter().map(|user| (user, index)));
            }
            _ => calls.extend(step.users.iter().map(|user| (*user, index))),
        }
    }
    calls.sort_unstable();
    calls.dedup();
    calls
}

/// The sequences of steps that occur, numbered.
#[derive(Default)]
struct Routines {
    numbers: HashMap<Vec<usize>, usize>,
    steps: Vec<Vec<usize>>,
    buffer: Vec<usize>,
}

impl Routines {
    fn number(&mut self, steps: impl Iterator<Item = usize>) -> usize {
        self.buffer.clear();
        self.buffer.extend(steps);
        if let Some(number) = self.numbers.get(&self.buffer) {
            return *number;
        }
        let number = self.steps.len();
        self.steps.push(self.buffer.clone());
        self.numbers.insert(self.buffer.clone(), number);
        number
    }

    fn actions<'o>(&self, order: &'o Order, number: usize) -> impl Iterator<Item = &'o Action> {
        self.steps[number]
            .iter()
            .map(|index| &order.steps[*index].action)
    }
}

/// What matters of a user: two in the same position get the same verdict.
#[derive(PartialEq, Eq, Hash)]
struct Position<'f> {
    routine: usize,
    guest: bool,
    /// Where, unless it is just any place that is allowed and stays as it is.
    location: Option<Option<Location>>,
    held: Vec<(ProductId, Via, &'f Services)>,
    /// Loaded only where roles are given, or accounts touched.
    roles: &'f [Role],
    /// Who, where the changes name a single user.
    alone: Option<UserId>,
    /// The account, if the order touches it.
    account: Option<Standing>,
}

/// What matters of an account that an order touches.
#[derive(PartialEq, Eq, Hash)]
struct Standing {
    enabled: bool,
    is_known: bool,
    asks: bool,
}

impl<'f> Position<'f> {
    fn of<'o, I: Iterator<Item = &'o Action>>(
        person: &'f Person,
        routine: usize,
        facts: &'f Facts,
        actions: impl Fn() -> I,
    ) -> Self {
        let allowed = |place: &Location| !facts.rules.prohibited.contains(place);
        let moves =
            |action: &Action| matches!(action, Action::SetLocation(_) | Action::Relocate { .. });
        let stays = || !actions().any(moves);
        let any_place = person.location.as_ref().is_some_and(allowed) && stays();
        let licenses = person.licenses.iter();
        let mut held: Vec<_> = licenses
            .map(|one| (one.product, one.via, &one.off))
            .collect();
        held.sort_unstable();
        let names_one = |action: &Action| {
            matches!(
                action,
                Action::AddUser { .. } | Action::EditUser(_) | Action::RestoreUser
            )
        };
        let account = facts.accounts.get(&person.id);
        let standing = || Standing {
            enabled: account.is_some_and(|account| account.enabled),
            is_known: account.is_some(),
            asks: facts.asker == Some(person.id),
        };
        Self {
            alone: actions().any(names_one).then_some(person.id),
            account: actions().any(Action::touches_account).then(standing),
            routine,
            guest: person.kind == UserKind::Guest,
            location: (!any_place).then_some(person.location),
            held,
            roles: facts.roles_of(person.id),
        }
    }
}
