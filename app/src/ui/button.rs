use leptos::{ev, prelude::*};

use super::focus::focus_on_wrong;
use super::icon::{Glyph, Icon};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// One among others.
    #[default]
    Normal,
    /// The one that the screen is for.
    Primary,
    /// Takes something away.
    Danger,
    /// Only words.
    Plain,
    /// Normal, in a tight place.
    Small,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Normal => "button",
            Self::Primary => "button primary",
            Self::Danger => "button danger",
            Self::Plain => "button plain",
            Self::Small => "button small",
        }
    }
}

/// A button. With a `reason` it is off, stays where it is, can be focused and says why; a press does nothing, but that one
/// that submits leads to the first field of its form in which something is wrong. While `busy` it says so and a press does
/// nothing either.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Why it can't be pressed now; `None` when it can.
    #[prop(optional, into)]
    reason: Signal<Option<String>>,
    /// The id of what says the reason on the page already: it describes the button then, and nothing covers it.
    #[prop(optional, into)]
    told_by: Signal<Option<&'static str>>,
    /// Its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a press does. A button that submits its form needs none.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Whether it submits the form around it, with or without JavaScript.
    #[prop(optional)]
    submit: bool,
    /// The field that tells a plain form post which button was pressed: name and value.
    #[prop(optional, into)]
    says: Option<(&'static str, String)>,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let off = move || reason.read().is_some() || busy.get();
    let press = move |event: ev::MouseEvent| {
        if off() {
            event.prevent_default();
            if submit {
                focus_on_wrong(&event);
            }
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let (name, value) = says.unzip();
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=look.class()
            name=name
            value=value
            aria-disabled=move || off().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-description=move || reason.get().filter(|_| told_by.read().is_none())
            aria-describedby=move || told_by.get().filter(|_| reason.read().is_some())
            on:click=press
        >
            {move || busy.get().then(|| view! { <Icon glyph=Glyph::Wait /> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button. With a `reason` it leads nowhere and says why.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Why it leads nowhere now; `None` when it does.
    #[prop(optional, into)]
    reason: Signal<Option<String>>,
    /// A file to save, not a page to go to: the browser fetches it past the router. The server says that it is to be
    /// saved, so that an answer that is none is read as a page.
    #[prop(optional)]
    file: bool,
    /// The key that presses it.
    #[prop(optional)]
    key: Option<&'static str>,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let off = move || reason.read().is_some();
    view! {
        <a
            class=look.class()
            href=move || (!off()).then(|| href.get())
            role=move || off().then_some("link")
            tabindex=move || off().then_some("0")
            aria-disabled=move || off().then_some("true")
            aria-description=move || reason.get()
            aria-keyshortcuts=key
            data-noscroll="true"
            rel=file.then_some("external")
        >
            {children()}
        </a>
    }
}
