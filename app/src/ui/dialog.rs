use leptos::{ev, html, prelude::*};

use super::icon::{Glyph, Icon};
use super::modal::{keep_modal, on_escape};
use crate::words::kit;

/// Something in the middle that has no address. Escape, the cross and a press beside it close it.
#[component]
pub fn Dialog(
    /// What it is: the heading, and its name for assistive technology.
    #[prop(into)]
    title: String,
    /// How it closes.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! {
        <Floating label=title.clone() class="dialog" on_close=on_close>
            <header>
                <h2>{title}</h2>
                <button
                    type="button"
                    class="button square"
                    aria-label=kit::CLOSE
                    on:click=move |_| on_close.run(())
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <div class="body">{children()}</div>
        </Floating>
    }
}

/// A modal dialog, bare.
#[component]
pub(super) fn Floating(
    label: String,
    class: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    keep_modal(node);
    let close = move || on_close.run(());
    // What is beside it is the dialog's own, and what is in it isn't.
    let beside = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            close();
        }
    };
    view! {
        <dialog
            node_ref=node
            class=class
            open
            aria-label=label
            on:cancel=on_escape(close)
            // A browser closes it by itself when Escape is pressed again and again.
            on:close=move |event| {
                if event.target() == event.current_target() {
                    close();
                }
            }
            on:click=beside
        >
            {children()}
        </dialog>
    }
}
