//! What a page shows of what it loaded.

use crate::{error::Error, trouble::Trouble};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::pin::Pin;

/// What a resource loaded, or what is wrong with it. Its parts read what they show, so that typing on in a search, or
/// somebody else's change, changes words and rows in their place, and nothing else.
///
/// Inside a `Suspense` or `Transition`.
#[component]
pub(crate) fn Loaded<T, F, V>(
    /// What loads.
    from: Resource<Result<T, Error>>,
    /// What stands above the error.
    #[prop(into)]
    head: ViewFn,
    /// What shows what was loaded, last.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
    F: Fn(Memo<Option<T>>) -> V + Send + 'static,
    V: IntoView + 'static,
{
    // First it has to be there. A memo that is made before that may keep the nothing that it saw while another thread
    // of the server was putting the answer in its place, and the page would go out empty.
    let there = async move {
        _ = from.await;
        let state = Memo::new(move |_| from.get().map(|loaded| loaded.err()));
        let known = Memo::new(move |_| from.get().and_then(Result::ok));
        move || match state.get() {
            None => ().into_any(),
            Some(Some(error)) => view! {
                {head.run()}
                <Trouble error=error again=move || from.refetch() />
            }
            .into_any(),
            Some(None) => children(known).into_any(),
        }
    };
    untrack(|| Suspend::new(there))
}

/// What will be shown of what is loaded, asked for anew each time. Of one type whatever is loaded, so that the browser
/// needn't load what waits for it once for each.
pub(crate) type Coming<S> =
    Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<S, Error>> + Send>> + Send>;

/// What `shows` makes of what a resource loads.
pub(crate) fn coming<T, S>(
    from: Resource<Result<T, Error>>,
    shows: impl Fn(T) -> S + Clone + Send + 'static,
) -> Coming<S>
where
    T: Clone + Send + Sync + 'static,
{
    Box::new(move || {
        let shows = shows.clone();
        Box::pin(async move { from.await.map(shows) })
    })
}

/// What a resource loaded, drawn anew each time, or what is wrong with it.
///
/// Inside a `Suspense` or `Transition`.
pub(crate) fn drawn_anew<T, V>(
    from: Resource<Result<T, Error>>,
    shows: impl Fn(T) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let shows = move |loaded| shows(loaded).into_any();
    or_trouble(coming(from, shows), Callback::new(move |()| from.refetch()))
}

fn or_trouble(coming: Coming<AnyView>, again: Callback<()>) -> impl IntoView {
    move || {
        let coming = coming();
        Suspend::new(async move {
            match coming.await {
                Ok(view) => view,
                Err(error) => view! { <Trouble error=error again=again /> }.into_any(),
            }
        })
    }
}

#[cfg(all(test, feature = "ssr"))]
#[allow(clippy::unwrap_used, reason = "a test fails by it")]
mod tests {
    use super::*;
    use any_spawner::Executor;
    use futures_util::{StreamExt, future::join_all};
    use hydration_context::SsrSharedContext;
    use leptos::reactive::owner::Owner;
    use std::sync::Arc;
    use tokio::task::{spawn, yield_now};

    /// A page as the server renders it, with something to load that is there at once.
    async fn page() -> String {
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
        let html = owner.with(|| {
            let load = |()| async {
                yield_now().await;
                Ok("what was loaded".to_owned())
            };
            let from = Resource::new(|| (), load);
            let page = view! {
                <Transition fallback=|| "loading">
                    <Loaded from=from head=|| "wrong" let:known>
                        <p>{move || known.get()}</p>
                    </Loaded>
                </Transition>
            };
            page.to_html_stream_in_order()
        });
        html.collect().await
    }

    /// Something may be there at any moment of the rendering, by another thread. Without the wait in [`Loaded`] about
    /// one of 500 pages was empty here.
    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    async fn no_page_goes_out_without_what_it_loaded() {
        _ = Executor::init_tokio();
        let visitors = (0..4).map(async |_| {
            let visits = async {
                for _ in 0..1_000 {
                    let page = page().await;
                    assert!(page.contains("<p>what was loaded"), "{page}");
                }
            };
            spawn(visits).await.unwrap();
        });
        join_all(visitors).await;
    }
}
