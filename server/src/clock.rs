//! Lets time do its work while the server runs: purges, and whatever else becomes due.

use crate::web::Web;
use std::time::Duration;
use store::{Error, Store, Ticked};
use tokio::time::{MissedTickBehavior, interval};

/// How often to look. What is due is due by the store's clock, not by this one.
const EVERY: Duration = Duration::from_secs(60);

/// Never ends. A failure is logged, and tried again the next time.
pub(crate) async fn keep(web: &Web) {
    let mut times = interval(EVERY);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        if let Err(error) = tick(web.store()).await {
            tracing::warn!(%error, "what is due was not done; it is tried again");
        }
    }
}

async fn tick(store: &Store) -> Result<(), Error> {
    for organization in store.organizations().await? {
        let done = store.tick(organization.id).await?;
        if done != Ticked::default() {
            tracing::info!(organization = organization.name, ?done, "time did its work");
        }
    }
    Ok(())
}
