//! Type ahead and pick several: the ARIA combobox pattern, with chips for what was picked.

mod chips;
mod input;
mod keys;
mod options;

use leptos::{html, prelude::*};

use super::tone::Tone;
use chips::Chips;
use input::Entry;
use options::Options;
pub(super) use options::parts;

/// One thing picked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chip {
    /// What the callbacks get.
    pub id: String,
    /// The words on it.
    pub label: String,
    /// Whether something is the matter with it.
    pub tone: Tone,
}

/// A piece of an option's label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The letters.
    pub text: String,
    /// Whether they match what was typed.
    pub hit: bool,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the callbacks get.
    pub id: String,
    /// The name, with the matched letters marked.
    pub label: Vec<Part>,
    /// The quiet second line.
    pub detail: String,
    /// A word about it.
    pub tag: Option<(Tone, String)>,
}

impl Choice {
    fn name(&self) -> String {
        self.label.iter().map(|part| part.text.as_str()).collect()
    }
}

/// The options, and the text that they answer: while that is not what stands in the box, they are
/// shown but Enter doesn't pick one, or a quick typist would pick the wrong thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What was asked.
    pub query: String,
    /// What was found, best first.
    pub items: Vec<Choice>,
}

/// What the picker's parts share. All signals belong to the picker or to who uses it.
#[derive(Clone, Copy)]
struct Picking {
    id: &'static str,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    chips: Signal<Vec<Chip>>,
    choices: Signal<Choices>,
    on_pick: Callback<String>,
    on_remove: Callback<String>,
    on_list: Callback<String>,
    input: NodeRef<html::Input>,
}

impl Picking {
    /// Whether the list of options is to be seen. (A view may ask once more when its pane is gone
    /// already, and its signals with it.)
    fn listed(&self) -> bool {
        let typed = self.text.try_with(|text| !text.trim().is_empty());
        let some = self.choices.try_with(|choices| !choices.items.is_empty());
        [self.open.try_get(), typed, some]
            .into_iter()
            .all(|is| is == Some(true))
    }

    /// The option that Enter would pick, if the list answers what stands in the box.
    fn current(&self) -> Option<usize> {
        if !self.listed() {
            return None;
        }
        let choices = self.choices.read();
        let fresh = choices.query == self.text.read().trim();
        fresh.then(|| self.active.get().min(choices.items.len() - 1))
    }

    fn list_id(&self) -> String {
        format!("{}-options", self.id)
    }

    fn option_id(&self, index: usize) -> String {
        format!("{}-option-{index}", self.id)
    }

    fn pick(&self, index: usize) {
        let picked = self
            .choices
            .with_untracked(|choices| choices.items.get(index).map(|c| c.id.clone()));
        if let Some(picked) = picked {
            self.clear();
            self.on_pick.run(picked);
        }
    }

    fn hand_list(&self, text: String) {
        self.clear();
        self.on_list.run(text);
    }

    fn clear(&self) {
        self.text.set(String::new());
        self.open.set(false);
        self.active.set(0);
    }

    /// Hides the list. (A box that leaves the page loses the focus after its signals.)
    fn shut(&self) {
        self.open.try_set(false);
    }

    fn focus(&self) {
        if let Some(input) = self.input.get_untracked() {
            // Fails only where the element has left the page meanwhile.
            let _ = input.focus();
        }
    }
}

/// Type ahead and pick several. Arrow keys move, Enter picks, Escape closes the list, Backspace in
/// the empty box takes back the last; a pasted or typed list goes to `on_list`. Without JavaScript
/// it is a plain text field that takes a list.
#[component]
pub fn Picker(
    /// Its id in the page, which the label names; the ids of its parts are made from it.
    id: &'static str,
    /// What is picked, for assistive technology.
    #[prop(into)]
    label: String,
    /// What to do, inside the empty box.
    #[prop(into)]
    placeholder: String,
    /// What stands in the box.
    text: RwSignal<String>,
    /// What was picked.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
    /// What can be picked.
    #[prop(into)]
    choices: Signal<Choices>,
    /// Takes the focus when its pane opens.
    #[prop(optional)]
    autofocus: bool,
    /// A sentence below: how many were found, what wasn't. Read out when it changes.
    #[prop(into)]
    status: Signal<String>,
    /// Called with an option's id.
    on_pick: Callback<String>,
    /// Called with a chip's id.
    on_remove: Callback<String>,
    /// Called with the text of a list.
    on_list: Callback<String>,
) -> impl IntoView {
    let picking = Picking {
        id,
        text,
        open: RwSignal::new(false),
        active: RwSignal::new(0),
        chips,
        choices,
        on_pick,
        on_remove,
        on_list,
        input: NodeRef::new(),
    };
    view! {
        <div class="picker">
            <div class="box" on:click=move |_| picking.focus()>
                <Chips picking=picking />
                <Entry picking=picking placeholder=placeholder autofocus=autofocus />
            </div>
            <Options picking=picking label=label />
        </div>
        <p class="status quiet" role="status">
            {status}
        </p>
    }
}

/// Whether a text is a list of things, not the start of one name: addresses from a mail, a column
/// of a sheet, lines of a file.
pub fn is_list(text: &str) -> bool {
    let text = text.trim();
    text.contains(['\n', '\r', '\t', ';']) || (text.contains(',') && text.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::is_list;

    #[test]
    fn lines_cells_and_addresses_are_a_list_and_a_name_is_not() {
        assert!(is_list("a@x.example\nb@x.example"));
        assert!(is_list("a@x.example, b@x.example"));
        assert!(is_list("Ida Marsh; Ben Holm"));
        assert!(is_list("Ida\tMarsh"));
        assert!(!is_list("Marsh, Ida"));
        assert!(!is_list("ida@x.example\n"));
    }
}
