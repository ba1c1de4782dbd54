//! `GET /metrics`, in the OpenMetrics text format, on an address of its own: what it tells is for whoever runs the server,
//! and for nobody who can reach the pages.

use crate::web::Web;
use axum::{
    Router,
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::text::encode,
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use store::{Answered, Asker, Error, Store};

/// Of OpenMetrics 1.0.
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// Organizations may be called alike, so their ids stand beside their names.
type SeatLabels = [(&'static str, Arc<str>); 4];

/// What is counted since the process began, and what is looked up when somebody asks.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels<2>, Histogram, fn() -> Histogram>,
    seats: Family<SeatLabels, Gauge>,
    followers: Gauge,
    readers: Family<Labels<1>, Gauge>,
    waiting: Gauge,
    /// Whoever looks up and writes out has all of it alone, or else would be told what another has half looked up.
    telling: Mutex<()>,
}

impl Metrics {
    /// Nothing is counted yet. From now on, `store` tells what becomes of orders.
    pub(crate) fn new(store: &Store) -> Self {
        let mut registry = Registry::with_prefix("usher");
        let orders = Family::<Labels<2>, Counter>::default();
        let took = Family::<Labels<1>, Histogram, _>::new_with_constructor(seconds as fn() -> _);
        let requests = Family::new_with_constructor(seconds as fn() -> _);
        let seats = Family::default();
        let followers = Gauge::default();
        let readers = Family::default();
        let waiting = Gauge::default();
        registry.register(
            "orders",
            "Orders answered, by what they do first and how they ended",
            orders.clone(),
        );
        registry.register_with_unit(
            "order",
            "From when an order was given until it was answered, waiting included",
            Unit::Seconds,
            took.clone(),
        );
        registry.register_with_unit(
            "request",
            "From a request to the head of its answer, by method and status",
            Unit::Seconds,
            Family::clone(&requests),
        );
        registry.register(
            "seats",
            "Seats of each product owned: those that can be assigned, and those that are",
            Family::clone(&seats),
        );
        registry.register(
            "feed_clients",
            "Pages that follow the changes",
            followers.clone(),
        );
        registry.register(
            "readers",
            "Connections that read from the database",
            Family::clone(&readers),
        );
        registry.register(
            "writer_queue",
            "Pieces of work that wait for the writer",
            waiting.clone(),
        );
        store.on_answer(move |answered: &Answered| {
            let action = ("action", answered.action);
            let ended = [action, ("outcome", answered.outcome)];
            orders.get_or_create(&ended).inc();
            took.get_or_create(&[action])
                .observe(answered.took.as_secs_f64());
        });
        Self {
            registry,
            requests,
            seats,
            followers,
            readers,
            waiting,
            telling: Mutex::new(()),
        }
    }

    /// A request was answered.
    pub(crate) fn request(&self, method: &Method, status: StatusCode, took: Duration) {
        // Anybody can ask by a method of their own making.
        let method = match *method {
            Method::GET => "get",
            Method::POST => "post",
            _ => "other",
        };
        let class = match status.as_u16() / 100 {
            1 => "1xx",
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        self.requests
            .get_or_create(&[("method", method), ("status", class)])
            .observe(took.as_secs_f64());
    }

    /// All of it, as text.
    async fn told(&self, web: &Web) -> Result<String, Error> {
        let seats = seats_of_all(web.store()).await;
        let _alone = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let load = web.store().load();
        self.waiting
            .set(i64::try_from(load.waiting).unwrap_or(i64::MAX));
        let used = load.readers.saturating_sub(load.readers_idle);
        for (state, number) in [("idle", load.readers_idle), ("used", used)] {
            self.readers
                .get_or_create(&[("state", state)])
                .set(i64::from(number));
        }
        let followers = web.live().followers();
        self.followers
            .set(i64::try_from(followers).unwrap_or(i64::MAX));
        // A product that is owned no more has no seats to tell.
        self.seats.clear();
        for (labels, number) in &seats {
            self.seats.get_or_create(labels).set(*number);
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)
            .map_err(|fmt::Error| Error::Inconsistent("unwritable metrics".into()))?;
        Ok(text)
    }
}

/// The seats of each organization's products; none of one that can't be looked at.
async fn seats_of_all(store: &Store) -> Vec<(SeatLabels, i64)> {
    let organizations = store.organizations().await.unwrap_or_else(|error| {
        tracing::warn!(%error, "no seats can be measured");
        Vec::new()
    });
    let mut all = Vec::new();
    for organization in organizations {
        let name = organization.name;
        let products = match store.products(&Asker::operator(organization.id)).await {
            Ok(products) => products,
            Err(error) => {
                tracing::warn!(organization = name, %error, "its seats can't be measured");
                continue;
            }
        };
        let id: Arc<str> = organization.id.0.to_string().into();
        let name: Arc<str> = name.into();
        for product in products {
            let seats = product.seats;
            for (kind, number) in [
                ("assignable", seats.assignable),
                ("assigned", seats.assigned),
            ] {
                let labels = [
                    ("organization_id", id.clone()),
                    ("organization", name.clone()),
                    ("product", product.slug.clone()),
                    ("kind", kind.into()),
                ];
                all.push((labels, number.into()));
            }
        }
    }
    all
}

/// From a millisecond to a minute and a half.
fn seconds() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 17))
}

/// What the address for whoever runs the server answers.
pub(crate) fn router(web: Web) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state(web)
}

async fn metrics(State(web): State<Web>) -> Response {
    match web.metrics().told(&web).await {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(error) => {
            tracing::warn!(%error, "nothing can be measured");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::web::tests::web;
    use store::Asker;

    #[tokio::test]
    async fn whoever_asks_at_the_same_time_as_others_is_told_all_of_it() {
        let (web, _folder) = web().await;
        for name in ["Southlight", "Eastlight", "Westlight"] {
            let made = web.store().create_organization(name, "", None).await;
            let asker = Asker::operator(made.unwrap());
            web.store().make_demo(&asker).await.unwrap();
        }
        let ask = |_| {
            let web = web.clone();
            tokio::spawn(async move { web.metrics().told(&web).await.unwrap() })
        };
        let asked: Vec<_> = (0..16).map(ask).collect();
        for asked in asked {
            let told = asked.await.unwrap();
            for organization in 2..=4 {
                let seats = format!("usher_seats{{organization_id=\"{organization}\",");
                assert!(told.contains(&seats), "{organization}: {told}");
            }
        }
    }

    #[tokio::test]
    async fn a_database_that_is_gone_takes_the_seats_only() {
        let (web, _folder) = web().await;
        web.store().close().await;
        let told = web.metrics().told(&web).await.unwrap();
        assert!(told.contains("usher_feed_clients 0\n"), "{told}");
        assert!(!told.contains("usher_seats{"), "{told}");
    }
}
