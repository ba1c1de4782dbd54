//! Takes connections, until told to stop, and then lets those under way finish.

use crate::{session::Address, web::Web};
use axum::Router;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
    service::TowerToHyperService,
};
use std::{future::Future, io, net::IpAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// Connections at the same time; the next waits in the system's queue.
const MOST_CONNECTIONS: usize = 4096;
/// A connection that sends no request head for so long is closed.
const HEAD: Duration = Duration::from_secs(20);
/// How long requests under way may take after the order to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves until `stop`, then closes well.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    web: &Web,
    stop: impl Future<Output = ()>,
) {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let proxied = web.settings().proxied;
    let accept = async {
        loop {
            let Ok(place) = room.clone().acquire_owned().await else {
                return;
            };
            let Some((stream, address)) = accept(&listener).await else {
                continue;
            };
            let (router, watcher) = (router.clone(), connections.watcher());
            tokio::spawn(async move {
                converse(stream, address, proxied, router, watcher).await;
                drop(place);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = stop => {}
    }
    drop(listener);
    tracing::info!("stopping: requests under way may finish");
    if timeout(FAREWELL, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way, and were cut off");
    }
}

async fn accept(listener: &TcpListener) -> Option<(TcpStream, IpAddr)> {
    match listener.accept().await {
        Ok((stream, address)) => Some((stream, address.ip())),
        Err(error) => {
            // A connection that broke off is nobody's loss; out of file descriptors, waiting is all there is to do.
            let broken = [
                io::ErrorKind::ConnectionAborted,
                io::ErrorKind::ConnectionReset,
            ];
            if !broken.contains(&error.kind()) {
                tracing::warn!(%error, "a connection could not be taken");
                sleep(Duration::from_millis(100)).await;
            }
            None
        }
    }
}

async fn converse(
    stream: TcpStream,
    address: IpAddr,
    proxied: bool,
    router: Router,
    watcher: Watcher,
) {
    // Answers are written whole; waiting to fill a packet only delays them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "no TCP_NODELAY");
    }
    let service = router.map_request(move |mut request: hyper::Request<Incoming>| {
        let address = if proxied {
            forwarded(&request).unwrap_or(address)
        } else {
            address
        };
        request.extensions_mut().insert(Address(address));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection broke off");
    }
}

/// The last address in `X-Forwarded-For`: the one that the nearest proxy saw.
fn forwarded(request: &hyper::Request<Incoming>) -> Option<IpAddr> {
    let last = request
        .headers()
        .get_all("x-forwarded-for")
        .into_iter()
        .next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Ends when the process is asked to stop: by Ctrl+C, or by a service manager. It listens from this call on, so
/// that who asks as soon as the server answers is heard.
pub(crate) fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let mut terminated = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate()).expect("signals can be listened to")
    };
    async move {
        #[cfg(unix)]
        let terminate = terminated.recv();
        #[cfg(not(unix))]
        let terminate = std::future::pending::<Option<()>>();
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted.expect("signals can be listened to"),
            _ = terminate => {}
        }
    }
}
