use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::bulletin::BulletinPlace;
use super::icon::{Glyph, Icon};
use super::modal::{keep_modal, on_escape};
use super::unsaved::{Discard, Unsaved};
use crate::words::kit;

/// A side pane for one thing, at its own URL: the route mounts it. Escape and the cross lead to
/// `close`; they may be pressed by mistake, so they ask if something would be lost. Its children are
/// a `.body` that scrolls and a `.foot` that stays in reach, or a form around both.
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
    let unsaved = use_context::<Unsaved>().unwrap_or_else(Unsaved::provide);
    let asks = RwSignal::new(None);
    let navigate = use_navigate();
    let leave = move || {
        let still = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&close.get_untracked(), still);
    };
    let discard = Callback::new({
        let leave = leave.clone();
        move |()| leave()
    });
    let escape = {
        let leave = leave.clone();
        move || match unsaved.loss() {
            None => leave(),
            loss => asks.set(loss),
        }
    };
    // A browser closes it by itself when Escape is pressed again and again.
    let closed = move || match (unsaved.loss(), node.get_untracked()) {
        (loss @ Some(_), Some(dialog)) => {
            // Fails only where the element has left the page meanwhile.
            let _ = dialog.show_modal();
            asks.set(loss);
        }
        _ => leave(),
    };
    let cross = move |event: ev::MouseEvent| {
        if let loss @ Some(_) = unsaved.loss() {
            event.prevent_default();
            asks.set(loss);
        }
    };
    let question = move || {
        asks.get().map(|loss| {
            let keep = Callback::new(move |()| asks.set(None));
            view! { <Discard loss=loss on_keep=keep on_discard=discard /> }
        })
    };
    view! {
        <dialog
            node_ref=node
            class=if wide { "pane wide" } else { "pane" }
            open
            aria-labelledby="pane-title"
            on:cancel=on_escape(escape)
            on:close=move |event| {
                if event.target() == event.current_target() {
                    closed();
                }
            }
        >
            <header>
                <div>
                    <h2 id="pane-title">{title}</h2>
                    {move || about.get().map(|about| view! { <p class="quiet">{about}</p> })}
                </div>
                <a
                    class="button square"
                    href=close
                    aria-label=kit::CLOSE
                    data-noscroll="true"
                    on:click=cross
                >
                    <Icon glyph=Glyph::Close />
                </a>
            </header>
            <BulletinPlace />
            <div class="content">{children()}</div>
            {question}
        </dialog>
    }
}
