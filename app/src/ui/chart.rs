use leptos::prelude::*;
use std::fmt::Write;

/// What a chart draws, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is, in the legend.
    pub label: &'static str,
    /// Its values.
    pub values: Vec<u64>,
    /// `main`: drawn with what is below it; `other`: dashed.
    pub class: &'static str,
}

const WIDTH: u64 = 600;
const HEIGHT: u64 = 160;

/// Values over time, drawn by the server. Assistive technology reads `summary`; give the numbers in a table beside it.
#[component]
pub fn Chart(
    /// The chart in one sentence.
    #[prop(into)]
    summary: String,
    /// What it draws.
    lines: Vec<Line>,
    /// Where it begins and ends.
    ends: (String, String),
) -> impl IntoView {
    let top = top(lines.iter().flat_map(|line| &line.values).copied().max());
    let legend = lines
        .iter()
        .map(|line| view! { <li class=line.class>{line.label}</li> })
        .collect_view();
    let paths = lines
        .iter()
        .map(|line| {
            let line_of = path(&line.values, top);
            let area = (line.class == "main" && !line_of.is_empty())
                .then(|| view! { <path class="area" d=format!("{line_of}V{HEIGHT}H0Z")></path> });
            view! {
                {area}
                <path class=format!("line {}", line.class) d=line_of></path>
            }
        })
        .collect_view();
    view! {
        <figure class="chart">
            <ul class="legend">{legend}</ul>
            <div class="scale" aria-hidden="true">
                <span>{crate::words::digits(usize::try_from(top).unwrap_or(usize::MAX))}</span>
                <span>"0"</span>
            </div>
            <svg
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                preserveAspectRatio="none"
                role="img"
                aria-label=summary
            >
                <path class="grid" d=format!("M0 0H{WIDTH}M0 {}H{WIDTH}M0 {HEIGHT}H{WIDTH}", HEIGHT / 2)></path>
                {paths}
            </svg>
            <div class="ends" aria-hidden="true">
                <span>{ends.0}</span>
                <span>{ends.1}</span>
            </div>
        </figure>
    }
}

/// A round number not below the greatest value.
fn top(greatest: Option<u64>) -> u64 {
    let greatest = greatest.unwrap_or(0).max(1);
    let mut unit = 1;
    loop {
        let fits = [1, 2, 4, 5, 6, 8].map(|step| step * unit);
        if let Some(top) = fits.into_iter().find(|top| *top >= greatest) {
            return top;
        }
        unit *= 10;
    }
}

/// The values as a path, the first at the left edge and the last at the right.
fn path(values: &[u64], top: u64) -> String {
    let last = u64::try_from(values.len()).unwrap_or_default().max(2) - 1;
    let mut path = String::new();
    for (at, value) in (0..).zip(values) {
        let (x, y) = (WIDTH * at / last, HEIGHT - HEIGHT * value / top);
        let letter = if path.is_empty() { 'M' } else { 'L' };
        // Writing to a String can't fail.
        let _ = write!(path, "{letter}{x} {y}");
    }
    // One value is a line too.
    if values.len() == 1 {
        let _ = write!(path, "H{WIDTH}");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{path, top};

    #[test]
    fn the_top_is_round_and_not_below_the_greatest() {
        let tops = [
            (0, 1),
            (1, 1),
            (3, 4),
            (7, 8),
            (9, 10),
            (334, 400),
            (1_001, 2_000),
        ];
        for (greatest, round) in tops {
            assert_eq!(top(Some(greatest)), round, "{greatest}");
        }
        assert_eq!(top(None), 1);
    }

    #[test]
    fn a_line_goes_from_edge_to_edge() {
        assert_eq!(path(&[0, 5, 10], 10), "M0 160L300 80L600 0");
        assert_eq!(path(&[5], 10), "M0 80H600");
        assert_eq!(path(&[], 10), "");
    }
}
