use leptos::prelude::*;

use super::super::icon::{Glyph, Icon};
use super::{Chip, Picking};
use crate::words::kit;

/// As many chips are drawn; of more, only their number. The troubled ones come first.
const DRAWN: usize = 40;

/// What was picked.
#[component]
pub(super) fn Chips(picking: Picking) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let chips = picking.chips.read();
        if chips.len() <= DRAWN {
            return chips.clone();
        }
        let mut order = chips.iter().collect::<Vec<_>>();
        order.sort_by_key(|chip| chip.tone == Default::default());
        order.into_iter().take(DRAWN).cloned().collect()
    });
    let rest = move || picking.chips.read().len().saturating_sub(DRAWN);
    let more =
        move || (rest() > 0).then(|| view! { <li class="chip more">{kit::and_more(rest())}</li> });
    let list = move || {
        view! {
            <ul class="chips" aria-label=kit::CHOSEN>
                <For
                    each=move || drawn.get()
                    key=Chip::clone
                    children=move |chip| view! { <One picking=picking chip=chip /> }
                />
                {more}
            </ul>
        }
    };
    let any = Memo::new(move |_| !picking.chips.read().is_empty());
    move || any.get().then(list)
}

#[component]
fn One(picking: Picking, chip: Chip) -> impl IntoView {
    let Chip { id, label, tone } = chip;
    let remove = move |_| {
        picking.on_remove.run(id.clone());
        // The button is gone with its chip; reading goes on at the box.
        picking.focus();
    };
    view! {
        <li class=format!("chip {}", tone.class())>
            <span>{label.clone()}</span>
            <button type="button" aria-label=kit::remove(&label) on:click=remove>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}
