use leptos::wasm_bindgen::JsCast;
use leptos::{html, leptos_dom::helpers::is_browser, prelude::*};
use web_sys::{Element, Event, HtmlElement, HtmlTextAreaElement};

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

/// Puts the focus on the box for several lines with this id, once it is drawn, at the start of what stands in it: browsers
/// would go to the end, and scroll there.
pub fn focus_on_start(id: &'static str) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(id);
        let area = element.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            // Both fail only where the element has left the page meanwhile.
            let _ = area.set_selection_range(0, 0);
            let _ = area.focus();
            area.set_scroll_top(0);
        }
    });
}

/// Puts the focus on the first field in which something is wrong, of the form around what was pressed, if there is one.
pub(super) fn focus_on_wrong(event: &Event) {
    let wrong = || {
        let pressed = event.target()?.dyn_into::<Element>().ok()?;
        let form = pressed.closest("form").ok()??;
        let wrong = form.query_selector("[aria-invalid=\"true\"]").ok()??;
        wrong.dyn_into::<HtmlElement>().ok()
    };
    if let Some(wrong) = wrong() {
        // Fails only where the element has left the page meanwhile.
        let _ = wrong.focus();
    }
}

/// Puts the focus on the element with this id, if what had it can't have it any more once what just changed is drawn: it is
/// off now, or gone.
pub fn focus_if_lost(id: &'static str) {
    request_animation_frame(move || {
        let has_it = document().active_element().is_some_and(|element| {
            element.tag_name() != "BODY" && !element.matches(":disabled").unwrap_or_default()
        });
        if !has_it {
            focus_on(id);
        }
    });
}

/// What just has the focus, and how it is known should it be made anew: few have more than one of these.
#[derive(Clone)]
pub(super) struct Focused {
    element: HtmlElement,
    known_by: KnownBy,
}

/// Its address, its name and its text.
type KnownBy = (Option<String>, Option<String>, Option<String>);

fn known_by(element: &Element) -> KnownBy {
    let attribute = |name| element.get_attribute(name);
    (
        attribute("href"),
        attribute("aria-label"),
        element.text_content(),
    )
}

impl Focused {
    /// What has it now; none if nothing has.
    pub(super) fn now() -> Option<Self> {
        let element = document().active_element()?;
        let element = element.dyn_into::<HtmlElement>().ok()?;
        (element.tag_name() != "BODY").then(|| Self {
            known_by: known_by(&element),
            element,
        })
    }

    /// Where it is by now: itself, or what was made in its place.
    pub(super) fn again(&self) -> Option<HtmlElement> {
        if self.element.is_connected() {
            return Some(self.element.clone());
        }
        let all = document().get_elements_by_tag_name(&self.element.tag_name());
        let mut all = (0..all.length()).filter_map(|at| all.item(at));
        let same = all.find(|element| known_by(element) == self.known_by)?;
        same.dyn_into().ok()
    }
}

/// What has the focus keeps it, though it is about to be made anew: the one that looks and leads the same gets it, once
/// what just changes is drawn.
pub(super) fn keep_focus() {
    let focused = is_browser().then(Focused::now).flatten();
    let Some(before) = focused else { return };
    request_animation_frame(move || {
        if Focused::now().is_none()
            && let Some(again) = before.again()
        {
            // Fails only where the element has left the page meanwhile.
            let _ = again.focus();
        }
    });
}
