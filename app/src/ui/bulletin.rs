use leptos::prelude::*;
use std::time::Duration;

use super::icon::{Glyph, Icon};
use crate::words::kit;

/// How long a line stays: long enough to read it twice. What it tells of stays on the page.
const STAYS: Duration = Duration::from_secs(12);

/// What happened by itself, in one line, of which the last one counts; and what is so until it changes.
#[derive(Clone, Copy, Debug)]
pub struct Bulletin {
    line: RwSignal<String>,
    number: StoredValue<u32>,
    /// What stays.
    kept: RwSignal<Option<ViewFn>>,
}

impl Bulletin {
    /// Hands it to every component below.
    pub fn provide() -> Self {
        let bulletin = Self {
            line: RwSignal::default(),
            number: StoredValue::new(0),
            kept: RwSignal::new(None),
        };
        provide_context(bulletin);
        bulletin
    }

    /// The one of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// Says it, for a while.
    pub fn say(self, line: String) {
        // The page may be gone.
        let Some(before) = self.number.try_get_value() else {
            return;
        };
        let number = before + 1;
        self.number.set_value(number);
        self.line.set(line);
        let fade = move || {
            // Another line may stand there by then, or the page be gone.
            if self.number.try_get_value() == Some(number) {
                self.line.try_set(String::new());
            }
        };
        set_timeout(fade, STAYS);
    }

    /// Shows from now on what is so until it changes, such as that the page is told nothing any more; or nothing.
    pub fn keep(self, kept: Option<ViewFn>) {
        // The page may be gone.
        let is_kept = self.kept.try_with_untracked(Option::is_some);
        if kept.is_some() || is_kept == Some(true) {
            self.kept.try_set(kept);
        }
    }
}

/// Its place: over the page, or at the top of the pane that lies over it. Read out when it changes.
#[component]
pub fn BulletinPlace() -> impl IntoView {
    use_context::<Bulletin>().map(|Bulletin { line, kept, .. }| {
        let is_empty = move || line.read().is_empty() && kept.read().is_none();
        view! {
            <div class="bulletin" class:empty=is_empty>
                {move || kept.get().map(|kept| kept.run())}
                <p aria-live="polite">{line}</p>
                <button
                    type="button"
                    class="button square plain"
                    aria-label=kit::CLOSE
                    hidden=move || line.read().is_empty()
                    on:click=move |_| line.set(String::new())
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        }
    })
}
