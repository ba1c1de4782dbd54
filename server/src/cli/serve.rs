//! `usher serve`.

use super::{Failure, Out, desk};
use crate::{
    clock,
    config::{self, Common, Settings},
    listen, live,
    router::router,
    web::Web,
};
use clap::Args;
use serde_json::json;
use store::{Sources, Store};
use tokio::net::TcpListener;

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
        let organization = desk::organization(&store, &common.organization).await?;
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
    let why = |error| {
        format!(
            "Usher can't listen on {}: {error}. Choose another address with --listen.",
            settings.listen
        )
    };
    let listener = TcpListener::bind(&settings.listen).await;
    let listener = listener.map_err(|error| Failure::Unavailable(why(error)))?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Unavailable(why(error)))?;
    if !web.site().exists() {
        tracing::warn!(
            "the browser's files were not found: pages are bare. Build them, or name their folder with --site"
        );
    }
    let router = router(web.clone());
    let (document, text) = greeting(&format!("{}://{address}", settings.scheme()));
    out.print(&document, || text)?;
    let asked = listen::asked_to_stop();
    let stop = async {
        asked.await;
        web.stop_live();
    };
    tokio::select! {
        () = listen::serve(listener, router, web, stop) => {}
        () = clock::keep(web) => {}
        () = live::keep(web) => {}
    }
    Ok(())
}
