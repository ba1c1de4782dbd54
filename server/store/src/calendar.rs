//! Days of the Gregorian calendar in UTC, without a library. (Howard Hinnant, "chrono-Compatible Low-Level Date
//! Algorithms": years begin in March, so that leap days come last.)

/// Days from 1970-01-01 to a day.
pub(crate) const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day of a time in seconds since 1970, as `2026-12-31`.
pub(crate) fn day(at: i64) -> String {
    let shifted = at.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let leaps = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
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
            let (rest, day) = text.rsplit_once('-').unwrap();
            let (year, month) = rest.rsplit_once('-').unwrap();
            let part = |text: &str| text.parse::<i64>().unwrap();
            assert_eq!(days(part(year), part(month), part(day)), number, "{text}");
        }
        assert_eq!(day(1_795_512_600), "2026-11-24");
    }
}
