//! Sentences, and the languages they are told in. What is written in the code is English; it is the key under which
//! another language has its own.

mod language;
mod sentence;

pub use language::{ENGLISH, Language};
pub use sentence::{Count, Part, Sentence, has_no_places_but, places_are};

/// A sentence of the rule: its text, which is English, and what comes into its places.
///
/// ```
/// use domain::say;
/// let sentence = say!("There is no product {id} in the catalog.", id = "E9");
/// assert_eq!(sentence.to_string(), "There is no product E9 in the catalog.");
/// let sentence = say!(3_usize => "1 user is left out" | "{n} users are left out");
/// assert_eq!(sentence.to_string(), "3 users are left out");
/// ```
#[macro_export]
macro_rules! say {
    ($number:expr => $one:literal | $many:literal $(, $place:ident = $part:expr)* $(,)?) => {{
        const {
            assert!($crate::words::has_no_places_but($one, &["n", $(stringify!($place)),*]));
            assert!($crate::words::places_are($many, &["n", $(stringify!($place)),*]));
        };
        $crate::words::Sentence::counted(
            $number,
            $one,
            $many,
            vec![$((stringify!($place).into(), $crate::words::Part::from($part))),*],
        )
    }};
    ($text:literal $(, $place:ident = $part:expr)* $(,)?) => {{
        const { assert!($crate::words::places_are($text, &[$(stringify!($place)),*])) };
        $crate::words::Sentence::new(
            $text,
            vec![$((stringify!($place).into(), $crate::words::Part::from($part))),*],
        )
    }};
}

/// "1 user", "2 users", "1,250 users", in English.
pub fn count(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        digits(number),
        if number == 1 { "" } else { "s" }
    )
}

/// "1,250", in English.
pub fn digits(number: usize) -> String {
    ENGLISH.digits(number)
}

/// "Dec 31, 2026": the day of a time in seconds since 1970 UTC.
pub fn date(at: i64) -> Sentence {
    let (year, month, day) = crate::calendar::date(at.div_euclid(crate::calendar::DAY));
    let month = match month {
        1 => say!("Jan"),
        2 => say!("Feb"),
        3 => say!("Mar"),
        4 => say!("Apr"),
        5 => say!("May"),
        6 => say!("Jun"),
        7 => say!("Jul"),
        8 => say!("Aug"),
        9 => say!("Sep"),
        10 => say!("Oct"),
        11 => say!("Nov"),
        _ => say!("Dec"),
    };
    say!(
        "{month} {day}, {year}",
        month = month,
        day = day.to_string(),
        year = year.to_string()
    )
}

/// "A", "A and B", "A, B and C", in English.
pub fn and<S: AsRef<str>>(items: &[S]) -> String {
    ENGLISH.and(items)
}

/// "A", "A or B", "A, B or C", in English.
pub fn or<S: AsRef<str>>(items: &[S]) -> String {
    ENGLISH.or(items)
}

/// "A, B, C".
pub fn commas<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<_> = items.iter().map(AsRef::as_ref).collect();
    items.join(", ")
}

/// With a capital letter first.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
