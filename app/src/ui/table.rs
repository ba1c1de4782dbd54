use leptos::prelude::*;

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A to Z, small to large.
    Up,
    /// Z to A, large to small.
    Down,
}

/// A column that can be sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Where its heading leads: the same page, sorted by it (the other way round, if it is already).
    pub href: String,
    /// How the table is sorted by it now.
    pub now: Option<Direction>,
}

/// One column's heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The word above it; empty where the cells speak for themselves.
    pub label: &'static str,
    /// `num`, `skip` (not on a phone), `wide` (a line of its own on a phone), `choose`.
    pub class: &'static str,
    /// How to sort by it.
    pub sort: Option<Sort>,
}

impl Column {
    /// A column that isn't sorted by.
    pub fn new(label: impl Into<&'static str>, class: &'static str) -> Self {
        Self {
            label: label.into(),
            class,
            sort: None,
        }
    }
}

/// The class of the column of circles.
const CHOOSE: &str = "choose";

/// A table in a card; on a phone each row is a card.
#[component]
pub fn Table(
    /// What it lists, for assistive technology.
    #[prop(into)]
    caption: String,
    /// Its headings.
    columns: Vec<Column>,
    /// What stands above the circles, in the first column.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// Its rows.
    children: Children,
) -> impl IntoView {
    let head = columns
        .into_iter()
        .map(|column| match &lead {
            Some(lead) if column.class == CHOOSE => {
                view! { <td class=CHOOSE>{lead.run()}</td> }.into_any()
            }
            _ => heading(column),
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

fn heading(Column { label, class, sort }: Column) -> AnyView {
    match sort {
        None if label.is_empty() => view! { <td class=class></td> }.into_any(),
        None => view! { <th class=class scope="col">{label}</th> }.into_any(),
        Some(Sort { href, now }) => {
            let (sorted, arrow) = match now {
                Some(Direction::Up) => (Some("ascending"), " ↑"),
                Some(Direction::Down) => (Some("descending"), " ↓"),
                None => (None, ""),
            };
            view! {
                <th class=class scope="col" aria-sort=sorted>
                    <a href=href data-noscroll="true">
                        {label}
                        <span aria-hidden="true">{arrow}</span>
                    </a>
                </th>
            }
            .into_any()
        }
    }
}
