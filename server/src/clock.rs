//! Lets time do its work while the server runs: purges, and whatever else becomes due.

use crate::web::Web;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often to look. What is due is due by the store's clock, not by this one.
const EVERY: Duration = Duration::from_secs(60);

/// Never ends. A failure is logged, and tried again the next time.
pub(crate) async fn keep(web: &Web) {
    let mut times = interval(EVERY);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        match web.store().tick(web.organization()).await {
            Ok(done) if done == store::Ticked::default() => {}
            Ok(done) => tracing::info!(?done, "time did its work"),
            Err(error) => tracing::warn!(%error, "what is due was not done; it is tried again"),
        }
    }
}
