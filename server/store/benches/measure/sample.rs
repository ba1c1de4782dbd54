//! Times, taken in turns so that what slows the machine down slows both, and how they are told.

use std::time::{Duration, Instant};

/// No measurement takes longer than this, however slow the machine.
const BUDGET: Duration = Duration::from_secs(120);

/// Times of Usher and of its baseline, taken in turns.
pub(crate) struct Pair {
    begin: Instant,
    rounds: usize,
    usher: Vec<Duration>,
    baseline: Vec<Duration>,
}

impl Pair {
    /// So many rounds, and one before that doesn't count.
    pub(crate) fn of(rounds: usize) -> Self {
        Self {
            begin: Instant::now(),
            rounds: rounds + 1,
            usher: Vec::new(),
            baseline: Vec::new(),
        }
    }

    /// Is there another round to do?
    pub(crate) fn goes_on(&self) -> bool {
        let done = self.usher.len();
        done < self.rounds && (done < 4 || self.begin.elapsed() < BUDGET)
    }

    /// Keeps a round's times.
    pub(crate) fn add(&mut self, usher: Duration, baseline: Duration) {
        self.usher.push(usher);
        self.baseline.push(baseline);
    }

    /// Usher's times, but for the first.
    pub(crate) fn usher(&self) -> &[Duration] {
        &self.usher[1..]
    }

    /// The baseline's times, but for the first.
    pub(crate) fn baseline(&self) -> &[Duration] {
        &self.baseline[1..]
    }

    /// How many times the baseline's median Usher's is.
    pub(crate) fn ratio(&self) -> f64 {
        let median = |times| percentile(times, 50).as_secs_f64();
        median(self.usher()) / median(self.baseline())
    }
}

/// The time below which `percent` of all are.
pub(crate) fn percentile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1).expect("times were taken");
    sorted[(last * percent).div_ceil(100)]
}

/// A time as people say it.
pub(crate) fn told(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        ..1_000.0 => format!("{micros:.0} µs"),
        ..1_000_000.0 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

/// One line of the report.
pub(crate) struct Figure {
    pub(crate) what: &'static str,
    pub(crate) usher: String,
    pub(crate) baseline: String,
    pub(crate) goal: String,
    pub(crate) result: String,
    pub(crate) met: bool,
}

impl Figure {
    /// As a row of a Markdown table, to be pasted into docs/performance.md.
    pub(crate) fn row(&self) -> String {
        let Self {
            what,
            usher,
            baseline,
            goal,
            result,
            met,
        } = self;
        let met = match met {
            _ if goal.is_empty() => "",
            true => "met",
            false => "**missed**",
        };
        format!("| {what} | {usher} | {baseline} | {result} | {goal} | {met} |")
    }
}
