use crate::{
    paths::home::{HOME, home},
    ui::{Chart, Column, Disclosure, Line, Panel, Table, Tabs},
    words::{date, digits, home as words},
};
use domain::{ProductRow, Range, Trend, TrendPoint};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Form, hooks::use_navigate};

const DAY: i64 = 86_400;

/// Seats over time: a chart, and the same as a table.
#[component]
pub(super) fn SeatsOverTime(trend: Trend, products: Vec<ProductRow>) -> impl IntoView {
    let chosen = trend
        .product
        .and_then(|id| products.iter().find(|product| product.id == id))
        .map(|product| product.slug.to_string())
        .unwrap_or_default();
    let ranges: Vec<_> = Range::ALL
        .into_iter()
        .map(|range| {
            let here = range == trend.range;
            (home(&chosen, range), words::range(range).say(), here)
        })
        .collect();
    let values = |value: fn(&TrendPoint) -> u64| trend.points.iter().map(value).collect();
    let assigned = Line {
        label: words::ASSIGNED.say(),
        values: values(|point| point.assigned),
        class: "main",
    };
    // Of all products together, the seats owned say little: some are free and come by the ten thousand.
    let owned = trend.product.map(|_| Line {
        label: words::OWNED.say(),
        values: values(|point| point.assignable),
        class: "other",
    });
    let lines = std::iter::once(assigned).chain(owned).collect();
    let day = |point: Option<&TrendPoint>| {
        point.map_or_else(String::new, |point| date::day(point.day * DAY))
    };
    let ends = (day(trend.points.first()), day(trend.points.last()));
    let summary = words::summary(&trend);
    view! {
        <Panel id="trend" title=words::TREND>
            <Which chosen=chosen range=trend.range products=products />
            <Tabs label=words::RANGES tabs=ranges />
            <Chart summary=summary lines=lines ends=ends />
            <Disclosure title=words::AS_TABLE>
                <Numbers points=trend.points />
            </Disclosure>
        </Panel>
    }
}

#[component]
fn Which(chosen: String, range: Range, products: Vec<ProductRow>) -> impl IntoView {
    let option = |(slug, name): (String, String)| {
        let here = slug == chosen;
        view! {
            <option value=slug selected=here>
                {name}
            </option>
        }
    };
    let all = std::iter::once((String::new(), words::OF_ALL.to_owned()));
    let each = products
        .iter()
        .map(|product| (product.slug.to_string(), product.name.to_string()));
    let options = all.chain(each).map(option).collect_view();
    let navigate = use_navigate();
    let go = move |event| {
        let options = NavigateOptions {
            scroll: false,
            ..Default::default()
        };
        navigate(&home(&event_target_value(&event), range), options);
    };
    view! {
        <Form method="GET" action=HOME attr:class="row narrow">
            <select class="field" name="product" aria-label=words::OF on:change=go>
                {options}
            </select>
            <input type="hidden" name="days" value=range.days().to_string() />
            <button class="button without-script" type="submit">
                {words::SHOW}
            </button>
        </Form>
    }
}

fn number(number: u64) -> String {
    digits(usize::try_from(number).unwrap_or(usize::MAX))
}

#[component]
fn Numbers(points: Vec<TrendPoint>) -> impl IntoView {
    let columns = vec![
        Column::new(words::DAY, ""),
        Column::new(words::ASSIGNED, "num"),
        Column::new(words::OWNED, "num"),
    ];
    let row = move |point: TrendPoint| {
        view! {
            <tr>
                <td>{date::day(point.day * DAY)}</td>
                <td class="num">{number(point.assigned)}</td>
                <td class="num">{number(point.assignable)}</td>
            </tr>
        }
    };
    view! {
        <Table caption=words::TREND columns=columns>
            {points.into_iter().rev().map(row).collect_view()}
        </Table>
    }
}
