//! Days of the Gregorian calendar in UTC, without a library. (Howard Hinnant, "chrono-Compatible Low-Level Date
//! Algorithms": years begin in March, so that leap days come last.)

/// Seconds.
pub const DAY: i64 = 86_400;

/// Days from 1970-01-01 to a day.
pub const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day, in days from 1970-01-01.
pub fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let leaps = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// The day of a time in seconds since 1970, as `2026-12-31`.
pub fn day(at: i64) -> String {
    let (year, month, day) = date(at.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The beginning of a day that is written as `2026-12-31`, in seconds since 1970; none if there is no such day.
pub fn read(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let number = days(year.into(), month.into(), day.into());
    let is_real =
        (1..=9_999).contains(&year) && date(number) == (year.into(), month.into(), day.into());
    is_real.then_some(number * DAY)
}

/// The same time of the same day so many months later; of the last one, if that month is shorter.
pub fn months_later(at: i64, months: i64) -> i64 {
    let (year, month, day) = date(at.div_euclid(DAY));
    let months = year * 12 + month - 1 + months;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let next = days(year + month / 12, month % 12 + 1, 1);
    let last = next - days(year, month, 1);
    days(year, month, day.min(last)) * DAY + at.rem_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
        assert_eq!(days(2026, 11, 23), 20_780);
    }

    #[test]
    fn every_day_reads_back() {
        for number in -800_000..800_000 {
            let text = day(number * 86_400 + 86_399);
            let (rest, day) = text.rsplit_once('-').expect("two dashes");
            let (year, month) = rest.rsplit_once('-').expect("two dashes");
            let part = |text: &str| text.parse::<i64>().expect("a number");
            assert_eq!(days(part(year), part(month), part(day)), number, "{text}");
        }
        assert_eq!(day(1_795_512_600), "2026-11-24");
    }

    #[test]
    fn only_real_days_are_read() {
        assert_eq!(read("2026-11-24"), Some(days(2026, 11, 24) * DAY));
        for text in [
            "",
            "2026",
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "tomorrow",
            "2026-11-24-1",
            "-1-1-1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_one() {
        let later = |text: &str, months| day(months_later(read(text).expect("a day") + 5, months));
        assert_eq!(later("2026-11-24", 1), "2026-12-24");
        assert_eq!(later("2026-12-31", 2), "2027-02-28");
        assert_eq!(later("2024-02-29", 12), "2025-02-28");
        assert_eq!(later("2027-11-30", 3), "2028-02-29");
        assert_eq!(later("2026-12-15", 12), "2027-12-15");
        assert_eq!(later("2026-12-15", 0), "2026-12-15");
    }
}
