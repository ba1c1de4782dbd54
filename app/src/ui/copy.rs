use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard. False where the browser doesn't let it: by plain http, for one.
pub async fn copy(text: &str) -> bool {
    let window = window();
    window.is_secure_context()
        && JsFuture::from(window.navigator().clipboard().write_text(text))
            .await
            .is_ok()
}
