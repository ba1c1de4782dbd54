use leptos::wasm_bindgen::JsCast;
use leptos::{html, prelude::*};
use web_sys::HtmlElement;

/// Puts the focus on a heading when it appears in the place of what had it, so that reading and the
/// keyboard go on from there.
pub fn take_focus(node: NodeRef<html::H3>) {
    // An effect because focus is the browser's.
    Effect::new(move || {
        if let Some(heading) = node.get() {
            // Fails only where the element has left the page meanwhile.
            let _ = heading.focus();
        }
    });
}

/// Puts the focus on the element with this id, once what just changed is drawn: for a button that
/// vanishes by its own press.
pub fn focus_on(id: &'static str) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Fails only where the element has left the page meanwhile.
            let _ = element.focus();
        }
    });
}
