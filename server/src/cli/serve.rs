//! `usher serve`.

use super::{Failure, Out, desk};
use crate::{
    clock,
    config::{self, Common, Settings},
    listen, live, metrics,
    router::router,
    web::Web,
};
use clap::Args;
use serde_json::json;
use std::{future::pending, net::SocketAddr, time::Duration};
use store::{Sources, Store};
use tokio::{net::TcpListener, time::sleep};

/// Serves the pages.
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    settings: Settings,
}

impl Serve {
    pub(crate) async fn run(self, common: &Common, out: &Out) -> Result<(), Failure> {
        let url = common.database.as_deref().unwrap_or(config::DATABASE);
        let store = Store::open(url, Sources::system()).await?;
        let named = common.organization.as_deref();
        let organization = desk::first(&store, named.unwrap_or(config::ORGANIZATION)).await?;
        let web = Web::new(store.clone(), organization, self.settings).await?;
        let served = serve(&web, out, |address| {
            let code = web.setup_code();
            let document = json!({
                "address": address,
                "setup": code.as_ref().map(|code| json!({"address": format!("{address}/setup"), "code": code})),
            });
            let text = match code {
                Some(code) => format!(
                    "Usher listens on {address}\n\nNobody can sign in yet. Open {address}/setup and enter the one-time \
                     code\n\n    {code}\n"
                ),
                None => format!("Usher listens on {address}"),
            };
            (document, text)
        })
        .await;
        store.close().await;
        served
    }
}

/// Listens, says where by `greeting`, and serves until asked to stop.
pub(crate) async fn serve(
    web: &Web,
    out: &Out,
    greeting: impl FnOnce(&str) -> (serde_json::Value, String),
) -> Result<(), Failure> {
    let settings = web.settings();
    let (listener, address) = listen_on(&settings.listen, "--listen").await?;
    let watched = match &settings.metrics {
        Some(metrics) => Some(listen_on(metrics, "--metrics").await?),
        None => None,
    };
    if !web.site().exists() {
        tracing::warn!(
            "the browser's files were not found: pages are bare. Build them, or name their folder with --site"
        );
    }
    let router = router(web.clone());
    let (mut document, mut text) = greeting(&format!("{}://{address}", settings.scheme()));
    if let Some((_, address)) = &watched {
        let address = format!("http://{address}/metrics");
        text = format!("{text}\nIts metrics are at {address}");
        document["metrics"] = address.into();
    }
    // Before it says that it is there: who hears that may ask it to stop at once.
    let asked = listen::asked_to_stop();
    out.print(&document, || text)?;
    let stop = async {
        asked.await;
        drain(web).await;
        web.stop_live();
    };
    tokio::select! {
        () = listen::serve(listener, router, web, stop) => {}
        () = clock::keep(web) => {}
        () = live::keep(web) => {}
        () = measure(watched, web) => {}
    }
    Ok(())
}

/// Goes on for a while, not ready any more, so that whoever sends requests here sends them elsewhere. Who asks again to
/// stop doesn't want to wait for that.
async fn drain(web: &Web) {
    let again = listen::asked_to_stop();
    web.drain();
    let seconds = web.settings().drain;
    if seconds > 0 {
        tracing::info!(
            seconds,
            "stopping soon: /readyz says so, and all is still served"
        );
        tokio::select! {
            () = sleep(Duration::from_secs(seconds)) => {}
            () = again => {}
        }
    }
}

/// Listens on `address`, which `option` gives.
async fn listen_on(address: &str, option: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    let listening = async {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    listening.await.map_err(|error: std::io::Error| {
        Failure::Unavailable(format!(
            "Usher can't listen on {address}: {error}. Choose another address with {option}."
        ))
    })
}

/// Answers whoever watches over the server, if somebody may. Never ends.
async fn measure(watched: Option<(TcpListener, SocketAddr)>, web: &Web) {
    let Some((listener, _)) = watched else {
        return pending().await;
    };
    if let Err(error) = axum::serve(listener, metrics::router(web.clone())).await {
        tracing::error!(%error, "nobody is told metrics any more");
        pending().await
    }
}
