use leptos::{ev, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::keys::{Scene, Step, step};
use super::{Picking, is_list};

/// The box that is typed in.
#[component]
pub(super) fn Entry(picking: Picking, placeholder: String, autofocus: bool) -> impl IntoView {
    let typed = move |event| {
        let text = event_target_value(&event);
        picking.active.set(0);
        picking.open.set(true);
        if text.ends_with([',', ';']) && text.contains('@') {
            picking.hand_list(text);
        } else {
            picking.text.set(text);
        }
    };
    let hint = move || picking.chips.read().is_empty().then(|| placeholder.clone());
    view! {
        <input
            node_ref=picking.input
            id=picking.id
            name=picking.id
            type="text"
            autofocus=autofocus
            role="combobox"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=hint
            aria-autocomplete="list"
            aria-controls=picking.list_id()
            aria-expanded=move || picking.listed().to_string()
            aria-activedescendant=move || picking.current().map(|at| picking.option_id(at))
            value=picking.text.get_untracked()
            prop:value=picking.text
            on:input=typed
            on:paste=move |event| paste(picking, &event)
            on:keydown=move |event| press(picking, &event)
            on:blur=move |_| picking.shut()
        />
    }
}

/// A pasted list or whole address is taken at once; anything else the browser puts into the box.
fn paste(picking: Picking, event: &ev::ClipboardEvent) {
    let text = event
        .clipboard_data()
        .and_then(|data| data.get_data("text").ok());
    if let Some(text) = text.filter(|text| is_list(text) || text.contains('@')) {
        event.prevent_default();
        picking.hand_list(text);
    }
}

fn press(picking: Picking, event: &ev::KeyboardEvent) {
    // A letter is still being composed: its keys are the input method's.
    if event.is_composing() {
        return;
    }
    let (what, text) = untrack(|| {
        let text = picking.text.get();
        let scene = Scene {
            text: &text,
            listed: picking.listed(),
            count: picking.choices.read().items.len(),
            current: picking.current(),
        };
        (step(&event.key(), scene), text.clone())
    });
    match what {
        Step::Pass => return,
        Step::Swallow => {}
        Step::Open => picking.open.set(true),
        Step::Move(to) => {
            picking.active.set(to);
            bring_into_view(&picking.option_id(to));
        }
        Step::Pick(at) => picking.pick(at),
        Step::List => picking.hand_list(text),
        Step::Shut => picking.open.set(false),
        Step::Clear => picking.clear(),
        Step::TakeBack => match picking
            .chips
            .with_untracked(|chips| chips.last().map(|c| c.id.clone()))
        {
            Some(last) => picking.on_remove.run(last),
            None => return,
        },
    }
    // Else Enter sends the form, Escape closes the pane, and the arrows move the caret.
    event.prevent_default();
}

/// Scrolls no more than is needed to see the element with this id.
pub(super) fn bring_into_view(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
