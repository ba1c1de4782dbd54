//! What a form that was posted says to the page after it: by a cookie, which only the server writes, so that no link can
//! put words into Usher's mouth.

use super::cookie;
use crate::{
    paths,
    session::{Said, Typed},
    words::assign,
};
use axum::http::{HeaderValue, header};
use domain::{BETWEEN_NAMES, names_in};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use leptos_router::location::Url;

const SAID: &str = "usher-said";
/// The page after it comes at once.
const SECONDS: u32 = 30;
/// As many bytes are said: browsers drop a cookie of more than 4 kB, and what stands in front of a server often drops an
/// answer whose headers have more in all.
const MOST: usize = 2800;
/// So many of them by the sentence.
const MOST_OF_SENTENCE: usize = 1400;
/// What a field takes beside its name and what was typed: brackets, quotation marks and commas.
const FRAME: usize = 20;

/// Do browsers reach this server by https? Then its cookies are for https only. The server provides it as context for
/// each request.
#[derive(Clone, Copy, Debug)]
pub struct Https(pub bool);

/// What a form says to the page after it: what it came to, and what was typed, as far as there is room.
#[derive(Clone, Debug)]
pub struct Message {
    said: Option<Said>,
    typed: Typed,
    room: usize,
}

impl Message {
    /// Says nothing: the page's address does.
    pub fn silent() -> Self {
        Self {
            said: None,
            typed: Typed::default(),
            room: MOST,
        }
    }

    pub(crate) fn saying(said: Said) -> Self {
        let text = shortened(said.text);
        Self {
            room: MOST.saturating_sub(size(&text)),
            said: Some(Said { text, ..said }),
            typed: Typed::default(),
        }
    }

    /// The same with what was typed into this field, if there is room for it. Never a password.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Some(room) = self.room.checked_sub(FRAME + size(name) + size(value)) {
            self.room = room;
            self.typed.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same with a list, from its beginning on as much as there is room for. If that isn't all, it says so.
    pub(crate) fn with_list(mut self, name: &str, list: &str) -> Self {
        let room = self.room.saturating_sub(FRAME + size(name));
        let all = names_in(list);
        let mut kept = beginning(list.split_inclusive(BETWEEN_NAMES), room);
        // A name is kept with its address, or not at all.
        while !all.starts_with(&names_in(&kept)) {
            let last = kept.trim_end_matches(BETWEEN_NAMES);
            kept.truncate(last.rfind(BETWEEN_NAMES).map_or(0, |at| at + 1));
        }
        let missing = all.len() - names_in(&kept).len();
        if let Some(said) = self.said.as_mut().filter(|_| missing > 0) {
            said.text = format!("{} {}", said.text, assign::not_kept(missing));
        }
        self.with(name, &kept)
    }

    /// The header that gives it to the browser.
    pub fn cookie(&self, https: bool) -> HeaderValue {
        let message = serde_json::to_string(&(&self.said, &self.typed)).unwrap_or_default();
        set_cookie(&paths::encode(&message), SECONDS, https)
    }
}

/// Leads a plain form post on to another page, which says what came of it.
pub(crate) fn lead_on(path: &str, message: &Message) {
    answer_with(message.cookie(by_https()));
    leptos_axum::redirect(path);
}

/// What the form before this page said. It is said once.
pub(super) fn take() -> (Option<Said>, Typed) {
    let message = cookie(SAID).and_then(|said| serde_json::from_str(&Url::unescape(&said)).ok());
    if message.is_some() {
        answer_with(set_cookie("", 0, by_https()));
    }
    message.unwrap_or_default()
}

fn by_https() -> bool {
    use_context::<Https>().is_some_and(|Https(https)| https)
}

fn set_cookie(value: &str, seconds: u32, https: bool) -> HeaderValue {
    let secure = if https { "; Secure" } else { "" };
    let cookie =
        format!("{SAID}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&cookie).expect("what is percent-encoded is plain")
}

fn answer_with(cookie: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// How many bytes of the cookie a text takes.
fn size(text: &str) -> usize {
    let json = serde_json::to_string(text).unwrap_or_default();
    paths::encode(json.trim_matches('"')).len()
}

/// The first of the pieces, as many as `most` bytes of the cookie hold.
fn beginning<'t>(pieces: impl Iterator<Item = &'t str>, most: usize) -> String {
    let mut room = most;
    let fitting = pieces.map_while(|piece| {
        room = room.checked_sub(size(piece))?;
        Some(piece)
    });
    fitting.collect()
}

/// A sentence of very many reasons, cut.
fn shortened(text: String) -> String {
    if size(&text) <= MOST_OF_SENTENCE {
        return text;
    }
    let kept = beginning(text.split_inclusive(' '), MOST_OF_SENTENCE);
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Message {
        Message::saying(Said {
            done: false,
            text: text.to_owned(),
        })
    }

    /// Browsers keep so many bytes of one.
    fn fits(message: &Message) -> bool {
        message.cookie(true).len() < 4096
    }

    #[test]
    fn what_fits_is_kept_as_it_was_typed() {
        let list = "Ida <ida@x.example>;\tben@x.example\n";
        let message = refused("No.").with("slug", "A/B").with_list("users", list);
        assert_eq!(message.typed.of("slug"), "A/B");
        assert_eq!(message.typed.of("users"), list);
        assert_eq!(message.typed.of("off"), "");
        assert_eq!(message.said.unwrap().text, "No.");
    }

    #[test]
    fn of_a_long_list_the_beginning_is_kept_and_the_rest_is_counted() {
        let names: Vec<_> = (0..1000).map(|n| format!("zoë{n}@x.example")).collect();
        let message = refused("No.").with_list("users", &names.join(", "));
        assert!(fits(&message));
        let kept = names_in(&message.typed.of("users"));
        assert!(kept.len() > 50, "{kept:?}");
        assert_eq!(kept, names[..kept.len()]);
        let text = message.said.unwrap().text;
        let told = format!("No. {} users", 1000 - kept.len());
        assert!(text.starts_with(&told), "{text}");
    }

    #[test]
    fn a_list_is_cut_between_its_entries() {
        let entry = |n: usize| format!("\"Holm, Greta {n}\" <greta{n}@x.example>");
        for between in ["; ", " ", ", "] {
            let list: Vec<_> = (0..1000).map(entry).collect();
            let message = refused("No.").with_list("users", &list.join(between));
            let kept = names_in(&message.typed.of("users"));
            let named = (0..kept.len()).map(|n| format!("greta{n}@x.example"));
            assert!(kept.len() > 20, "{kept:?}");
            assert_eq!(kept, named.collect::<Vec<_>>());
            let told = format!("No. {} users", 1000 - kept.len());
            assert!(message.said.unwrap().text.starts_with(&told));
        }
    }

    #[test]
    fn a_sentence_of_very_many_reasons_is_cut_and_leaves_room() {
        let message = refused(&"“No.” ".repeat(5000)).with_list("users", "ida@x.example");
        assert!(fits(&message));
        assert_eq!(message.typed.of("users"), "ida@x.example");
        let text = message.said.unwrap().text;
        assert!(text.starts_with("“No.” “No.”"), "{text}");
        assert!(text.ends_with("”…"), "{text}");
    }

    #[test]
    fn what_is_too_long_for_a_field_is_left_out() {
        let message = Message::silent().with("name", &"x".repeat(5000));
        let message = message.with("username", "ida@x.example");
        assert!(fits(&message));
        assert_eq!(message.typed.of("name"), "");
        assert_eq!(message.typed.of("username"), "ida@x.example");
    }
}
