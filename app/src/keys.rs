//! The keyboard's shortcuts, on every page. A single key does something only where nobody types and no pane is open,
//! and can be turned off (WCAG 2.1.4).

use crate::{
    over::{Over, Which},
    places::Place,
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use leptos_router::hooks::use_navigate;
use web_sys::{Element, HtmlElement, Storage};

/// The key that assigns, on a page that offers it.
pub(crate) const ASSIGN: &str = "a";
/// The key before the letter of a place.
pub(crate) const GO: char = 'g';
/// The key that goes to the page's search box.
pub(crate) const SEARCH: &str = "/";
/// The key that lists the shortcuts.
pub(crate) const HELP: &str = "?";

/// So many milliseconds may pass between the two keys of a shortcut.
const PAIR: f64 = 1_500.0;
/// Where the browser remembers that single keys are off.
const REMEMBERED: &str = "usher-single-keys";
const OFF: &str = "off";
/// Where people type. In the others a letter does nothing of its own.
const TYPING: &str =
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Open(Which),
    Go(Place),
    Press(&'static str),
    Search,
    /// Waits for the letter of a place.
    Wait,
    Nothing,
}

/// What `key` does; `after_go` if the one before it was [`GO`].
fn does(key: &str, after_go: bool) -> Does {
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return Does::Nothing;
    };
    if after_go {
        let place = Place::ALL.iter().find(|place| place.letter() == letter);
        return place.map_or(Does::Nothing, |place| Does::Go(*place));
    }
    match key {
        HELP => Does::Open(Which::Keys),
        SEARCH => Does::Search,
        ASSIGN => Does::Press(ASSIGN),
        _ if letter == GO => Does::Wait,
        _ => Does::Nothing,
    }
}

/// Listens, as long as the frame is there.
pub(crate) fn listen(over: Over) {
    let navigate = use_navigate();
    let waits_since = StoredValue::new(None::<f64>);
    // An effect because only the browser has a keyboard.
    Effect::new(move || {
        let navigate = navigate.clone();
        let handle = window_event_listener(ev::keydown, move |event| {
            let since = waits_since.get_value();
            waits_since.set_value(None);
            if opens_palette(&event) {
                event.prevent_default();
                over.toggle(Which::Palette);
                return;
            }
            if event.default_prevented() || !is_single(&event) || !single_keys() {
                return;
            }
            let after_go = since.is_some_and(|since| event.time_stamp() - since < PAIR);
            match does(&event.key(), after_go) {
                Does::Nothing => return,
                Does::Wait => waits_since.set_value(Some(event.time_stamp())),
                Does::Open(which) => over.open(which),
                Does::Go(place) => navigate(place.path(), Default::default()),
                Does::Search => match in_main("input[type=search]") {
                    // Fails only where the element has left the page meanwhile.
                    Some(search) => drop(search.focus()),
                    None => return,
                },
                Does::Press(key) => press(key),
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}

fn opens_palette(event: &ev::KeyboardEvent) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    command && !event.alt_key() && !event.shift_key() && event.key().eq_ignore_ascii_case("k")
}

/// A key alone, where nobody types, and no dialog has the floor.
fn is_single(event: &ev::KeyboardEvent) -> bool {
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    let types = target.is_some_and(|at| matches!(at.closest(TYPING), Ok(Some(_))));
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let dialog = document().query_selector("dialog:modal");
    !types && !held && !event.is_composing() && !matches!(dialog, Ok(Some(_)))
}

/// Presses what the page marks with `key`; what is off gets the focus instead, and so says why.
fn press(key: &str) {
    let Some(marked) = in_main(&format!("[aria-keyshortcuts=\"{key}\"]")) else {
        return;
    };
    if marked.get_attribute("aria-disabled").is_some() {
        // Fails only where the element has left the page meanwhile.
        let _ = marked.focus();
    } else {
        marked.click();
    }
}

fn in_main(what: &str) -> Option<HtmlElement> {
    let found = document().query_selector(&format!("main {what}"));
    found.ok().flatten()?.dyn_into().ok()
}

/// Whether single keys do something: yes, unless this browser remembers otherwise.
pub(crate) fn single_keys() -> bool {
    let remembered = memory().and_then(|memory| memory.get_item(REMEMBERED).ok().flatten());
    remembered.as_deref() != Some(OFF)
}

/// Turns single keys on or off, for this browser.
pub(crate) fn set_single_keys(on: bool) {
    if let Some(memory) = memory() {
        // Fails where the browser keeps nothing: then they are as they were.
        let _ = match on {
            true => memory.remove_item(REMEMBERED),
            false => memory.set_item(REMEMBERED, OFF),
        };
    }
}

fn memory() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g_and_a_letter_go_to_a_place() {
        assert_eq!(does("g", false), Does::Wait);
        assert_eq!(does("l", true), Does::Go(Place::Licenses));
        assert_eq!(does("u", true), Does::Go(Place::ActiveUsers));
        assert_eq!(does("l", false), Does::Nothing);
        assert_eq!(does("a", true), Does::Nothing);
    }

    #[test]
    fn a_single_key_opens_searches_or_presses() {
        assert_eq!(does("?", false), Does::Open(Which::Keys));
        assert_eq!(does("/", false), Does::Search);
        assert_eq!(does("a", false), Does::Press("a"));
    }

    #[test]
    fn keys_with_names_do_nothing() {
        for key in ["Enter", "ArrowDown", "Shift", "A", "G", "", "Dead"] {
            assert_eq!(does(key, false), Does::Nothing, "{key}");
        }
    }
}
