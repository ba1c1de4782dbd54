//! What is asked for in the pane that adds many users, what the server says to it, and what came of sending it.

use super::offer::{Offer, choices};
use crate::{
    api_many::{self, Added, FirstPasswords},
    api_people::Start,
    ask::answered,
    error::Error,
    licenses::draft::new_key,
    sending::{Carried, Sending},
    session::{Changes, Me},
    ui::{Loss, Unsaved},
    words::{Text, error as errors, many as words, order},
};
use domain::{
    Action, AddMany, Edit, Fix, Listed, Location, ProductId, ProductRow, Receipt, UserId, Verb,
};
use leptos::prelude::*;
use std::{future::Future, pin::Pin, sync::Arc};

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
                Edit::Drop(_)
                | Edit::LeaveOut
                | Edit::LeaveOutNamed(_)
                | Edit::EveryoneWhoCan
                | Edit::Manage(..) => {}
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

impl Carried for Added {
    fn receipt(&self) -> &Receipt {
        &self.receipt
    }
}

fn carry(sent: Sent) -> Pin<Box<dyn Future<Output = Result<Added, Error>>>> {
    let Sent {
        question: Question { many, list },
        seal,
        key,
        passwords,
    } = sent;
    let list = list.text.to_string();
    Box::pin(api_many::submit_many(
        many,
        list,
        Some(seal),
        key,
        passwords,
    ))
}

/// What is asked for, the answer to it, and what came of sending it.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    pub(super) asked: Asked,
    pub(super) question: Memo<Option<Question>>,
    pub(super) answer: Memo<Answer>,
    /// Why whoever looks may not add users.
    denial: StoredValue<Option<String>>,
    /// Asks again what couldn't be answered.
    pub(super) again: Callback<()>,
    sending: Sending<Sent, Added>,
}

/// The step in which licenses are chosen: then nothing is asked, or the list would be sent at every tick.
const CHOOSING: usize = 1;

impl Asking {
    pub(super) fn new(asked: Asked) -> Self {
        let denial = expect_context::<Me>().why_not(Verb::ManageUsers);
        let sending = Sending::<Sent, Added>::new(carry);
        let is_done = Memo::new(move |_| sending.done().is_some());
        let question = Memo::new(move |_| {
            let list = asked.list.get()?.ok()?;
            Some(Question {
                many: asked.many()?,
                list,
            })
        });
        let now = Memo::new(move |_| match asked.step.get() {
            CHOOSING => None,
            _ if is_done.get() => None,
            _ => question.get(),
        });
        let found = answered(now, Some(Changes::here()), |question| async move {
            match question {
                None => Ok(None),
                Some(Question { many, list }) => {
                    let listed = api_many::preview_many(many, list.text.to_string()).await;
                    listed.map(Some)
                }
            }
        });
        let answer = sending.answer(question, found);
        Unsaved::watch(Loss::Entered, move || {
            let is_over = sending.is_pending() || is_done.get();
            !is_over && asked.list.read().is_some()
        });
        Unsaved::watch(Loss::Passwords, move || {
            sending.is_pending() && asked.passwords.get()
        });
        Self {
            asked,
            question,
            answer,
            denial: StoredValue::new(denial),
            again: Callback::new(move |()| found.again()),
            sending,
        }
    }

    /// Why whoever looks may not add users; none if they may.
    pub(super) fn denial(self) -> Option<String> {
        self.denial.get_value()
    }

    /// What can be added is a part of the list.
    pub(super) fn is_part(self) -> bool {
        let is_part = |listed: &Listed| listed.added > 0 && listed.failures() > 0;
        matches!(&*self.answer.read(), Some(Ok(listed)) if is_part(listed))
    }

    /// Why it can't be sent for all; none if it can.
    pub(super) fn why_off(self) -> Option<String> {
        // What wasn't answered can be tried again, whatever has become of it meanwhile.
        if self.open().is_some() {
            return None;
        }
        if self.sending() {
            return Some(order::UNDER_WAY.to_owned());
        }
        if let Some(denial) = self.denial() {
            return Some(denial);
        }
        if !matches!(*self.asked.list.read(), Some(Ok(_))) {
            return Some(words::CHOOSE_FILE.to_owned());
        }
        match self.answer.get() {
            None => Some(order::CHECKING.to_owned()),
            Some(Err(why)) => Some(errors::sentence(&why)),
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
        if listed.added == 0 {
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
        let last = |sent: &Sent| same(sent).then(|| sent.clone());
        let last = untrack(|| self.sending.with_last(last)).flatten();
        self.sending.send(last.unwrap_or_else(|| Sent {
            seal: listed.summary.seal.clone(),
            key: new_key(),
            passwords: wanted.then(|| FirstPasswords {
                secret: new_key(),
                must_change,
            }),
            question: question.clone(),
        }));
    }

    /// It is on its way.
    pub(super) fn sending(self) -> bool {
        self.sending.is_under_way()
    }

    /// Was it sent, and its end is to come? Until then it stays as it is.
    pub(super) fn is_pending(self) -> bool {
        self.sending.is_pending()
    }

    /// Why it isn't known whether it was done, as long as it isn't.
    pub(super) fn open(self) -> Option<Error> {
        self.sending.open()
    }

    /// It was done.
    pub(super) fn added(self) -> Option<Added> {
        self.sending.done()
    }

    /// What was sent gives them a product.
    pub(super) fn assigned(self) -> bool {
        let assigns = |sent: &Sent| sent.question.many.assigns();
        untrack(|| self.sending.with_last(assigns)).unwrap_or_default()
    }

    /// It was not done.
    pub(super) fn failure(self) -> Option<Error> {
        self.sending.failure()
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
