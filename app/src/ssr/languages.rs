//! The languages that Usher speaks: English, which is in the code, and those of `app/locales/`.

use crate::{paths, words};
use axum::http::{HeaderMap, header};
use domain::words::{ENGLISH, Language};
use leptos::prelude::*;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

/// A language that is a file.
struct Other {
    language: Language,
    /// Its file, as the browser gets it.
    file: &'static str,
    /// Changes with the file.
    version: String,
}

static OTHERS: LazyLock<Vec<Other>> = LazyLock::new(|| {
    let files: &[(&str, &'static str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));
    let read = |(code, file): &(&str, &'static str)| {
        let texts = serde_json::from_str(file);
        let mut hasher = DefaultHasher::new();
        file.hash(&mut hasher);
        Other {
            language: Language::new(code, texts.expect("tests read every file")),
            file,
            version: format!("{:x}", hasher.finish()),
        }
    };
    files.iter().map(read).collect()
});

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Language> {
    let others = OTHERS.iter().map(|other| &other.language);
    [&ENGLISH].into_iter().chain(others)
}

/// The one with this code.
pub fn by_code(code: &str) -> Option<&'static Language> {
    all().find(|language| language.code() == code)
}

/// The cookie that holds the code of the language that somebody chose.
pub const COOKIE: &str = "usher-language";

/// The language of who sends these headers: the one chosen, else the browser's, else English.
pub fn of(headers: &HeaderMap) -> &'static Language {
    let chosen = super::cookie_in(headers, COOKIE).and_then(|code| by_code(&code));
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|accepted| accepted.to_str().ok());
    chosen
        .or_else(|| accepted.and_then(preferred))
        .unwrap_or(&ENGLISH)
}

/// The one that the browser likes most of those that there are: "de-AT, de;q=0.9, en;q=0.5".
fn preferred(accepted: &str) -> Option<&'static Language> {
    let ranges = accepted.split(',').filter_map(|range| {
        let mut parts = range.split(';');
        let code = parts.next()?.trim().split('-').next()?.to_ascii_lowercase();
        let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
        let weight: f32 = weight.map_or(Some(1.0), |weight| weight.parse().ok())?;
        Some((by_code(&code)?, weight))
    });
    let wanted = ranges.filter(|(_, weight)| *weight > 0.0);
    // Of several with the same weight the first.
    let best = wanted.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(language, _)| language)
}

/// The file of the language with this code, for the browser.
pub fn file(code: &str) -> Option<&'static str> {
    let other = OTHERS.iter().find(|other| other.language.code() == code);
    other.map(|other| other.file)
}

/// Names the file of the page's language. English needs none.
#[component]
pub(super) fn LanguageFile() -> impl IntoView {
    let here = words::language().code();
    let other = OTHERS.iter().find(|other| other.language.code() == here);
    other.map(|other| {
        view! {
            <link
                id=words::LINK
                rel="preload"
                r#as="fetch"
                crossorigin="anonymous"
                href=paths::language(here, &other.version)
                hreflang=here
            />
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(pairs: &[(header::HeaderName, &str)]) -> &'static str {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()));
        of(&pairs.collect()).code()
    }

    fn accepted(accepted: &str) -> &'static str {
        spoken(&[(header::ACCEPT_LANGUAGE, accepted)])
    }

    #[test]
    fn the_browser_says_which_language_it_likes_most() {
        assert_eq!(accepted("de"), "de");
        assert_eq!(accepted("de-AT,de;q=0.9,en;q=0.8"), "de");
        assert_eq!(accepted("DE-ch"), "de");
        assert_eq!(accepted("en-US,en;q=0.9,de;q=0.8"), "en");
        assert_eq!(accepted("fr,de;q=0.7,en;q=0.3"), "de");
        assert_eq!(accepted("de;q=0.2, en;q=0.7"), "en");
        assert_eq!(accepted("de;q=0, *"), "en");
        assert_eq!(accepted("xx, ;;q=, de;q=much"), "en");
        assert_eq!(accepted(""), "en");
        assert_eq!(spoken(&[]), "en");
    }

    #[test]
    fn who_chose_a_language_gets_it() {
        let both = |cookie| spoken(&[(header::COOKIE, cookie), (header::ACCEPT_LANGUAGE, "de")]);
        assert_eq!(both("usher=00; usher-language=en"), "en");
        assert_eq!(both("usher-language=xx"), "de");
        assert_eq!(both("usher-language="), "de");
    }

    #[test]
    fn every_language_says_its_own_name() {
        let names: Vec<_> = all().map(Language::name).collect();
        assert_eq!(names[..2], ["English", "Deutsch"]);
        assert!(all().skip(1).all(|one| one.name() != "English"));
    }
}
