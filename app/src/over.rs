//! What opens over any page without an address of its own: the palette, and the sheet of shortcuts.

use crate::{
    keys,
    lazy::office::{self, Screen},
};
use leptos::prelude::*;

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Finds pages, products, users and commands.
    Palette,
    /// Lists the keyboard's shortcuts.
    Keys,
}

/// Which of them is open, if any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Over(RwSignal<Option<Which>>);

impl Over {
    /// Hands it to every component below, and listens to the keyboard.
    pub(crate) fn provide() {
        let over = Self(RwSignal::new(None));
        provide_context(over);
        keys::listen(over);
    }

    /// The one of this page.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Opens this one.
    pub(crate) fn open(self, which: Which) {
        self.0.set(Some(which));
    }

    /// Closes whatever is open.
    pub(crate) fn close(self) {
        // The frame may be gone already.
        self.0.try_set(None);
    }

    /// Closes this one if it is open, opens it if not.
    pub(crate) fn toggle(self, which: Which) {
        match self.0.get_untracked() == Some(which) {
            true => self.close(),
            false => self.open(which),
        }
    }
}

/// Their place in the page. Their code comes when one is first opened.
#[component]
pub(crate) fn Overlay() -> impl IntoView {
    let over = Over::here();
    let open = move || {
        let which = over.0.get()?;
        Some(Suspend::new(office::show(Screen::Over(which))))
    };
    view! { <Suspense fallback=|| ()>{open}</Suspense> }
}
