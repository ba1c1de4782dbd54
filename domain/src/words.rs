//! How the rule's sentences put numbers and lists.

/// "1 user", "2 users", "1,250 users".
pub fn count(number: usize, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        digits(number),
        if number == 1 { "" } else { "s" }
    )
}

/// "1,250".
pub fn digits(number: usize) -> String {
    let plain = number.to_string();
    let mut grouped = String::with_capacity(plain.len() + plain.len() / 3);
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "Dec 31, 2026": the day of a time in seconds since 1970 UTC.
pub fn date(at: i64) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (year, month, day) = crate::calendar::date(at.div_euclid(crate::calendar::DAY));
    let month = usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at));
    format!("{} {day}, {year}", month.unwrap_or(&""))
}

/// "A", "A and B", "A, B and C".
pub fn and<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// "A", "A or B", "A, B or C".
pub fn or<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

/// "A, B, C".
pub fn commas<S: AsRef<str>>(items: &[S]) -> String {
    items
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(", ")
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => format!("{} {word} {}", commas(first), last.as_ref()),
    }
}

/// With a capital letter first.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
