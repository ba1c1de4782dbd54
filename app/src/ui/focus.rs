use leptos::wasm_bindgen::JsCast;
use leptos::{html, leptos_dom::helpers::is_browser, prelude::*};
use web_sys::{Element, HtmlElement};

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

/// What just has the focus keeps it, if it is about to be made anew: the link with the same address or the control with the same name
/// gets it, once what just changes is drawn.
pub(super) fn keep_focus() {
    if !is_browser() {
        return;
    }
    let Some(before) = document().active_element() else {
        return;
    };
    let known_by = ["href", "aria-label"];
    let Some((attribute, value)) = known_by
        .into_iter()
        .find_map(|name| Some((name, before.get_attribute(name)?)))
    else {
        return;
    };
    request_animation_frame(move || {
        if before.is_connected() {
            return;
        }
        let same = |element: &Element| element.get_attribute(attribute).as_ref() == Some(&value);
        let all = document().get_elements_by_tag_name(&before.tag_name());
        let mut all = (0..all.length()).filter_map(|at| all.item(at));
        let now = all
            .find(same)
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(now) = now {
            // Fails only where the element has left the page meanwhile.
            let _ = now.focus();
        }
    });
}
