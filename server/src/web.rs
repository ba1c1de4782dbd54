//! What every request can reach.

use crate::{attempts::Attempts, config::Settings, password::Passwords, setup::Setup, site::Site};
use axum::extract::FromRef;
use domain::OrganizationId;
use leptos::config::LeptosOptions;
use std::sync::Arc;
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
    attempts: Attempts,
    setup: Setup,
    room: Semaphore,
}

impl Web {
    /// Ready to serve `organization` of `store`.
    ///
    /// # Errors
    /// Those of the store: whether somebody can sign in yet is looked up.
    pub async fn new(
        store: Store,
        organization: OrganizationId,
        settings: Settings,
    ) -> Result<Self, store::Error> {
        let setup = Setup::begin(store.needs_setup(organization).await?);
        let inner = Inner {
            site: Site::find(&settings),
            room: Semaphore::new(settings.most_requests),
            passwords: Passwords::new(),
            attempts: Attempts::new(),
            store,
            organization,
            settings,
            setup,
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

    pub(crate) fn site(&self) -> &Site {
        &self.inner.site
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    pub(crate) fn attempts(&self) -> &Attempts {
        &self.inner.attempts
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.inner.setup
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
