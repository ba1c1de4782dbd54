use leptos::prelude::*;
use std::time::Duration;

use super::icon::{Glyph, Icon};
use crate::words::kit;

/// How long a line stays: long enough to read it twice. What it tells of stays on the page.
const STAYS: Duration = Duration::from_secs(12);

/// What happened by itself, in one line. The last one counts.
#[derive(Clone, Copy, Debug)]
pub struct Bulletin {
    line: RwSignal<String>,
    number: StoredValue<u32>,
}

impl Bulletin {
    /// Hands it to every component below.
    pub fn provide() -> Self {
        let bulletin = Self {
            line: RwSignal::default(),
            number: StoredValue::new(0),
        };
        provide_context(bulletin);
        bulletin
    }

    /// Says it, for a while.
    pub fn say(self, line: String) {
        self.line.set(line);
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        let fade = move || {
            // Another line may stand there by then, or the page be gone.
            if self.number.try_get_value() == Some(number) {
                self.line.try_set(String::new());
            }
        };
        set_timeout(fade, STAYS);
    }
}

/// Its place: over the page, or at the top of the pane that lies over it. Read out when it changes.
#[component]
pub fn BulletinPlace() -> impl IntoView {
    use_context::<Bulletin>().map(|Bulletin { line, .. }| {
        view! {
            <div class="bulletin" class:empty=move || line.read().is_empty()>
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
