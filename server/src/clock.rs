//! Lets time do its work while the server runs: purges, and whatever else becomes due.

use crate::web::Web;
use domain::OrganizationId;
use std::time::Duration;
use store::{Error, Organization, Store, Ticked};
use tokio::time::{MissedTickBehavior, interval};

/// How often to look. What is due is due by the store's clock, not by this one.
const EVERY: Duration = Duration::from_secs(60);

/// Never ends. A failure is logged, and tried again the next time.
pub(crate) async fn keep(web: &Web) {
    let mut times = interval(EVERY);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        times.tick().await;
        tick(web.store()).await;
    }
}

async fn tick(store: &Store) {
    match store.organizations().await {
        Ok(all) => tick_each(&all, async |one| store.tick(one).await).await,
        Err(error) => tracing::warn!(%error, "what is due was not done; it is tried again"),
    }
}

/// What one organization meets keeps time from no other.
async fn tick_each(
    all: &[Organization],
    tick: impl AsyncFn(OrganizationId) -> Result<Ticked, Error>,
) {
    for organization in all {
        let name = &organization.name;
        match tick(organization.id).await {
            Ok(done) if done == Ticked::default() => {}
            Ok(done) => tracing::info!(organization = name, ?done, "time did its work"),
            Err(error) => {
                tracing::warn!(organization = name, %error, "what is due was not done; it is tried again");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[tokio::test]
    async fn an_organization_that_fails_keeps_time_from_no_other() {
        let organization = |id: i64| Organization {
            id: OrganizationId(id),
            name: id.to_string(),
            domain: String::new(),
        };
        let all = [1, 2, 3].map(organization);
        let ticked = RefCell::new(Vec::new());
        let tick = async |one: OrganizationId| {
            ticked.borrow_mut().push(one.0);
            match one.0 {
                2 => Err(Error::Busy),
                _ => Ok(Ticked::default()),
            }
        };
        tick_each(&all, tick).await;
        assert_eq!(ticked.into_inner(), [1, 2, 3]);
    }
}
