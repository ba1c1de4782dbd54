use crate::{
    ui::{Column, Disclosure, Table, Tag, Tone},
    words::{date, licenses, number, product as words},
};
use domain::{SubscriptionRow, SubscriptionState};
use leptos::prelude::*;

/// The purchases behind a product's seats.
#[component]
pub(super) fn Subscriptions(rows: Vec<SubscriptionRow>) -> impl IntoView {
    let number = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let columns = vec![
        Column::new(words::CHANNEL, ""),
        Column::new(words::SEATS, "num"),
        Column::new(words::STATE, "wide"),
        Column::new(words::ENDS, "wide"),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <Disclosure title=licenses::subscriptions(number)>
                <Table caption=words::SUBSCRIPTIONS columns=columns>
                    {rows.into_iter().map(|row| view! { <Row row=row /> }).collect_view()}
                </Table>
            </Disclosure>
        }
    })
}

#[component]
fn Row(row: SubscriptionRow) -> impl IntoView {
    let SubscriptionRow {
        subscription,
        purchaser,
        ends,
    } = row;
    let tone = match subscription.state {
        SubscriptionState::Active => Tone::Plain,
        SubscriptionState::Expired => Tone::Warn,
        SubscriptionState::Disabled | SubscriptionState::Deleted => Tone::Bad,
    };
    view! {
        <tr>
            <td>{words::channel(subscription.channel, purchaser.as_deref())}</td>
            <td class="num">{number(subscription.seats)}</td>
            <td class="wide">
                <Tag tone=tone text=words::state(subscription.state) />
            </td>
            <td class="wide quiet">{ends.map(|day| date::written(&day))}</td>
        </tr>
    }
}
