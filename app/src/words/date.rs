//! Days as people read them. Counted in UTC, on the server and in the browser alike.

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
    format!("{} {day}, {year}", MONTHS[month])
}

/// Seconds since 1970 as "March 3, 2026 at 14:05 UTC".
pub fn moment(seconds: i64) -> String {
    let minutes = seconds.rem_euclid(86_400) / 60;
    format!(
        "{} at {:02}:{:02} UTC",
        day(seconds),
        minutes / 60,
        minutes % 60
    )
}

/// Seconds since 1970 as "2026-03-03T14:05Z", for machines.
pub fn machine(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let minutes = seconds.rem_euclid(86_400) / 60;
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}Z", month + 1)
}

/// "2026-03-03" as "March 3, 2026"; anything else as it is.
pub fn written(iso: &str) -> String {
    let mut parts = iso.split('-').map(str::parse::<usize>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month @ 1..=12)), Some(Ok(day))) => {
            format!("{} {day}, {year}", MONTHS[month - 1])
        }
        _ => iso.to_owned(),
    }
}

/// Year, month (from 0) and day of a day counted from 1970-01-01, in the Gregorian calendar.
fn civil(days: i64) -> (i64, usize, i64) {
    // Counted from March 1 of year 0, so that the leap day comes last.
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let (month, next) = if from_march < 10 {
        (from_march + 2, 0)
    } else {
        (from_march - 10, 1)
    };
    (
        era * 400 + year + next,
        usize::try_from(month).unwrap_or_default(),
        day,
    )
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
