//! What is asked for in the pane that adds many users, what the server says to it, and what came of sending it.

use super::offer::{Offer, choices};
use crate::{
    api_many::{self, Added, FirstPasswords},
    api_people::Start,
    ask::kept_up,
    error::Error,
    licenses::draft::new_key,
    session::{Changes, Me},
    words::{Text, many as words, order},
};
use domain::{Action, AddMany, Edit, Fix, Listed, Location, ProductId, ProductRow, UserId, Verb};
use leptos::prelude::*;
use std::sync::Arc;

/// The list that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) name: String,
    pub(super) text: Arc<str>,
}

/// What is asked for: the source of truth of the order.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// The ids of whom it adds follow this one; the browser draws it.
    first: RwSignal<Option<UserId>>,
    /// The list, or why it can't be read.
    pub(super) list: RwSignal<Option<Result<Chosen, String>>>,
    pub(super) location: RwSignal<Option<Location>>,
    pub(super) by_country: RwSignal<bool>,
    pub(super) offers: StoredValue<Vec<Offer>>,
    bought: RwSignal<Vec<(ProductId, u32)>>,
    /// Does everybody get a first password?
    pub(super) passwords: RwSignal<bool>,
    pub(super) must_change: RwSignal<bool>,
    /// Which step is shown.
    pub(super) step: RwSignal<usize>,
}

impl Asked {
    pub(super) fn new(start: &Start, products: Vec<ProductRow>) -> Self {
        let first = RwSignal::new(None);
        // An effect because only the browser draws it.
        Effect::new(move || {
            if first.get_untracked().is_none() {
                first.set(new_key().parse().ok());
            }
        });
        Self {
            first,
            list: RwSignal::new(None),
            location: RwSignal::new(start.location),
            by_country: RwSignal::new(false),
            offers: StoredValue::new(products.into_iter().map(Offer::of).collect()),
            bought: RwSignal::new(Vec::new()),
            passwords: RwSignal::new(true),
            must_change: RwSignal::new(true),
            step: RwSignal::new(0),
        }
    }

    /// What everybody gets.
    fn many(self) -> Option<AddMany> {
        let buys = self.bought.get().into_iter();
        let buys = buys.map(|(product, seats)| Action::BuySeats { product, seats });
        let location = self.location.get().map(Action::SetLocation);
        let to = self.offers.with_value(|offers| choices(offers));
        let assign = (!to.is_empty()).then_some(Action::Assign(to));
        Some(AddMany {
            first: self.first.get()?,
            actions: buys.chain(location).chain(assign).collect(),
            by_country: self.by_country.get(),
        })
    }

    /// Does what a fix says, to what is chosen for everybody; where it can be done so.
    pub(super) fn apply(self, fix: &Fix) {
        let offer = |product: ProductId| {
            let find = |offers: &Vec<Offer>| {
                let mut offers = offers.iter();
                offers.find(|one| one.product() == product).cloned()
            };
            self.offers.with_value(find)
        };
        for edit in &fix.edits {
            match edit {
                Edit::SetLocation(location) => self.location.set(Some(*location)),
                Edit::TurnOff(product, services) | Edit::TurnOn(product, services) => {
                    let ids = services.iter().map(|one| one.id).collect();
                    let is_off = matches!(edit, Edit::TurnOff(..));
                    if let Some(offer) = offer(product.id) {
                        offer.off.update(|off| match is_off {
                            true => *off = off.with(&ids),
                            false => *off = off.without(&ids),
                        });
                    }
                }
                Edit::Skip(product) => {
                    if let Some(offer) = offer(product.id) {
                        offer.on.set(false);
                    }
                }
                Edit::BuySeats(product, seats) => self.bought.update(|bought| {
                    match bought.iter_mut().find(|one| one.0 == product.id) {
                        Some((_, before)) => *before += seats,
                        None => bought.push((product.id, *seats)),
                    }
                }),
                Edit::Drop(_) | Edit::LeaveOut | Edit::EveryoneWhoCan | Edit::Manage(..) => {}
            }
        }
    }
}

/// A question to the server.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    pub(super) many: AddMany,
    pub(super) list: Chosen,
}

/// What would come of it; none while that is asked, or while nothing is.
pub(super) type Answer = Option<Result<Listed, Error>>;

/// An order on its way: sent again unchanged, it has the same key and takes effect once.
#[derive(Clone, Debug, PartialEq)]
struct Sent {
    question: Question,
    seal: String,
    key: String,
    passwords: Option<FirstPasswords>,
}

/// What is asked for, the answer to it, and what came of sending it.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) asked: Asked,
    pub(super) question: Memo<Option<Question>>,
    pub(super) answer: Memo<Answer>,
    /// Why whoever looks may not add users.
    denial: StoredValue<Option<String>>,
    last: RwSignal<Option<Sent>>,
    send: leptos::prelude::Action<Sent, Result<Added, Error>>,
}

/// The step in which licenses are chosen: then nothing is asked, or the list would be sent at every tick.
const CHOOSING: usize = 1;

impl Asking {
    pub(super) fn new(asked: Asked) -> Self {
        let changes = Changes::here();
        let denial = expect_context::<Me>().why_not(Verb::ManageUsers);
        let done = RwSignal::new(false);
        let question = Memo::new(move |_| {
            let list = asked.list.get()?.ok()?;
            Some(Question {
                many: asked.many()?,
                list,
            })
        });
        let now = Memo::new(move |_| match asked.step.get() {
            CHOOSING => None,
            _ if done.get() => None,
            _ => question.get(),
        });
        let found = kept_up(now, changes, |question| async move {
            match question {
                None => None,
                Some(Question { many, list }) => {
                    Some(api_many::preview_many(many, list.text.to_string()).await)
                }
            }
        });
        let answer = Memo::new(move |_| {
            let known = found.read();
            let (about, answer) = known.as_ref()?;
            (*about == question.get()).then(|| answer.clone()).flatten()
        });
        let send = leptos::prelude::Action::new(move |sent: &Sent| {
            let Sent {
                question,
                seal,
                key,
                passwords,
            } = sent.clone();
            async move {
                let (many, list) = (question.many, question.list.text.to_string());
                let sent = api_many::submit_many(many, list, Some(seal), key, passwords).await;
                done.set(sent.is_ok());
                if matches!(sent, Ok(_) | Err(Error::Changed(_) | Error::Refused(_))) {
                    changes.add();
                }
                sent
            }
        });
        Self {
            asked,
            question,
            answer,
            denial: StoredValue::new(denial),
            last: RwSignal::new(None),
            send,
        }
    }

    /// Why it can't be sent for all; none if it can.
    pub(super) fn why_off(self) -> Option<String> {
        if let Some(denial) = self.denial.get_value() {
            return Some(denial);
        }
        if !matches!(*self.asked.list.read(), Some(Ok(_))) {
            return Some(words::CHOOSE_FILE.to_owned());
        }
        match self.answer.get() {
            None => Some(order::CHECKING.to_owned()),
            Some(Err(why)) => Some(crate::words::error::sentence(&why)),
            Some(Ok(listed)) => in_the_way(&listed).map(|why| why.to_owned()),
        }
    }

    /// Sends it, if it is known what would come of it.
    pub(super) fn submit(self) {
        let (Some(question), Some(Ok(listed))) =
            (self.question.get_untracked(), self.answer.get_untracked())
        else {
            return;
        };
        if listed.added == 0 || self.send.pending().get_untracked() {
            return;
        }
        let wanted = self.asked.passwords.get_untracked();
        let must_change = self.asked.must_change.get_untracked();
        let same = |sent: &Sent| {
            let theirs = sent.passwords.as_ref().map(|one| one.must_change);
            sent.question == question
                && sent.seal == listed.summary.seal
                && theirs == wanted.then_some(must_change)
        };
        let sent = match self.last.get_untracked().filter(same) {
            Some(sent) => sent,
            None => Sent {
                seal: listed.summary.seal.clone(),
                key: new_key(),
                passwords: wanted.then(|| FirstPasswords {
                    secret: new_key(),
                    must_change,
                }),
                question,
            },
        };
        self.last.set(Some(sent.clone()));
        self.send.dispatch(sent);
    }

    /// It is on its way.
    pub(super) fn sending(self) -> bool {
        self.send.pending().get()
    }

    /// It was done.
    pub(super) fn added(self) -> Option<Added> {
        self.send.value().get().and_then(Result::ok)
    }

    /// What was sent gives them a product.
    pub(super) fn assigned(self) -> bool {
        self.last
            .with_untracked(|last| last.as_ref().is_some_and(|it| it.question.many.assigns()))
    }

    /// It was not done.
    pub(super) fn failure(self) -> Option<Error> {
        self.send.value().get().and_then(Result::err)
    }
}

/// Why not all of a list can be added.
pub(super) fn in_the_way(listed: &Listed) -> Option<Text> {
    match (listed.added, listed.failures()) {
        (0, _) if !listed.summary.problems.is_empty() => Some(order::REFUSED),
        (0, _) => Some(words::NOT_ONE),
        (_, 0) => None,
        _ => Some(words::NOT_ALL),
    }
}
