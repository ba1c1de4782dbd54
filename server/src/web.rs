//! What every request can reach.

use crate::{
    config::Settings, live::Live, mail::Mailer, metrics::Metrics, outage::Outage,
    password::Passwords, setup::Setup, site::Site, token,
};
use app::ssr::{Addresses, Post, Send};
use axum::{
    extract::FromRef,
    http::{HeaderMap, header},
};
use domain::OrganizationId;
use leptos::config::LeptosOptions;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use store::{Asker, SignedIn, Store};
use tokio::sync::Semaphore;

/// The state that handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    organization: OrganizationId,
    settings: Settings,
    site: Site,
    passwords: Passwords,
    setup: Setup,
    mailer: Option<Mailer>,
    live: Live,
    metrics: Metrics,
    room: Semaphore,
    draining: AtomicBool,
    unready: Outage,
}

impl Web {
    /// Ready to serve `organization` of `store`.
    ///
    /// # Errors
    /// Those of the store: whether somebody can sign in yet is looked up. [`store::Error::Input`] if a setting can't be
    /// used.
    pub async fn new(
        store: Store,
        organization: OrganizationId,
        settings: Settings,
    ) -> Result<Self, store::Error> {
        let mailer = settings.smtp_url.as_deref();
        let mailer = mailer.map(|url| Mailer::new(url, settings.smtp_from.as_deref()));
        let mailer = mailer
            .transpose()
            .map_err(|why| store::Error::Input(why.into()))?;
        let setup = Setup::begin(store.needs_setup(organization).await?);
        let inner = Inner {
            site: Site::find(&settings),
            room: Semaphore::new(settings.most_requests),
            passwords: Passwords::new(),
            live: Live::new(),
            metrics: Metrics::new(&store),
            draining: AtomicBool::new(false),
            unready: Outage::default(),
            store,
            organization,
            settings,
            setup,
            mailer,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The one-time code that the setup page asks for, while nobody can sign in.
    pub fn setup_code(&self) -> Option<String> {
        self.setup().code()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn organization(&self) -> OrganizationId {
        self.inner.organization
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Where browsers reach this server: as the settings say, or as the one that asks names it.
    pub(crate) fn addresses(&self, headers: &HeaderMap) -> Addresses {
        let settings = self.settings();
        let public = settings.public_url.clone().unwrap_or_else(|| {
            let host = headers
                .get(header::HOST)
                .and_then(|host| host.to_str().ok());
            format!(
                "{}://{}",
                settings.scheme(),
                host.unwrap_or(&settings.listen)
            )
        });
        Addresses {
            public,
            start: settings.start_url.clone(),
        }
    }

    pub(crate) fn site(&self) -> &Site {
        &self.inner.site
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.inner.setup
    }

    /// How secrets are made and mails sent.
    pub(crate) fn post(&self) -> Post {
        let mailer = self.inner.mailer.clone();
        Post {
            secret: || token::with_hash(token::fresh()),
            drawn: |secret, guest| token::with_hash(token::drawn(secret, guest)),
            send: mailer.map(|mailer| Arc::new(move |mail| mailer.send(mail)) as Send),
        }
    }

    /// Says from now on that it is not ready, and goes on serving: it stops soon.
    pub fn drain(&self) {
        self.inner.draining.store(true, Ordering::Relaxed);
    }

    /// Does it stop soon?
    pub(crate) fn is_draining(&self) -> bool {
        self.inner.draining.load(Ordering::Relaxed)
    }

    /// Whether the last who asked was told that it is not ready, for want of the database.
    pub(crate) fn unready(&self) -> &Outage {
        &self.inner.unready
    }

    /// Ends the connections of live pages, which would never end by themselves.
    pub fn stop_live(&self) {
        self.live().stop();
    }

    /// What live pages follow.
    pub(crate) fn live(&self) -> &Live {
        &self.inner.live
    }

    /// What is measured.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// Room for requests; each takes a place.
    pub(crate) fn room(&self) -> &Semaphore {
        &self.inner.room
    }
}

impl FromRef<Web> for LeptosOptions {
    fn from_ref(web: &Web) -> Self {
        web.site().options.clone()
    }
}

/// Who asks, when somebody signed in does so in a browser.
pub(crate) fn asker(signed_in: &SignedIn) -> Asker {
    Asker {
        organization: signed_in.organization,
        actor: domain::Actor {
            name: signed_in.name.clone(),
            roles: signed_in.roles.clone(),
        },
        user: Some(signed_in.user),
        origin: "web",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Web;
    use crate::config::Settings;
    use clap::Parser;
    use store::{Sources, Store};
    use tempfile::TempDir;

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        settings: Settings,
    }

    /// A server with an organization in which nobody is, as it stands when no flag is given; and the folder of its
    /// database.
    pub(crate) async fn web() -> (Web, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("usher.db").display());
        let store = Store::open(&url, Sources::system()).await.unwrap();
        let organization = store.create_organization("Northlight Labs", "", None).await;
        let settings = Flags::parse_from(["usher"]).settings;
        let web = Web::new(store, organization.unwrap(), settings);
        (web.await.unwrap(), folder)
    }
}
