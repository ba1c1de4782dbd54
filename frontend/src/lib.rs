//! The browser's entry: wakes the page that the server rendered.

#![recursion_limit = "256"]

use app::paths::WORKER;
use leptos::{
    mount::hydrate_from_async,
    prelude::{document, request_animation_frame, window},
};
use wasm_bindgen_futures::JsFuture;

/// Attaches the app to the page's body, as soon as the reader's language and the part of the wasm that the page needs
/// are here.
/// Called once by the page's script.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else {
        return;
    };
    app::words::arrive().await;
    hydrate_from_async(body, app::App).await.forget();
    // Whoever drives the page from outside (a test, say) can tell when it answers.
    request_animation_frame(|| {
        if let Some(html) = document().document_element() {
            // Fails only for a name that isn't one.
            let _ = html.set_attribute("data-awake", "");
        }
    });
    keep_files().await;
}

/// Starts the worker that keeps the files of this version, where the browser allows one.
async fn keep_files() {
    let window = window();
    if window.is_secure_context() {
        // What comes of it is the browser's: without the worker, pages work as they do with it.
        let worker = window.navigator().service_worker().register(WORKER);
        let _ = JsFuture::from(worker).await;
    }
}
