use leptos::prelude::*;

/// Whether the script runs here: not on the server, not before the page is awake, never without JavaScript.
pub fn awake() -> ReadSignal<bool> {
    let (awake, set_awake) = signal(false);
    // An effect because only the browser runs any.
    Effect::new(move || set_awake.set(true));
    awake
}
