//! The browser's entry: wakes the page that the server rendered.

#![recursion_limit = "256"]

use leptos::{
    mount::hydrate_from_async,
    prelude::{document, request_animation_frame},
};

/// Attaches the app to the page's body, as soon as the part of the wasm that the page needs is here.
/// Called once by the page's script.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else {
        return;
    };
    hydrate_from_async(body, app::App).await.forget();
    // Whoever drives the page from outside (a test, say) can tell when it answers.
    request_animation_frame(|| {
        if let Some(html) = document().document_element() {
            // Fails only for a name that isn't one.
            let _ = html.set_attribute("data-awake", "");
        }
    });
}
