//! What can happen to an organization.

use super::{Given, Model, Question, Shown, carry_out::told};
use domain::*;
use store::Asker;

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Transition {
    /// An order is shown, and given.
    Give {
        asker: Asker,
        order: Order,
        key: Option<String>,
        shown: Shown,
    },
    /// An order for all who match is summed up, and given; or as one was summed up before.
    GiveMatching {
        asker: Asker,
        matching: Matching,
        key: Option<String>,
        again: bool,
    },
    /// The clock goes on by so many seconds.
    Wait(i64),
    /// What is due is done.
    Tick,
    /// Somebody signs in, by a session of this number.
    SignIn(UserId, u64),
    /// An assign pane of this number is open, and needs so many seats.
    Hold(Asker, u64, ProductId, u32),
    /// An assign pane is closed.
    Release(Asker, u64),
    /// A guest is invited, by a token of this number.
    Invite(Asker, UserId, u64),
    /// An invitation is taken back.
    Revoke(Asker, UserId),
    /// An invitation is accepted.
    Accept(u64),
    /// Somebody saves a view.
    SaveView(Asker, SavedView),
    /// Somebody deletes a view.
    DeleteView(Asker, String),
    /// Somebody looks at a page.
    Look(Asker, Box<Question>),
}

impl Model {
    /// As it is after something happened, and what was answered.
    pub fn after(mut self, transition: &Transition) -> Self {
        // Subscriptions that one order buys get ids that follow each other.
        self.fresh += 1_000;
        let answer = match transition {
            Transition::Give {
                asker,
                order,
                key,
                shown,
            } => {
                self.give(asker, order, key.as_deref(), *shown);
                return self;
            }
            Transition::GiveMatching {
                asker,
                matching,
                key,
                again,
            } => {
                self.give_matching(asker, matching, key.as_deref(), *again);
                return self;
            }
            Transition::Tick => {
                self.tick();
                return self;
            }
            Transition::Wait(seconds) => {
                self.now += seconds;
                String::new()
            }
            Transition::SignIn(user, token) => {
                self.sessions.push((*token, *user, self.now));
                told(&Ok(()))
            }
            Transition::Hold(asker, number, product, wanted) => {
                told(&self.hold(asker, *number, *product, *wanted))
            }
            Transition::Release(asker, number) => told(&self.release(asker, *number)),
            Transition::Invite(asker, guest, token) => told(&self.invite(asker, *guest, *token)),
            Transition::Revoke(asker, guest) => told(&self.revoke(asker, *guest)),
            Transition::Accept(token) => told(&Ok(self.accept(*token))),
            Transition::SaveView(asker, view) => told(&self.save_view(asker, view)),
            Transition::DeleteView(asker, name) => told(&self.delete_view(asker, name)),
            Transition::Look(..) => String::new(),
        };
        self.given = Given {
            answer,
            ..Given::default()
        };
        self
    }
}
