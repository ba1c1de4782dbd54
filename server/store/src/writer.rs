//! The one writer of this process: a thread with a queue. Who waits while it works shares the next commit, so that a
//! flush of the disk serves many orders. A thread of its own, because to decide an order for a hundred thousand users
//! would keep the server's threads from everybody else.
//!
//! Other processes write to the same SQLite file, and it has no queue for them: who waits asks again and again. So
//! who waits asks often, and who has much to write lets go of the file from time to time. PostgreSQL lets them wait
//! by row (see [`postgres`](crate::postgres)), and may call a transaction off that waits in a circle with another:
//! that one is done again, which is why work can be repeated.

use crate::{
    Error,
    postgres::faults::unsure,
    sql::{Conn, Engine, Transaction},
};
use sqlx::{ConnectOptions, postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep},
};

/// How long to wait for another process that writes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// So much work may wait; more is turned away at once, as busy.
const LONGEST_QUEUE: usize = 1024;

/// So many may share a commit, so that nobody waits long for an answer.
const LARGEST_BATCH: usize = 256;

/// So long may this process write, all in all, before it lets go of the file...
const LONGEST_TURN: Duration = Duration::from_millis(100);

/// ...for so long, in which whoever waits asks.
const PAUSE: Duration = Duration::from_millis(3);

/// So often is a transaction tried that PostgreSQL calls off for the sake of another.
const MOST_TRIES: u32 = 8;

/// How a piece of work ended, unless it panicked.
type Ended<T> = Result<Result<T, Error>, Box<dyn Any + Send>>;

/// What shall become of a piece of work.
enum Verdict {
    /// Commit it.
    Keep,
    /// Undo it: it was refused, or it broke.
    Undo,
    /// Undo everything: the disk or the file fails, which may have ended the whole transaction.
    Fail(Error),
}

/// A verdict, some time. It is worked out on the writer's thread.
type Ruling<'a> = Pin<Box<dyn Future<Output = Verdict> + 'a>>;

/// What work on a connection answers, some time.
type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// A piece of work with whoever waits for its answer.
trait Job: Send {
    /// Does the work; again, if what it did before was undone.
    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> Ruling<'a>;

    /// Tells whoever waits, if anybody still does. `failure` is why nothing could be kept.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

struct Task<T, F> {
    work: F,
    ended: Option<Ended<T>>,
    reply: oneshot::Sender<Ended<T>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
{
    fn run<'a>(&'a mut self, conn: &'a mut Conn) -> Ruling<'a> {
        Box::pin(async move {
            let ended = caught(Box::pin((self.work)(conn))).await;
            let ended = self.ended.insert(ended);
            match ended {
                Ok(Ok(_)) => Verdict::Keep,
                Ok(Err(failure @ (Error::Busy | Error::Unavailable(_)))) => {
                    Verdict::Fail(failure.shared())
                }
                Ok(Err(_)) | Err(_) => Verdict::Undo,
            }
        })
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        let ended = match (failure, self.ended) {
            (None, Some(ended)) => ended,
            (Some(_), Some(Err(panic))) => Err(panic),
            (Some(failure), _) => Ok(Err(failure)),
            (None, None) => Ok(Err(Error::closed())),
        };
        // Whoever asked may have gone: what was committed stays committed.
        drop(self.reply.send(ended));
    }
}

/// Runs `work`; a panic in it is its caller's, not the writer's.
async fn caught<T>(mut work: Work<'_, T>) -> Ended<T> {
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        },
    )
    .await
}

enum Message {
    Run(Box<dyn Job>),
    Close(oneshot::Sender<()>),
}

/// How the writer connects, and takes its turn among other processes.
pub(crate) enum Door {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Door {
    async fn connect(&self) -> Result<Conn, Error> {
        Ok(match self {
            Self::Sqlite(options) => options.connect().await?.into(),
            Self::Postgres(options) => options.connect().await?.into(),
        })
    }

    async fn begin<'c>(&self, conn: &'c mut Conn) -> Result<Transaction<'c>, Error> {
        match self {
            Self::Sqlite(_) => crate::sqlite::begin(conn).await,
            Self::Postgres(_) => {
                if conn.start("begin").await.is_err() {
                    // It broke while nobody used it, when PostgreSQL was restarted, say. Nothing was begun.
                    *conn = self.connect().await?;
                    conn.start("begin").await?;
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
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Task {
            work,
            ended: None,
            reply,
        });
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

/// Runs `first` and `more` in one transaction, then answers them all. Can the connection still be used, and how long
/// could nobody else write?
async fn share(
    door: &Door,
    conn: &mut Conn,
    first: Box<dyn Job>,
    mut more: impl FnMut() -> Option<Box<dyn Job>>,
) -> (bool, Duration) {
    let mut jobs = vec![first];
    let mut begun = None;
    let (mut tries, asked) = (0, Instant::now());
    let failure = loop {
        tries += 1;
        let ended = transaction(door, conn, &mut jobs, &mut more, &mut begun).await;
        match ended {
            Err(Error::Busy)
                if conn.engine() == Engine::Postgres
                    && begun.is_some()
                    && tries < MOST_TRIES
                    && asked.elapsed() < PATIENCE => {}
            ended => break ended.err(),
        }
    };
    let usable = failure.is_none() || begun.is_none() && conn.engine() == Engine::Sqlite;
    let held = begun.map_or(Duration::ZERO, |begun: Instant| begun.elapsed());
    for job in jobs {
        job.answer(failure.as_ref().map(Error::shared));
    }
    (usable, held)
}

/// Does `jobs`, and whatever comes meanwhile: on its way, or in the same transaction as before.
async fn transaction(
    door: &Door,
    conn: &mut Conn,
    jobs: &mut Vec<Box<dyn Job>>,
    more: &mut impl FnMut() -> Option<Box<dyn Job>>,
    begun: &mut Option<Instant>,
) -> Result<(), Error> {
    *begun = None;
    let mut together = door.begin(conn).await?;
    *begun = Some(Instant::now());
    let mut done = 0;
    while done < LARGEST_BATCH {
        if done == jobs.len() {
            match more() {
                Some(next) => jobs.push(next),
                None => break,
            }
        }
        // Who stands alone so far needs no savepoint.
        let is_alone = jobs.len() == 1;
        let job = &mut jobs[done];
        done += 1;
        if is_alone {
            match job.run(&mut together).await {
                Verdict::Keep => continue,
                Verdict::Undo => return Ok(together.rollback().await?),
                Verdict::Fail(failure) => return Err(failure),
            }
        }
        let mut alone = together.begin().await?;
        match job.run(&mut alone).await {
            Verdict::Keep => alone.commit().await?,
            Verdict::Undo => alone.rollback().await?,
            Verdict::Fail(failure) => return Err(failure),
        }
    }
    together.commit().await.map_err(unsure)
}

#[cfg(test)]
mod tests;
