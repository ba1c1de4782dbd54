//! Days as people read them. Counted in UTC, on the server and in the browser alike.

use super::Text;
pub(crate) use crate::calendar::machine;
use crate::calendar::{civil, minutes, two_digits};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Seconds since 1970 as "March 3, 2026".
pub fn day(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    told(year, month, day)
}

/// Year, month (from 0) and day as "March 3, 2026".
fn told(year: i64, month: usize, day: usize) -> String {
    say!(
        "{month} {day}, {year}",
        month = Text(MONTHS[month]).say(),
        day = day,
        year = year.to_string()
    )
}

/// Seconds since 1970 as "March 3, 2026 at 14:05 UTC".
pub fn moment(seconds: i64) -> String {
    let minutes = minutes(seconds);
    say!(
        "{day} at {hour}:{minute} UTC",
        day = day(seconds),
        hour = two_digits(minutes / 60),
        minute = two_digits(minutes % 60)
    )
}

/// Seconds since 1970 as "14:05 UTC".
pub fn time(seconds: i64) -> String {
    let minutes = minutes(seconds);
    say!(
        "{hour}:{minute} UTC",
        hour = two_digits(minutes / 60),
        minute = two_digits(minutes % 60)
    )
}

/// "2026-03-03" as "March 3, 2026"; anything else as it is.
pub fn written(iso: &str) -> String {
    let mut parts = iso.split('-').map(str::parse::<u16>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month @ 1..=12)), Some(Ok(day))) => {
            told(year.into(), usize::from(month) - 1, day.into())
        }
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{day, machine, moment, written};

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(0), "January 1, 1970");
        assert_eq!(day(951_782_400), "February 29, 2000");
        assert_eq!(day(1_772_496_000), "March 3, 2026");
        assert_eq!(day(1_798_761_599), "December 31, 2026");
        assert_eq!(day(-1), "December 31, 1969");
        assert_eq!(written("2026-12-31"), "December 31, 2026");
        assert_eq!(written("soon"), "soon");
        assert_eq!(moment(1_772_496_000 + 50_700), "March 3, 2026 at 14:05 UTC");
        assert_eq!(machine(1_772_496_000 + 50_700), "2026-03-03T14:05Z");
    }
}
