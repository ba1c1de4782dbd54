use leptos::{ev, prelude::*};

use super::face::Face;
use super::icon::{Glyph, Icon};

/// On a phone, opens the navigation: a native popover, so it works without JavaScript.
#[component]
pub fn NavButton(
    /// The id of the `popover` it opens.
    opens: &'static str,
    /// What it opens, for assistive technology.
    #[prop(into)]
    label: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button plain square nav-button"
            popovertarget=opens
            aria-label=label
        >
            <Icon glyph=Glyph::Menu />
        </button>
    }
}

/// The person's face in the corner, which opens their menu.
#[component]
pub fn FaceButton(
    /// The id of the `popover` it opens.
    opens: &'static str,
    /// Whose face.
    #[prop(into)]
    name: String,
    /// What it opens, for assistive technology.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <button type="button" class="face-button" popovertarget=opens aria-label=label>
            <Face name=name />
        </button>
    }
}

/// A small menu in the corner: a native popover.
#[component]
pub fn Menu(
    /// The id that its button names.
    id: &'static str,
    /// What it offers.
    children: Children,
) -> impl IntoView {
    view! {
        <div id=id class="menu" popover="auto">
            {children()}
        </div>
    }
}

/// The less common ones among commands: a native popover below its button. It closes when one of them is followed; one
/// that leads nowhere says there why.
#[component]
pub fn More(
    /// The id that its button names.
    id: &'static str,
    /// The words on the button.
    #[prop(into)]
    label: &'static str,
    /// The commands: links that look like buttons.
    children: Children,
) -> impl IntoView {
    use leptos::wasm_bindgen::JsCast;
    let pressed = move |event: ev::MouseEvent| {
        let target = event.target();
        let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        if link.is_some() {
            close_popover(id);
        }
    };
    view! {
        <button type="button" class="button more-button" popovertarget=id>
            {label}
            <Icon glyph=Glyph::Down />
        </button>
        <div id=id class="menu more-menu" popover="auto" on:click=pressed>
            {children()}
        </div>
    }
}

/// Closes the popover with this id. A link inside one goes to the page without a reload, so nobody
/// else would close it.
pub fn close_popover(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    if let Some(element) = document().get_element_by_id(id)
        && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
    {
        // Fails where it isn't open: a wide screen.
        let _ = element.hide_popover();
    }
}
