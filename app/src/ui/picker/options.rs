use leptos::prelude::*;

use super::super::{face::Face, tag::Tag};
use super::input::bring_into_view;
use super::{Choice, Part, Picking};

/// What can be picked. The list is always in the page, so that the box can name it.
#[component]
pub(super) fn Options(picking: Picking, label: String) -> impl IntoView {
    let items = move || {
        let items = picking.choices.get().items;
        let each = |(index, choice)| view! { <One picking=picking index=index choice=choice /> };
        items.into_iter().enumerate().map(each).collect_view()
    };
    // An effect because scrolling is the browser's: what can be picked doesn't end below a foot or an edge.
    Effect::new(move || {
        if picking.listed() {
            request_animation_frame(move || bring_into_view(&picking.list_id()));
        }
    });
    view! {
        <ul
            id=picking.list_id()
            class="options"
            role="listbox"
            aria-label=label
            hidden=move || !picking.listed()
            // Keeps the focus in the box.
            on:mousedown=|event| event.prevent_default()
        >
            {items}
        </ul>
    }
}

#[component]
fn One(picking: Picking, index: usize, choice: Choice) -> impl IntoView {
    let name = choice.name();
    view! {
        <li
            id=picking.option_id(index)
            role="option"
            aria-selected=move || (picking.current() == Some(index)).to_string()
            on:click=move |_| picking.pick(index)
        >
            <Face name=name />
            <span class="what">
                {parts(choice.label)}
                <span class="quiet">{choice.detail}</span>
            </span>
            {choice.tag.map(|(tone, text)| view! { <Tag tone=tone text=text /> })}
        </li>
    }
}

/// A label, with the matched letters marked.
pub(in crate::ui) fn parts(label: Vec<Part>) -> impl IntoView {
    let part = |Part { text, hit }| {
        if hit {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            text.into_any()
        }
    };
    label.into_iter().map(part).collect_view()
}
