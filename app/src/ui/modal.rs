use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use web_sys::{FocusOptions, HtmlElement};

use super::focus::Focused;

/// Makes a mounted `<dialog>` modal as long as it is there. The server renders it `open`, so it
/// shows without JavaScript; here it gains the top layer and the focus trap, and when it goes the
/// focus returns to what opened it, or to the page's main part if that is gone.
pub(super) fn keep_modal(node: NodeRef<html::Dialog>) {
    // An effect because only the browser has focus and a top layer.
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        let opener = Focused::now().map(SendWrapper::new);
        // What was made for a new address is put into the page after this effect.
        request_animation_frame(move || {
            if dialog.is_connected() && dialog.remove_attribute("open").is_ok() {
                // Fails only where the element has left the page meanwhile.
                let _ = dialog.show_modal();
            }
        });
        on_cleanup(move || {
            request_animation_frame(move || give_focus_back(opener.as_deref()));
        });
    });
}

/// Escape asks to close: the caller decides how, the browser doesn't close by itself.
pub(super) fn on_escape(close: impl Fn() + 'static) -> impl Fn(ev::Event) + 'static {
    move |event| {
        // A file chooser inside, or a nested dialog, cancels itself; that isn't ours.
        if event.target() == event.current_target() {
            event.prevent_default();
            close();
        }
    }
}

fn give_focus_back(opener: Option<&Focused>) {
    // Another page that was gone to has taken it already.
    if Focused::now().is_some() {
        return;
    }
    // What opened it may have been made anew meanwhile, by what was done in it.
    let target = opener.and_then(Focused::again).or_else(|| {
        let main = document().query_selector("main").ok().flatten()?;
        main.dyn_into::<HtmlElement>().ok()
    });
    if let Some(target) = target {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that can't take focus leaves it where it is; nothing to do about it.
        let _ = target.focus_with_options(&options);
    }
}
