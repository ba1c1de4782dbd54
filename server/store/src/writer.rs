//! The one writer of this process: a thread with a queue. Who waits while it works shares the next commit, so that a
//! flush of the disk serves many orders. A thread of its own, because to decide an order for a hundred thousand users
//! would keep the server's threads from everybody else.
//!
//! Other processes write to the same SQLite file, and it has no queue for them: who waits asks again and again. So
//! who waits asks often, and who has much to write lets go of the file from time to time. PostgreSQL lets them wait
//! by row (see [`postgres`](crate::postgres)): there, those who share a transaction lock all that they decide about when
//! it begins, and whoever comes later shares the next. PostgreSQL may call a transaction off that waits in a circle
//! with another: that one is done again, which is why work can be repeated.
//!
//! What the ledger tells of is sealed at the end of the transaction, or right after: see [`chain`](crate::tables::chain).

mod job;
mod share;

use crate::{
    Error,
    carry_out::{Asked, Done},
    postgres::{Locks, in_time},
    sql::{Conn, Transaction},
    tables::chain::Place,
};
use job::{Ended, Given, Job, Task};
use share::share;
use sqlx::{ConnectOptions, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{panic::resume_unwind, sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::sleep,
};

/// So much work may wait; more is turned away at once, as busy.
const LONGEST_QUEUE: usize = 1024;

/// So long may this process write, all in all, before it lets go of the file...
const LONGEST_TURN: Duration = Duration::from_millis(100);

/// ...for so long, in which whoever waits asks.
const PAUSE: Duration = Duration::from_millis(3);

enum Message {
    Run(Box<dyn Job>),
    Close(oneshot::Sender<()>),
}

/// How the writer connects, and takes its turn among other processes, for which it waits so long.
pub(crate) enum Door {
    Sqlite(SqliteConnectOptions, Duration),
    Postgres(PgConnectOptions, Duration),
}

impl Door {
    async fn connect(&self) -> Result<Conn, Error> {
        Ok(match self {
            Self::Sqlite(options, _) => options.connect().await?.into(),
            Self::Postgres(options, patience) => {
                in_time(*patience, options.connect()).await?.into()
            }
        })
    }

    /// How long to wait for another process that writes.
    fn patience(&self) -> Duration {
        match self {
            Self::Sqlite(_, patience) | Self::Postgres(_, patience) => *patience,
        }
    }

    async fn begin<'c>(&self, conn: &'c mut Conn) -> Result<Transaction<'c>, Error> {
        match self {
            Self::Sqlite(_, patience) => crate::sqlite::begin(conn, *patience).await,
            Self::Postgres(_, patience) => {
                if in_time(*patience, conn.start("begin")).await.is_err() {
                    // It broke while nobody used it, when PostgreSQL was restarted, say. Nothing was begun.
                    *conn = self.connect().await?;
                    in_time(*patience, conn.start("begin")).await?;
                }
                Ok(conn.started())
            }
        }
    }
}

/// The way to the writer.
pub(crate) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    /// Starts the writer on `open`, or on a connection of its own; one that failed is replaced by another.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub(crate) fn start(open: Option<Conn>, door: Door) -> Result<Self, Error> {
        let none = |error: std::io::Error| {
            Error::Unavailable(format!(
                "The machine has no thread left for Usher ({error})."
            ))
        };
        let (queue, waiting) = mpsc::channel(LONGEST_QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(none)?;
        std::thread::Builder::new()
            .name("usher-writer".into())
            .spawn(move || runtime.block_on(serve(open, door, waiting)))
            .map_err(none)?;
        Ok(Self { queue })
    }

    /// See [`Database::write`](crate::database::Database::write).
    pub(crate) async fn write<T, F>(
        &self,
        locks: Locks,
        work: F,
        place: fn(&mut T) -> Option<&mut Place>,
    ) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Task {
            locks,
            work,
            place,
            ended: None,
            reply,
        });
        self.queue(job, answer).await
    }

    /// See [`Database::carry_out`](crate::database::Database::carry_out).
    pub(crate) async fn carry_out(&self, asked: Arc<Asked>) -> Done {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Given {
            locks: asked.locks(),
            asked,
            ended: None,
            reply,
        });
        self.queue(job, answer).await
    }

    async fn queue<T>(
        &self,
        job: Box<dyn Job>,
        answer: oneshot::Receiver<Ended<T>>,
    ) -> Result<T, Error> {
        self.queue
            .try_send(Message::Run(job))
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => Error::Busy,
                mpsc::error::TrySendError::Closed(_) => Error::closed(),
            })?;
        match answer.await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(Error::closed()),
        }
    }

    /// Pieces of work that wait for their turn.
    pub(crate) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Returns when all work that waited is done and the connection is closed.
    pub(crate) async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.queue.send(Message::Close(closed)).await.is_ok() {
            // An error means that the writer has ended already, which is what was wanted.
            drop(done.await);
        }
    }
}

async fn serve(mut open: Option<Conn>, door: Door, mut waiting: mpsc::Receiver<Message>) {
    let mut closing = None;
    let mut turn = Duration::ZERO;
    while let Some(message) = waiting.recv().await {
        let first = match message {
            Message::Run(job) => job,
            Message::Close(done) => {
                waiting.close();
                closing = Some(done);
                continue;
            }
        };
        let mut conn = match reopened(open.take(), &door).await {
            Ok(conn) => conn,
            Err(error) => {
                first.answer(Some(error));
                continue;
            }
        };
        let more = || match waiting.try_recv() {
            Ok(Message::Run(job)) => Some(job),
            Ok(Message::Close(done)) => {
                closing = Some(done);
                None
            }
            Err(_) => None,
        };
        // A connection that failed is dropped, which undoes whatever it had begun.
        let (usable, held) = share(&door, &mut conn, first, more).await;
        open = usable.then_some(conn);
        if closing.is_some() {
            waiting.close();
        }
        turn += held;
        if turn >= LONGEST_TURN {
            sleep(PAUSE).await;
            turn = Duration::ZERO;
        }
    }
    if let Some(Err(error)) = close(open).await {
        tracing::warn!(%error, "the database was not closed cleanly; it recovers at the next start");
    }
    // Nobody may wait for it any more.
    closing.map(|done| done.send(()));
}

async fn reopened(open: Option<Conn>, door: &Door) -> Result<Conn, Error> {
    match open {
        Some(conn) => Ok(conn),
        None => door.connect().await,
    }
}

async fn close(open: Option<Conn>) -> Option<Result<(), sqlx::Error>> {
    Some(open?.close().await)
}

#[cfg(test)]
mod tests;
