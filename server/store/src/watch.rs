//! For whoever watches over the process: what became of each order, and how much there is to do.

use crate::{
    Error, Store,
    database::Pool,
    sql::{Conn, Engine, query_scalar},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::timeout;

/// So long does somebody wait for the writer to say whether it can write. One that is at work for longer can.
const LONGEST_LOOK: Duration = Duration::from_millis(300);

/// The answer to an order.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// What it does first, by [`Action::name`](domain::Action::name); `none` if it has no step.
    pub action: &'static str,
    /// `done`, `refused`, `changed` (it was not what was shown any more), `invalid`, `busy` or `fault`.
    pub outcome: &'static str,
    /// From when it was given until it was answered: waiting included.
    pub took: Duration,
}

impl Answered {
    pub(crate) fn outcome<T>(done: &Result<T, Error>) -> &'static str {
        match done {
            Ok(_) => "done",
            Err(Error::Refused(_) | Error::NotAllowed(_)) => "refused",
            Err(Error::Changed(_)) => "changed",
            Err(Error::Missing(_) | Error::Input(_) | Error::Rows(_) | Error::KeyReused(_)) => {
                "invalid"
            }
            Err(Error::Busy) => "busy",
            Err(
                Error::Unavailable(_)
                | Error::Unsure(_)
                | Error::Damaged(_)
                | Error::Inconsistent(_)
                | Error::Database(_),
            ) => "fault",
        }
    }
}

/// How busy the store is at the moment.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Connections that read.
    pub readers: u32,
    /// Those of them that nobody uses.
    pub readers_idle: u32,
    /// Pieces of work in front of the writer.
    pub waiting: usize,
}

/// Hears of each answer.
pub(crate) type Hear = Box<dyn Fn(&Answered) + Send + Sync>;

/// What is known of whether the database takes writes. Looks wait in the writer's queue, which is for orders, so only one
/// does at a time, however many ask.
#[derive(Default)]
pub(crate) struct Looks {
    /// Whoever looks has it until the writer is done with the look.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// Why it takes none, as the last look found.
    fault: Mutex<Option<String>>,
}

impl Looks {
    fn found(&self, fault: Option<String>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    fn known(&self) -> Result<(), Error> {
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        match &*fault {
            Some(why) => Err(Error::Unavailable(why.clone())),
            None => Ok(()),
        }
    }
}

impl Store {
    /// From now on, `hear` is told of each order that this process answers. The first one stays.
    pub fn on_answer(&self, hear: impl Fn(&Answered) + Send + Sync + 'static) {
        // A second one has nothing to hear: there is one process to watch over.
        let _ = self.watch.set(Box::new(hear));
    }

    /// Can the database be written? One that is busy can. While somebody looks, others are answered what was found last.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it can't: a PostgreSQL that is a standby, say, or a disk that became read-only.
    pub async fn takes_writes(&self) -> Result<(), Error> {
        let Ok(turn) = self.looks.turn.clone().try_lock_owned() else {
            return self.looks.known();
        };
        let read_only = self.engine.write(async move |conn: &mut Conn| {
            // The work holds it, not whoever waits for so long only.
            let _ = &turn;
            Ok(match conn.engine() {
                // It has begun to write.
                Engine::Sqlite => false,
                Engine::Postgres => {
                    let read_only = "select current_setting('transaction_read_only') = 'on'";
                    query_scalar(read_only).fetch_one(conn).await?
                }
            })
        });
        self.looks.found(match timeout(LONGEST_LOOK, read_only).await {
            Ok(Ok(false) | Err(Error::Busy)) | Err(_) => None,
            Ok(Ok(true)) => Some(
                "The database can't be written: it is a standby, or set to be read only. Use the address of the primary."
                    .into(),
            ),
            Ok(Err(error)) => Some(error.to_string()),
        });
        self.looks.known()
    }

    /// How busy the store is at the moment.
    pub fn load(&self) -> Load {
        let (readers, idle) = match &self.engine.readers {
            Pool::Sqlite(pool) => (pool.size(), pool.num_idle()),
            Pool::Postgres(pool) => (pool.size(), pool.num_idle()),
        };
        Load {
            readers,
            readers_idle: u32::try_from(idle).unwrap_or(readers),
            waiting: self.engine.writer.waiting(),
        }
    }
}
