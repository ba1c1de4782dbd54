//! The choice of a first password, and showing it once.

use crate::{
    api_people::FirstPassword,
    session::SHORTEST,
    ui::{Check, Field, Reason, Tone},
    words::{Text, people as words},
};
use domain::UserId;
use leptos::prelude::*;

/// The id of the field in which it is typed.
pub(super) const FIELD: &str = "password";

/// How a password comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The browser draws it.
    Generated,
    /// Whoever adds the user types it.
    Typed,
    /// There is none.
    Without,
}

/// Letters and digits that nobody takes for others.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    way: RwSignal<Way>,
    typed: RwSignal<String>,
    drawn: RwSignal<String>,
    must_change: RwSignal<bool>,
}

impl Chosen {
    /// A password is drawn in the browser, if nobody chooses otherwise.
    pub(super) fn new(way: Way) -> Self {
        let drawn = RwSignal::new(String::new());
        // An effect because only the browser draws: what the server draws would stand in the page.
        Effect::new(move || {
            if drawn.with_untracked(String::is_empty) {
                drawn.set(draw());
            }
        });
        Self {
            way: RwSignal::new(way),
            typed: RwSignal::new(String::new()),
            drawn,
            must_change: RwSignal::new(true),
        }
    }

    /// The password; none without one.
    pub(super) fn password(self) -> Option<String> {
        match self.way.get() {
            Way::Generated => Some(self.drawn.get()),
            Way::Typed => Some(self.typed.get()),
            Way::Without => None,
        }
    }

    /// Must it be changed?
    pub(super) fn must_change(self) -> bool {
        self.must_change.get()
    }

    /// The same, for `user`, as it is sent.
    pub(super) fn given(self, user: UserId) -> Vec<FirstPassword> {
        let password = self.password().map(|password| FirstPassword {
            user,
            password,
            must_change: self.must_change(),
        });
        password.into_iter().collect()
    }

    /// Why it can't be sent.
    pub(super) fn wrong(self) -> Option<String> {
        let short = self
            .password()
            .is_some_and(|password| password.chars().count() < SHORTEST);
        short.then(|| words::PASSWORD_WRONG.to_owned())
    }

    /// It is one that nobody knows yet.
    pub(super) fn is_drawn(self) -> bool {
        self.way.get() == Way::Generated
    }

    /// Somebody typed one.
    pub(super) fn is_typed(self) -> bool {
        self.way.get() == Way::Typed && !self.typed.read().is_empty()
    }
}

/// 16 letters of 32: 80 random bits, in four groups.
fn draw() -> String {
    let random = crate::licenses::draft::new_key();
    let bytes = random.as_bytes();
    let mut password = String::with_capacity(19);
    for (index, pair) in bytes.chunks(2).take(16).enumerate() {
        if index > 0 && index % 4 == 0 {
            password.push('-');
        }
        let digits = std::str::from_utf8(pair).unwrap_or("0");
        let byte = usize::from(u8::from_str_radix(digits, 16).unwrap_or_default());
        // 31 of the letters: the hyphen stands between the groups only. Of 256 values 248 are taken as they are.
        password.push(char::from(LETTERS[byte % 31]));
    }
    password
}

/// The choice.
#[component]
pub(super) fn PasswordChoice(
    chosen: Chosen,
    /// The user may do without one.
    #[prop(optional)]
    may_lack: bool,
    /// Somebody tried to go on with it: then what is wrong with it is said.
    #[prop(optional, into)]
    tried: Signal<bool>,
) -> impl IntoView {
    let wrong = Signal::derive(move || tried.get().then(|| chosen.wrong()).flatten());
    let radio = move |way: Way, label: Text| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="password-way"
                    checked=chosen.way.get_untracked() == way
                    prop:checked=move || chosen.way.get() == way
                    on:change=move |_| chosen.way.set(way)
                />
                <span>{label}</span>
            </label>
        }
    };
    let typed = move || {
        (chosen.way.get() == Way::Typed).then(|| {
            view! {
                <Field
                    name=FIELD
                    label=words::PASSWORD
                    kind="password"
                    autocomplete="new-password"
                    hint=words::PASSWORD_HINT
                    text=chosen.typed
                    wrong=wrong
                />
            }
        })
    };
    let must = move || {
        (chosen.way.get() != Way::Without).then(|| {
            view! {
                <Check
                    label=words::MUST_CHANGE
                    on=chosen.must_change
                    on_change=Callback::new(move |on| chosen.must_change.set(on))
                />
            }
        })
    };
    view! {
        <fieldset class="stack tight">
            <legend>{words::PASSWORD}</legend>
            {radio(Way::Generated, words::GENERATE)}
            {radio(Way::Typed, words::TYPED)}
            {may_lack.then(|| radio(Way::Without, words::NO_PASSWORD))}
            {typed}
            {must}
        </fieldset>
    }
}

/// The password that was given, to copy.
#[component]
pub(super) fn PasswordOnce(password: Option<String>) -> impl IntoView {
    let select =
        |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    password.map(|password| {
        view! {
            <Reason title=words::PASSWORD_OF tone=Tone::Warn>
                <p>{words::PASSWORD_ONCE}</p>
                <input
                    class="field"
                    type="text"
                    readonly=true
                    value=password
                    aria-label=words::PASSWORD_OF
                    on:focus=select
                />
            </Reason>
        }
    })
}
