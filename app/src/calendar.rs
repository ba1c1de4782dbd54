//! Days and minutes of the Gregorian calendar, counted in UTC.

/// Seconds since 1970 as "2026-03-03T14:05Z", for machines.
pub(crate) fn machine(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let (hour, minute) = (minutes(seconds) / 60, minutes(seconds) % 60);
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}Z", month + 1)
}

/// Minutes since midnight.
pub(crate) fn minutes(seconds: i64) -> usize {
    usize::try_from(seconds.rem_euclid(86_400) / 60).unwrap_or_default()
}

/// With a zero before a single one.
pub(crate) fn two_digits(number: usize) -> String {
    format!("{number:02}")
}

/// Year, month (from 0) and day of a day counted from 1970-01-01.
pub(crate) fn civil(days: i64) -> (i64, usize, usize) {
    let (year, month, day) = domain::calendar::date(days);
    let small = |number: i64| usize::try_from(number).unwrap_or_default();
    (year, small(month - 1), small(day))
}
