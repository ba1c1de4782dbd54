use crate::{
    licenses::fullness,
    paths,
    ui::{Meter, Panel},
    words::{home as words, licenses},
};
use domain::{ProductRow, Seats};
use leptos::prelude::*;

/// What is owned and used, the fullest first.
#[component]
pub(super) fn SeatsByProduct(products: Vec<ProductRow>) -> impl IntoView {
    let mut products: Vec<_> = products
        .into_iter()
        .filter(|product| product.seats.assignable > 0 || product.seats.assigned > 0)
        .collect();
    // By share, without a division; the sequence of equals is that of names.
    products.sort_by(|one, other| {
        let share = |a: Seats, b: Seats| u64::from(a.assigned) * u64::from(b.assignable.max(1));
        share(other.seats, one.seats).cmp(&share(one.seats, other.seats))
    });
    let rows = products
        .into_iter()
        .map(|product| view! { <Row product=product /> })
        .collect_view();
    let all = || view! { <a href=paths::LICENSES>{words::ALL_PRODUCTS}</a> };
    view! {
        <Panel id="seats" title=words::SEATS aside=all>
            <ul class="lines seats">{rows}</ul>
        </Panel>
    }
}

#[component]
fn Row(product: ProductRow) -> impl IntoView {
    let seats = product.seats;
    let tone = fullness(&product);
    view! {
        <li>
            <a href=paths::product(&product.slug, &Default::default())>{product.name.to_string()}</a>
            <span class="quiet num">{words::left(seats)}</span>
            <Meter
                used=u64::from(seats.assigned)
                total=u64::from(seats.assignable)
                tone=tone
                label=licenses::bar(seats)
            />
        </li>
    }
}
