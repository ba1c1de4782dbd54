//! Pieces of work that wait for the writer, each with whoever waits for its answer.

use crate::{
    Error,
    carry_out::{Asked, Done, together},
    postgres::Locks,
    sql::Conn,
    tables::chain::Place,
};
use domain::Receipt;
use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
};
use tokio::sync::oneshot;

/// How a piece of work ended, unless it panicked.
pub(super) type Ended<T> = Result<Result<T, Error>, Box<dyn Any + Send>>;

/// What shall become of a piece of work.
pub(super) enum Verdict {
    /// Commit it.
    Keep,
    /// Undo it: it was refused, or it broke.
    Undo,
    /// Undo everything: the disk or the file fails, which may have ended the whole transaction.
    Fail(Error),
}

/// A verdict, some time. It is worked out on the writer's thread.
pub(super) type Ruling<'a> = Pin<Box<dyn Future<Output = Verdict> + 'a>>;

/// What work on a connection answers, some time.
type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// A piece of work with whoever waits for its answer.
pub(super) trait Job: Send {
    /// What it is decided about.
    fn locks(&self) -> &Locks;

    /// Does the work; again, if what it did before was undone.
    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> Ruling<'a>;

    /// Where the ledger tells of what was done; none, if it doesn't.
    fn place(&mut self) -> Option<&mut Place>;

    /// The order that it is, if it is one: others may be carried out together with it.
    fn order(&self) -> Option<&Asked> {
        None
    }

    /// What came of the order that it is.
    fn done(&mut self, _done: Done) {}

    /// Tells whoever waits, if anybody still does. `failure` is why nothing could be kept.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

pub(super) struct Task<T, F> {
    pub(super) locks: Locks,
    pub(super) work: F,
    /// Of what it answers, the place in the ledger.
    pub(super) place: fn(&mut T) -> Option<&mut Place>,
    pub(super) ended: Option<Ended<T>>,
    pub(super) reply: oneshot::Sender<Ended<T>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
{
    fn locks(&self) -> &Locks {
        &self.locks
    }

    fn place(&mut self) -> Option<&mut Place> {
        match &mut self.ended {
            Some(Ok(Ok(answer))) => (self.place)(answer),
            _ => None,
        }
    }

    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> Ruling<'a> {
        Box::pin(async move {
            let ended = caught(Box::pin((self.work)(conn))).await;
            verdict(self.ended.insert(ended))
        })
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        reply(self.reply, self.ended, failure);
    }
}

/// An order with whoever waits for its receipt.
pub(super) struct Given {
    pub(super) locks: Locks,
    pub(super) asked: Arc<Asked>,
    pub(super) ended: Option<Ended<(Receipt, Place)>>,
    pub(super) reply: oneshot::Sender<Ended<(Receipt, Place)>>,
}

impl Job for Given {
    fn locks(&self) -> &Locks {
        &self.locks
    }

    fn place(&mut self) -> Option<&mut Place> {
        match &mut self.ended {
            Some(Ok(Ok((_, place)))) => Some(place),
            _ => None,
        }
    }

    fn order(&self) -> Option<&Asked> {
        Some(self.asked.as_ref())
    }

    fn done(&mut self, done: Done) {
        self.ended = Some(Ok(done));
    }

    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> Ruling<'a> {
        Box::pin(async move {
            let alone = [self.asked.as_ref()];
            let done = caught(Box::pin(together(conn, &alone))).await;
            let alone = |all: Vec<Done>| all.into_iter().next().unwrap_or(Err(Error::closed()));
            let ended = done.map(|all| all.and_then(alone));
            verdict(self.ended.insert(ended))
        })
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        reply(self.reply, self.ended, failure);
    }
}

/// What shall become of work that ended so.
pub(super) fn verdict<T>(ended: &Ended<T>) -> Verdict {
    match ended {
        Ok(Ok(_)) => Verdict::Keep,
        Ok(Err(failure @ (Error::Busy | Error::Unavailable(_) | Error::Damaged(_)))) => {
            Verdict::Fail(failure.shared())
        }
        Ok(Err(_)) | Err(_) => Verdict::Undo,
    }
}

/// Tells whoever waits how it ended, or why nothing could be kept.
fn reply<T>(reply: oneshot::Sender<Ended<T>>, ended: Option<Ended<T>>, failure: Option<Error>) {
    let ended = match (failure, ended) {
        (None, Some(ended)) => ended,
        (Some(_), Some(Err(panic))) => Err(panic),
        (Some(failure), _) => Ok(Err(failure)),
        (None, None) => Ok(Err(Error::closed())),
    };
    // Whoever asked may have gone: what was committed stays committed.
    drop(reply.send(ended));
}

/// Runs `work`; a panic in it is its caller's, not the writer's.
pub(super) async fn caught<T>(mut work: Work<'_, T>) -> Ended<T> {
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        },
    )
    .await
}
