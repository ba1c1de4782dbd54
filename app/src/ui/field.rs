use leptos::{html, prelude::*};

/// A labeled input in a form: label above, hint and what is wrong with it below.
#[component]
pub fn Field(
    /// Its id in the page; also its name in the form.
    name: &'static str,
    /// What to type.
    #[prop(into)]
    label: String,
    /// The kind of input: `text`, `email`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a password manager fills in here.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    /// What is typed, for a form that the page itself sends.
    #[prop(optional)]
    text: Option<RwSignal<String>>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was typed.
    #[prop(optional, into)]
    wrong: Signal<Option<String>>,
    /// The form can't go without it.
    #[prop(optional)]
    required: bool,
    /// Takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // An effect because a form that was sent is emptied by the page, not by who types.
    Effect::new(move || {
        if let (Some(text), Some(input)) = (text, node.get()) {
            let wanted = text.get();
            if input.value() != wanted {
                input.set_value(&wanted);
            }
        }
    });
    let typed = move |event| {
        if let Some(text) = text {
            text.set(event_target_value(&event));
        }
    };
    let note = format!("{name}-note");
    let described = {
        let (note, hinted) = (note.clone(), hint.is_some());
        move || (hinted || wrong.read().is_some()).then(|| note.clone())
    };
    view! {
        <div class="labeled">
            <label for=name>{label}</label>
            <input
                class="field"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                value=value
                required=required
                autofocus=autofocus
                node_ref=node
                on:input=typed
                aria-invalid=move || wrong.read().is_some().then_some("true")
                aria-describedby=described
            />
            <p id=note class=move || if wrong.read().is_some() { "wrong" } else { "quiet" }>
                {move || wrong.get().or_else(|| hint.clone())}
            </p>
        </div>
    }
}

/// The box above a list that narrows it. It is the `search` field of a form that gets the page.
#[component]
pub fn SearchField(
    /// What is searched, for assistive technology and as the placeholder.
    #[prop(into)]
    label: String,
    /// What the list is narrowed to.
    #[prop(into)]
    value: Signal<String>,
    /// Its name in the query.
    #[prop(default = "search")]
    name: &'static str,
    /// Called while typing.
    on_text: Callback<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // An effect because other links narrow the list too: then the box says so. Who types is ahead of the list.
    let keep_up = move || {
        let Some(input) = node.get_untracked() else {
            return;
        };
        let value = value.get_untracked();
        // Blanks at its ends are nothing to search for.
        if input.value().trim() != value.trim() {
            input.set_value(&value);
        }
    };
    Effect::new(move || {
        _ = value.get();
        let Some(input) = node.get() else { return };
        if document().active_element().as_ref() != Some(input.as_ref()) {
            keep_up();
        }
    });
    view! {
        <input
            class="field short"
            type="search"
            name=name
            node_ref=node
            value=value.get_untracked()
            placeholder=label.clone()
            aria-label=label
            autocomplete="off"
            on:input=move |event| on_text.run(event_target_value(&event))
            on:blur=move |_| keep_up()
        />
    }
}

/// A labeled box for several lines.
#[component]
pub fn TextArea(
    /// Its id in the page; also its name in the form.
    id: &'static str,
    /// What to type.
    #[prop(into)]
    label: String,
    /// What stands in it.
    text: RwSignal<String>,
    /// How high it is, in lines.
    #[prop(default = 4)]
    rows: u32,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let note = format!("{id}-note");
    view! {
        <div class="labeled">
            <label for=id>{label}</label>
            <textarea
                class="field"
                id=id
                name=id
                rows=rows
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
                aria-describedby=hint.is_some().then(|| note.clone())
            ></textarea>
            {hint.map(|hint| view! { <p id=note class="quiet">{hint}</p> })}
        </div>
    }
}
