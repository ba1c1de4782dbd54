//! Jobs that share a transaction, and are sealed with it.

use super::{
    Door,
    job::{Job, Verdict, caught, verdict},
};
use crate::{
    Error,
    carry_out::{Group, together},
    news,
    postgres::faults::{unsealed, unsure},
    sql::{Conn, Engine},
    tables::chain,
};
use domain::OrganizationId;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::Instant;

/// So many may share a commit, so that nobody waits long for an answer.
const LARGEST_BATCH: usize = 256;

/// So often is a transaction tried that PostgreSQL calls off for the sake of another.
const MOST_TRIES: u32 = 8;

/// Runs `first` and `more` in one transaction, seals what the ledger tells of them, then answers them all. Can the
/// connection still be used, and how long could nobody else write?
pub(super) async fn share(
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
                    && asked.elapsed() < door.patience() => {}
            ended => break ended.err(),
        }
    };
    let sealed = match failure {
        None => seal_after(door, conn, &mut jobs).await,
        Some(_) => Ok(()),
    };
    let usable =
        sealed.is_ok() && (failure.is_none() || begun.is_none() && conn.engine() == Engine::Sqlite);
    let held = begun.map_or(Duration::ZERO, |begun: Instant| begun.elapsed());
    let mut news = BTreeSet::new();
    for mut job in jobs {
        let place = job.place().copied();
        let waits = place.is_some_and(|place| place.entry.is_none());
        let failure = match &sealed {
            Err(error) if waits => Some(unsealed(error)),
            _ => failure.as_ref().map(Error::shared),
        };
        if failure.is_none() {
            news.extend(place.map(|place| place.organization));
        }
        job.answer(failure);
    }
    (usable && tell(conn, news).await, held)
}

/// Tells whoever follows these organizations; nobody's answer waits for that. Can the connection still be used?
async fn tell(conn: &mut Conn, organizations: BTreeSet<OrganizationId>) -> bool {
    for organization in organizations {
        if let Err(error) = news::tell_after(conn, organization).await {
            tracing::warn!(%error, "whoever follows was not told, and finds it later");
            return false;
        }
    }
    true
}

/// Seals what was committed without, because somebody else was at the end of the chain.
async fn seal_after(door: &Door, conn: &mut Conn, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
    let places = jobs.iter_mut().filter_map(|job| job.place());
    let mut places: Vec<_> = places.filter(|place| place.entry.is_none()).collect();
    if places.is_empty() {
        return Ok(());
    }
    let sealed = async {
        let mut sealing = door.begin(conn).await?;
        chain::seal(&mut sealing, &mut places, true).await?;
        Ok(sealing.commit().await?)
    }
    .await;
    if sealed.is_err() {
        // A number that was not kept may become another entry's.
        places.iter_mut().for_each(|place| place.entry = None);
    }
    sealed
}

/// Does `jobs`, and whatever waits with them.
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
    loop {
        while jobs.len() < LARGEST_BATCH
            && let Some(next) = more()
        {
            jobs.push(next);
        }
        if done == jobs.len() {
            break;
        }
        together.lock(jobs.iter().map(|job| job.locks())).await?;
        // Who stands alone so far needs no savepoint.
        if let [alone] = &mut jobs[..] {
            match alone.run(&mut together).await {
                Verdict::Keep => {}
                Verdict::Undo => return Ok(together.rollback().await?),
                Verdict::Fail(failure) => return Err(failure),
            }
            done = 1;
        }
        let mut rest = &mut jobs[done..];
        while !rest.is_empty() {
            let (group, others) = rest.split_at_mut(group(rest));
            rest = others;
            if group.len() == 1 || !run_together(&mut together, group).await? {
                run_each(&mut together, group).await?;
            }
        }
        done = jobs.len();
        // Locks are all taken at once: whoever comes now shares the next transaction.
        if together.engine() == Engine::Postgres {
            break;
        }
    }
    let mut places: Vec<_> = jobs.iter_mut().filter_map(|job| job.place()).collect();
    chain::seal(&mut together, &mut places, false).await?;
    together.commit().await.map_err(unsure)
}

/// How many of `jobs` are run together: orders that can be, or else the first alone.
fn group(jobs: &[Box<dyn Job>]) -> usize {
    let mut group = Group::default();
    let orders = jobs.iter().map(|job| job.order());
    let admitted = orders.take_while(|order| order.is_some_and(|asked| group.admits(asked)));
    admitted.count().max(1)
}

/// Carries out orders together. Answers whether it was kept; if not, nothing was done.
async fn run_together(conn: &mut Conn, group: &mut [Box<dyn Job>]) -> Result<bool, Error> {
    let asked: Vec<_> = group.iter().filter_map(|job| job.order()).collect();
    let mut alone = conn.begin().await?;
    let ended = caught(Box::pin(together(&mut alone, &asked))).await;
    match verdict(&ended) {
        Verdict::Keep => alone.commit().await?,
        Verdict::Undo => alone.rollback().await?,
        Verdict::Fail(failure) => return Err(failure),
    }
    let Ok(Ok(all)) = ended else {
        return Ok(false);
    };
    for (job, done) in group.iter_mut().zip(all) {
        job.done(done);
    }
    Ok(true)
}

/// Runs jobs one after the other, so that who is refused or breaks takes nobody along.
async fn run_each(conn: &mut Conn, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
    for job in jobs {
        let mut alone = conn.begin().await?;
        match job.run(&mut alone).await {
            Verdict::Keep => alone.commit().await?,
            Verdict::Undo => alone.rollback().await?,
            Verdict::Fail(failure) => return Err(failure),
        }
    }
    Ok(())
}
