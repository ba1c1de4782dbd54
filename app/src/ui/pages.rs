use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, prelude::*};
use std::time::Duration;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::button::ButtonLink;
use crate::words::kit;

/// Who reads the page out says first what just got the focus.
const AFTER_FOCUS: Duration = Duration::from_millis(500);

/// The page of a list that somebody just goes on from: where it begins.
#[derive(Clone, Copy)]
struct Left(StoredValue<Option<Option<String>>>);

/// Lets [`Pages`] below know from which page of the list somebody came.
pub(super) fn remember_pages() {
    provide_context(Left(StoredValue::new(None)));
}

/// The ways to the first page of a list, and to the next; right below its table. Whoever takes one reads on at the top of
/// that page: the view and the focus go there, and it is said which page it is.
#[component]
pub fn Pages<F>(
    /// Where the page begins; none for the first.
    at: Option<String>,
    /// Where the next begins, if there is one.
    next: Option<String>,
    /// The address of the page that begins there.
    href: F,
) -> impl IntoView
where
    F: Fn(Option<String>) -> String + 'static,
{
    let is_first = at.is_none();
    let first = (!is_first).then(|| href(None));
    let next = next.map(|next| href(Some(next)));
    if first.is_none() && next.is_none() {
        return ().into_any();
    }
    let (row, said) = (NodeRef::<html::Div>::new(), RwSignal::new(String::new()));
    let left = use_context::<Left>();
    let going = {
        let at = at.clone();
        move |event: ev::MouseEvent| {
            if let Some(left) = left.filter(|_| leads_on(&event)) {
                left.0.set_value(Some(at.clone()));
            }
        }
    };
    // An effect because view and focus are the browser's.
    Effect::new(move || {
        let (Some(row), Some(left)) = (row.get(), left) else {
            return;
        };
        // Where somebody still is, because the next page isn't here yet, they read on.
        if left.0.get_value().is_none_or(|left| left == at) {
            return;
        }
        left.0.set_value(None);
        // What was made for a new address is put into the page after this effect.
        request_animation_frame(move || {
            if let Some(table) = row.previous_element_sibling() {
                go_to_top(&table);
            }
        });
        let says = match is_first {
            true => kit::FIRST_SHOWN,
            false => kit::NEXT_SHOWN,
        };
        let say = move || {
            // The page may be gone by then.
            said.try_set(says.to_owned());
        };
        set_timeout(say, AFTER_FOCUS);
    });
    let link = |href: Option<String>, words| {
        href.map(|href| view! { <ButtonLink href=href>{words}</ButtonLink> })
    };
    view! {
        <div class="more" node_ref=row on:click=going>
            <span>{link(first, kit::FIRST)}</span>
            <span class="unseen" role="status">
                {said}
            </span>
            <span>{link(next, kit::NEXT)}</span>
        </div>
    }
    .into_any()
}

/// Is this a click on a link that shows its page here, not in another tab?
fn leads_on(event: &ev::MouseEvent) -> bool {
    let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a").ok().flatten());
    !elsewhere && link.is_some()
}

/// Puts the beginning of a table into view, and the focus on its first row.
fn go_to_top(table: &Element) {
    table.scroll_into_view();
    let link = table.query_selector("tbody a").ok().flatten();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails only where the element has left the page meanwhile.
        let _ = link.focus_with_options(&options);
    }
}
