use leptos::{ev, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::dialog::Floating;
use super::icon::{Glyph, Icon};
use super::picker::{Part, parts};
use crate::words::kit;

/// One thing that a finder lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name, with the matched letters marked.
    pub label: Vec<Part>,
    /// The quiet second line.
    pub detail: String,
    /// The shortcut that does the same: keys with blanks in between.
    pub keys: Option<String>,
    /// Why it can't be picked; none if it can.
    pub reason: Option<String>,
}

/// Things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindGroup {
    /// The heading above them.
    pub title: String,
    /// The best first.
    pub items: Vec<Found>,
    /// Do they answer what stands in the box now? If not, they are shown and can't be picked.
    pub fresh: bool,
}

/// What the finder's parts share.
#[derive(Clone, Copy)]
struct Finding {
    text: RwSignal<String>,
    groups: Signal<Vec<FindGroup>>,
    active: RwSignal<usize>,
    on_pick: Callback<usize>,
}

const OPTIONS: &str = "finder-options";

impl Finding {
    fn count(self) -> usize {
        let groups = self.groups.read();
        groups.iter().map(|group| group.items.len()).sum()
    }

    /// What Enter picks.
    fn current(self) -> Option<usize> {
        let at = self.active.get().min(self.count().checked_sub(1)?);
        let mut before = 0;
        for group in self.groups.read().iter() {
            before += group.items.len();
            if at < before {
                return group.fresh.then_some(at);
            }
        }
        None
    }

    fn go_to(self, at: usize) {
        self.active.set(at);
        if let Some(option) = document().get_element_by_id(&option_id(at)) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn press(self, event: &ev::KeyboardEvent) {
        // A letter is still being composed: its keys are the input method's.
        if event.is_composing() {
            return;
        }
        let (count, at) = untrack(|| (self.count(), self.active.get()));
        let last = count.saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => self.go_to(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => self.go_to(if at == 0 || at > last { last } else { at - 1 }),
            "Enter" => {
                if let Some(at) = untrack(|| self.current()) {
                    self.on_pick.run(at);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }
}

fn option_id(at: usize) -> String {
    format!("finder-option-{at}")
}

/// The button that opens a finder: on a wide screen it looks like the box that it opens.
#[component]
pub fn FindButton(
    /// What it opens.
    #[prop(into)]
    label: &'static str,
    /// The keys that do the same, with blanks in between.
    #[prop(into)]
    keys: &'static str,
    /// Opens it.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="find-button"
            aria-label=label
            aria-haspopup="dialog"
            on:click=move |_| on_press.run(())
        >
            <Icon glyph=Glyph::Search />
            <span>{label}</span>
            <Caps keys=keys.to_owned() />
        </button>
    }
}

/// Type ahead and go to one thing: a combobox in a dialog. Arrow keys move, Enter picks, Escape closes.
#[component]
pub fn Finder(
    /// What it is, for assistive technology.
    #[prop(into)]
    title: &'static str,
    /// What to do, inside the empty box.
    #[prop(into)]
    placeholder: &'static str,
    /// What stands in the box.
    text: RwSignal<String>,
    /// What was found, kind by kind.
    #[prop(into)]
    groups: Signal<Vec<FindGroup>>,
    /// A sentence below: how many were found. Read out when it changes.
    #[prop(into)]
    status: Signal<String>,
    /// Called with the place of what was picked, counted through all groups.
    on_pick: Callback<usize>,
    /// How it closes.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let active = RwSignal::new(0);
    let finding = Finding {
        text,
        groups,
        active,
        on_pick,
    };
    view! {
        <Floating label=title.to_owned() class="finder" on_close=on_close>
            <div class="box">
                <Icon glyph=Glyph::Search />
                <Entry finding=finding title=title placeholder=placeholder />
                <button
                    type="button"
                    class="button square plain"
                    aria-label=kit::CLOSE
                    on:click=move |_| on_close.run(())
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
            <Options finding=finding title=title />
            <p class="status quiet" role="status">
                {status}
            </p>
        </Floating>
    }
}

#[component]
fn Entry(finding: Finding, title: &'static str, placeholder: &'static str) -> impl IntoView {
    let typed = move |event| {
        finding.text.set(event_target_value(&event));
        finding.go_to(0);
    };
    view! {
        <input
            type="text"
            autofocus
            role="combobox"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            enterkeyhint="go"
            placeholder=placeholder
            aria-label=title
            aria-autocomplete="list"
            aria-controls=OPTIONS
            aria-expanded=move || (finding.count() > 0).to_string()
            aria-activedescendant=move || finding.current().map(option_id)
            prop:value=finding.text
            on:input=typed
            on:keydown=move |event| finding.press(&event)
        />
    }
}

#[component]
fn Options(finding: Finding, title: &'static str) -> impl IntoView {
    let groups = move || {
        let mut next = 0;
        let filled = finding.groups.get().into_iter();
        let filled = filled.filter(|group| !group.items.is_empty());
        filled
            .map(|group| {
                let first = next;
                next += group.items.len();
                view! { <OptionGroup finding=finding group=group first=first /> }
            })
            .collect_view()
    };
    view! {
        <div
            id=OPTIONS
            class="options"
            role="listbox"
            aria-label=title
            // Keeps the focus in the box.
            on:mousedown=|event| event.prevent_default()
        >
            {groups}
        </div>
    }
}

#[component]
fn OptionGroup(finding: Finding, group: FindGroup, first: usize) -> impl IntoView {
    let heading = format!("{OPTIONS}-{first}");
    let options = group.items.into_iter().enumerate();
    let options =
        options.map(|(at, found)| view! { <One finding=finding at=first + at found=found /> });
    view! {
        <div role="group" aria-labelledby=heading.clone()>
            <p id=heading.clone() class="quiet" role="presentation">
                {group.title}
            </p>
            {options.collect_view()}
        </div>
    }
}

#[component]
fn One(finding: Finding, at: usize, found: Found) -> impl IntoView {
    let Found {
        label,
        detail,
        keys,
        reason,
    } = found;
    let off = reason.is_some();
    view! {
        <div
            id=option_id(at)
            class="option"
            role="option"
            aria-selected=move || (finding.current() == Some(at)).to_string()
            aria-disabled=off.then_some("true")
            on:click=move |_| finding.on_pick.run(at)
        >
            <span class="what">
                {parts(label)} <span class="quiet">{reason.unwrap_or(detail)}</span>
            </span>
            {keys.map(|keys| view! { <Caps keys=keys /> })}
        </div>
    }
}

/// Keys as they look.
#[component]
fn Caps(keys: String) -> impl IntoView {
    let cap = |key: &str| view! { <kbd>{key.to_owned()}</kbd> };
    view! {
        <span class="caps" aria-hidden="true">
            {keys.split(' ').map(cap).collect_view()}
        </span>
    }
}
