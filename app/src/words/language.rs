//! The language of who reads. On the server it belongs to the request: a context. In the browser there is one reader,
//! whose language is here before the page is woken.

use domain::words::{ENGLISH, Language, Sentence};
use leptos::{
    prelude::{IntoAttributeValue, IntoRender, Signal, document, use_context, window},
    text_prop::TextProp,
    wasm_bindgen::{JsCast, JsValue},
};
use std::{fmt, ops::Deref, sync::OnceLock};
use wasm_bindgen_futures::JsFuture;

/// The context by which a request's pages know the language of who asked.
#[derive(Clone, Copy, Debug)]
pub struct Speaks(pub &'static Language);

/// The reader's, in the browser. On the server it stays empty.
static READER: OnceLock<&'static Language> = OnceLock::new();

/// The language of who reads.
pub fn language() -> &'static Language {
    let reader = READER.get().copied();
    reader
        .or_else(|| use_context::<Speaks>().map(|Speaks(language)| language))
        .unwrap_or(&ENGLISH)
}

/// Loads the reader's language into the browser, if the page names a file of one. Call once, before the page is woken.
pub async fn arrive() {
    // If it can't be had, what the server wrote stays, and what comes later is English.
    let language = load().await.ok().flatten();
    let _ = READER.set(language.unwrap_or(&ENGLISH));
}

/// The id of the link that names the file.
pub const LINK: &str = "language";

async fn load() -> Result<Option<&'static Language>, JsValue> {
    let Some(link) = document().get_element_by_id(LINK) else {
        return Ok(None);
    };
    let (file, code) = (link.get_attribute("href"), link.get_attribute("hreflang"));
    let answer = JsFuture::from(window().fetch_with_str(&file.unwrap_or_default())).await?;
    let text = JsFuture::from(answer.dyn_into::<web_sys::Response>()?.text()?).await?;
    let texts = serde_json::from_str(&text.as_string().unwrap_or_default());
    let language = texts.map(|texts| Language::new(&code.unwrap_or_default(), texts));
    // It is here as long as the page.
    Ok(language
        .ok()
        .map(|language| &*Box::leak(Box::new(language))))
}

/// A text as a screen shows it. Written in English, read in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub &'static str);

impl Text {
    /// In the reader's language.
    pub fn say(self) -> &'static str {
        language().text(self.0)
    }

    /// The same, to keep.
    pub fn to_owned(self) -> String {
        self.say().to_owned()
    }
}

/// A sentence of the rule, in the reader's language.
pub fn tell(sentence: &Sentence) -> String {
    language().say(sentence)
}

/// A text that came from the rule or the server in English, in the reader's language.
pub fn told(english: &str) -> String {
    language().text(english).to_owned()
}

/// "1,250".
pub fn digits(number: usize) -> String {
    language().digits(number)
}

/// "1,250".
pub fn number(number: u32) -> String {
    digits(usize::try_from(number).unwrap_or(usize::MAX))
}

/// "A", "A and B", "A, B and C".
pub fn and<S: AsRef<str>>(items: &[S]) -> String {
    language().and(items)
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.say()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.say())
    }
}

impl IntoRender for Text {
    type Output = &'static str;

    fn into_render(self) -> &'static str {
        self.say()
    }
}

impl IntoAttributeValue for Text {
    type Output = &'static str;

    fn into_attribute_value(self) -> &'static str {
        self.say()
    }
}

impl From<Text> for &'static str {
    fn from(text: Text) -> Self {
        text.say()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.to_owned()
    }
}

impl From<Text> for Sentence {
    fn from(text: Text) -> Self {
        text.0.into()
    }
}

impl From<Text> for TextProp {
    fn from(text: Text) -> Self {
        text.say().into()
    }
}

impl From<Text> for Signal<String> {
    fn from(text: Text) -> Self {
        Self::stored(text.to_owned())
    }
}
