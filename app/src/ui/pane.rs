use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::bulletin::BulletinPlace;
use super::icon::{Glyph, Icon};
use super::modal::{keep_modal, on_escape};
use crate::words::kit;

/// A side pane for one thing, at its own URL: the route mounts it. Escape and the cross lead to
/// `close`. Its children are a `.body` that scrolls and a `.foot` that stays in reach, or a form
/// around both.
#[component]
pub fn Pane(
    /// What it is for: the heading, and its name for assistive technology.
    #[prop(into)]
    title: String,
    /// What it is about: the quiet line below.
    #[prop(optional, into)]
    about: Signal<Option<String>>,
    /// Where closing leads.
    #[prop(into)]
    close: Signal<String>,
    /// Room for a table.
    #[prop(optional)]
    wide: bool,
    /// Body and foot.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    keep_modal(node);
    let navigate = use_navigate();
    let leave = move || {
        let still = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&close.get_untracked(), still);
    };
    view! {
        <dialog
            node_ref=node
            class=if wide { "pane wide" } else { "pane" }
            open
            aria-labelledby="pane-title"
            on:cancel=on_escape(leave.clone())
            on:close=move |event| {
                if event.target() == event.current_target() {
                    leave();
                }
            }
        >
            <header>
                <div>
                    <h2 id="pane-title">{title}</h2>
                    {move || about.get().map(|about| view! { <p class="quiet">{about}</p> })}
                </div>
                <a class="button square" href=close aria-label=kit::CLOSE data-noscroll="true">
                    <Icon glyph=Glyph::Close />
                </a>
            </header>
            <BulletinPlace />
            <div class="content">{children()}</div>
        </dialog>
    }
}
