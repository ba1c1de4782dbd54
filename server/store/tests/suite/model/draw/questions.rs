//! Questions to the pages.

use super::Draw;
use crate::{
    model::{Model, Question, founding, text},
    world::{self, Dice},
};
use domain::*;

/// Pages that everybody looks at in the end.
pub fn questions(model: &Model, seed: u64) -> Vec<Question> {
    let mut dice = Dice::new(seed);
    let mut draw = Draw {
        model,
        dice: &mut dice,
    };
    let mut questions = vec![
        Question::UserList(UserQuery::default()),
        Question::DeletedUsers(DeletedQuery::default()),
        Question::Guests(GuestQuery::default()),
        Question::Admins,
        Question::Products,
        Question::Subscriptions(SubscriptionQuery::default()),
        Question::Settings,
        Question::Holds,
        Question::Home(None, Range::Quarter),
        Question::News(0, 1_000),
        Question::FindUsers("b".to_owned(), None),
    ];
    for id in model.products.keys() {
        questions.extend([
            Question::Product(*id),
            Question::Groups(*id),
            Question::Holders(*id, HolderQuery::default()),
        ]);
    }
    for _ in 0..12 {
        questions.push(draw.question());
    }
    questions
}

impl Draw<'_> {
    pub(super) fn user_query(&mut self) -> UserQuery {
        let place = self.place();
        UserQuery {
            search: founding::words_typed(self.dice),
            filter: *self.dice.pick(UserFilter::ALL),
            product: self.some_product(),
            location: self.dice.chance(20).then_some(place),
            sort: *self.dice.pick(UserSort::ALL),
            after: None,
        }
    }

    /// Where a page may begin: after somebody, now and then after nobody or nowhere.
    fn cursor(&mut self, by_username: bool) -> Option<String> {
        if self.dice.chance(45) {
            return None;
        }
        if self.dice.chance(4) {
            return Some("nowhere".into());
        }
        let id = self.somebody();
        let key = match self.model.users.get(&id) {
            Some(user) if by_username => text::username_key(&user.username()),
            Some(user) => text::fold(&user.name()),
            None => "m".into(),
        };
        Some(text::cursor(&key, id))
    }

    pub(super) fn question(&mut self) -> Question {
        let id = match self.dice.chance(85) {
            true => self.somebody(),
            false => self.deleted()[0],
        };
        let product = self.product();
        match self.dice.below(28) {
            0..=4 => {
                let query = self.user_query();
                let after = self.cursor(query.sort.by_username());
                let query = UserQuery { after, ..query };
                match self.dice.below(10) {
                    0..=5 => Question::ActiveUsers(query),
                    6..=7 => Question::UserList(query),
                    _ => Question::CountUsers(query),
                }
            }
            5 => Question::OneUser(id),
            6 => Question::Users(founding::words_typed(self.dice), self.cursor(false)),
            7..=8 => Question::FindUsers(founding::words_typed(self.dice), self.some_product()),
            9 => self.lines(),
            10 => {
                let mut ids = self.some();
                ids.extend([id, self.nobody()]);
                Question::UsersById(ids, self.some_product())
            }
            11..=13 => {
                let query = HolderQuery {
                    search: founding::words_typed(self.dice),
                    source: *self.dice.pick(&[
                        SourceFilter::Any,
                        SourceFilter::Direct,
                        SourceFilter::Group,
                        SourceFilter::SelfService,
                    ]),
                    sort: *self
                        .dice
                        .pick(&[HolderSort::Name, HolderSort::NameDescending]),
                    after: self.cursor(false),
                };
                Question::Holders(product, query)
            }
            14 => Question::Holder(product, id),
            15 => Question::Guests(GuestQuery {
                search: founding::words_typed(self.dice),
                filter: *self.dice.pick(&GuestFilter::ALL),
                after: self.cursor(false),
            }),
            16 => Question::Guest(id),
            17 => {
                let gone: Vec<String> = self
                    .model
                    .deleted
                    .iter()
                    .map(|(id, gone)| format!("{}-{}", gone.at, id.0.simple()))
                    .collect();
                let begins_later = !gone.is_empty() && self.dice.chance(60);
                Question::DeletedUsers(DeletedQuery {
                    search: founding::words_typed(self.dice),
                    after: begins_later.then(|| self.dice.pick(&gone).clone()),
                })
            }
            18 => Question::Admin(id),
            19 => Question::Product(product),
            20 => Question::Subscriptions(SubscriptionQuery {
                search: (*self.dice.pick(&["", "visio", " EX", "é", "plan 2"])).to_owned(),
                shown: *self.dice.pick(&Shown::ALL),
            }),
            21 => {
                let all: Vec<SubscriptionId> = self
                    .model
                    .purchases
                    .iter()
                    .map(|one| one.subscription.id)
                    .collect();
                let nothing = SubscriptionId(world::uuid(6, 9));
                let one = if all.is_empty() {
                    nothing
                } else {
                    *self.dice.pick(&all)
                };
                Question::Subscription(one)
            }
            22 => Question::FindProducts(
                (*self.dice.pick(&["", "vis", "PLAN", "e", "zed_"])).to_owned(),
            ),
            23 => Question::Home(self.some_product(), *self.dice.pick(&Range::ALL)),
            24 => Question::Sessions(id),
            25 => Question::Holds,
            26 => Question::Standing(*self.dice.pick(&RuleProfile::ALL)),
            _ => {
                let entry = self.dice.below(self.model.ledger.len() + 2) as i64;
                match self.dice.chance(50) {
                    true => Question::QuickStart(entry),
                    false => Question::News(entry, self.dice.below(5) as i64),
                }
            }
        }
    }

    fn lines(&mut self) -> Question {
        let mut lines = vec!["".to_owned(), "nobody@x.example".to_owned()];
        for _ in 0..self.dice.below(5) {
            let id = self.somebody();
            if let Some(user) = self.model.users.get(&id) {
                let username = user.username();
                let mail = user.text(ProfileField::Mail);
                lines.push(match self.dice.below(4) {
                    0 => format!(" {} ", username.to_uppercase()),
                    1 => format!("{} <{username}>", user.name()),
                    _ => mail.to_owned(),
                });
            }
        }
        if self.dice.chance(50) {
            return Question::ResolveUsers(lines, self.some_product());
        }
        let gone = self.model.deleted.values();
        let gone: Vec<String> = gone.map(|gone| gone.user.username().to_string()).collect();
        lines.extend(self.dice.some(&gone, 30));
        let used = self.model.ledger.iter();
        let used: Vec<String> = used.filter_map(|entry| entry.key.clone()).collect();
        let key = match used.is_empty() {
            true => None,
            false => Some(self.dice.pick(&used).clone()),
        };
        Question::Whom(lines, key)
    }
}
