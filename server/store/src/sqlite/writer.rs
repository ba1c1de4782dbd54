//! The one writer: a thread with a queue. Who waits while it works shares the next commit, so that a flush
//! of the disk serves many orders. A thread of its own, because to decide an order for a hundred thousand users
//! would keep the server's threads from everybody else.
//!
//! Other processes write to the same file, and SQLite has no queue for them: who waits asks again and again. So
//! who waits asks often, and who has much to write lets go of the file from time to time.

use super::open::PATIENCE;
use crate::Error;
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
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

/// What work on a connection answers, some time.
pub(crate) type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'c>>;

/// So much work may wait; more is turned away at once, as busy.
const LONGEST_QUEUE: usize = 1024;

/// So many may share a commit, so that nobody waits long for an answer.
const LARGEST_BATCH: usize = 256;

/// How often to ask whether the other process has finished. SQLite's own waiting asks every 100 ms, and a process
/// that writes without end is hardly ever between two transactions just then.
const ASKING: Duration = Duration::from_millis(1);

/// So long may this process write, all in all, before it lets go of the file...
const LONGEST_TURN: Duration = Duration::from_millis(100);

/// ...for so long, in which whoever waits asks.
const PAUSE: Duration = Duration::from_millis(3);

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

/// A verdict, some time.
type Ruling<'a> = Pin<Box<dyn Future<Output = Verdict> + Send + 'a>>;

/// A piece of work with whoever waits for its answer.
trait Job: Send {
    /// Does the work.
    fn run<'a>(&'a mut self, conn: &'a mut SqliteConnection) -> Ruling<'a>;

    /// Tells whoever waits, if anybody still does. `failure` is why nothing could be kept.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

struct Task<T, F> {
    work: Option<F>,
    ended: Option<Ended<T>>,
    reply: oneshot::Sender<Ended<T>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
{
    fn run<'a>(&'a mut self, conn: &'a mut SqliteConnection) -> Ruling<'a> {
        Box::pin(async move {
            let Some(work) = self.work.take() else {
                return Verdict::Undo;
            };
            let ended = self.ended.insert(caught(work(conn)).await);
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

/// The way to the writer.
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    /// Starts the writer on `conn`. A connection that failed is replaced by a new one, by `options`.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub(super) fn start(
        conn: SqliteConnection,
        options: SqliteConnectOptions,
    ) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(LONGEST_QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()?;
        std::thread::Builder::new()
            .name("usher-writer".into())
            .spawn(move || runtime.block_on(serve(conn, options, waiting)))?;
        Ok(Self { queue })
    }

    /// See [`Sqlite::write`](super::Sqlite::write).
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Task {
            work: Some(work),
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

    /// Returns when all work that waited is done and the connection is closed.
    pub(super) async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.queue.send(Message::Close(closed)).await.is_ok() {
            // An error means that the writer has ended already, which is what was wanted.
            drop(done.await);
        }
    }
}

async fn serve(
    conn: SqliteConnection,
    options: SqliteConnectOptions,
    mut waiting: mpsc::Receiver<Message>,
) {
    let mut open = Some(conn);
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
        let mut conn = match reopened(open.take(), &options).await {
            Ok(conn) => conn,
            Err(error) => {
                first.answer(Some(error.into()));
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
        let (usable, held) = share(&mut conn, first, more).await;
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

async fn reopened(
    open: Option<SqliteConnection>,
    options: &SqliteConnectOptions,
) -> Result<SqliteConnection, sqlx::Error> {
    match open {
        Some(conn) => Ok(conn),
        None => options.connect().await,
    }
}

async fn close(open: Option<SqliteConnection>) -> Option<Result<(), sqlx::Error>> {
    Some(open?.close().await)
}

/// Runs `first` and `more` in one transaction, then answers them all. Can the connection still be used, and how long
/// could nobody else write?
async fn share(
    conn: &mut SqliteConnection,
    first: Box<dyn Job>,
    more: impl FnMut() -> Option<Box<dyn Job>>,
) -> (bool, Duration) {
    let mut done = Vec::new();
    let mut begun = None;
    let ended = transaction(conn, first, more, &mut done, &mut begun).await;
    let failure = ended.err();
    let usable = failure.is_none() || begun.is_none();
    let held = begun.map_or(Duration::ZERO, |begun| begun.elapsed());
    for job in done {
        job.answer(failure.as_ref().map(Error::shared));
    }
    (usable, held)
}

async fn transaction(
    conn: &mut SqliteConnection,
    first: Box<dyn Job>,
    mut more: impl FnMut() -> Option<Box<dyn Job>>,
    done: &mut Vec<Box<dyn Job>>,
    begun: &mut Option<Instant>,
) -> Result<(), Error> {
    let first = pushed(done, first);
    let asked = Instant::now();
    let mut together = loop {
        match conn
            .begin_with("begin immediate")
            .await
            .map_err(Error::from)
        {
            Err(Error::Busy) if asked.elapsed() < PATIENCE => sleep(ASKING).await,
            answered => break answered?,
        }
    };
    *begun = Some(Instant::now());
    // The first stands alone so far, and needs no savepoint of its own.
    match first.run(&mut together).await {
        Verdict::Keep => {}
        Verdict::Undo => return Ok(together.rollback().await?),
        Verdict::Fail(failure) => return Err(failure),
    }
    while done.len() < LARGEST_BATCH
        && let Some(next) = more()
    {
        let job = pushed(done, next);
        let mut alone = together.begin().await?;
        match job.run(&mut alone).await {
            Verdict::Keep => alone.commit().await?,
            Verdict::Undo => alone.rollback().await?,
            Verdict::Fail(failure) => return Err(failure),
        }
    }
    Ok(together.commit().await?)
}

fn pushed(jobs: &mut Vec<Box<dyn Job>>, job: Box<dyn Job>) -> &mut Box<dyn Job> {
    jobs.push(job);
    let last = jobs.len() - 1;
    &mut jobs[last]
}

#[cfg(test)]
mod tests {
    use crate::{Error, Sources, Store};

    #[tokio::test]
    async fn a_full_disk_is_said_clearly_and_nothing_is_half_written() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("usher.db").display());
        let store = Store::open(&url, Sources::system()).await.unwrap();
        const LIMIT: &str = "pragma max_page_count = 60";
        let limited = store.engine.write(|conn| {
            Box::pin(async { Ok(sqlx::query(LIMIT).execute(conn).await.map(drop)?) })
        });
        limited.await.unwrap();
        let mut failed = None;
        for id in 1..1_000 {
            let written = store.engine.write(move |conn| {
                Box::pin(async move {
                    let row = "insert into organization (organization_id, name, domain, created_at)
                               values (?1, hex(zeroblob(4000)), '', 0)";
                    for id in [2 * id, 2 * id + 1] {
                        sqlx::query(row).bind(id).execute(&mut *conn).await?;
                    }
                    Ok(())
                })
            });
            if let Err(error) = written.await {
                failed = Some(error);
                break;
            }
        }
        assert!(
            matches!(&failed, Some(Error::Unavailable(why)) if why.contains("disk is full")),
            "{failed:?}"
        );
        let mut conn = store.engine.read().await.unwrap();
        let rows: i64 = sqlx::query_scalar("select count(*) from organization")
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        assert!(rows > 0 && rows % 2 == 0, "{rows}");
        let again = store.engine.write(|conn| {
            Box::pin(async { Ok(sqlx::query("select 1").execute(conn).await.map(drop)?) })
        });
        again
            .await
            .expect("the writer goes on with a new connection");
    }
}
