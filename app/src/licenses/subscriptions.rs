use crate::{
    paths::products::{list, one},
    session::Organization,
    ui::{Column, Disclosure, Table, Tag, Tone},
    words::{cloud, date, licenses, number, product as words, products},
};
use domain::{ProductRow, SubscriptionQuery, SubscriptionRow, SubscriptionState};
use leptos::prelude::*;

/// The purchases behind a product's seats, as far as the person sees them: how many there are is no secret.
#[component]
pub(super) fn Subscriptions(product: ProductRow, rows: Vec<SubscriptionRow>) -> impl IntoView {
    let exist = |row: &SubscriptionRow| row.subscription.exists();
    let rows = rows.into_iter().filter(exist).collect::<Vec<_>>();
    let all = product.subscriptions;
    let some_unseen = usize::try_from(all).is_ok_and(|all| all > rows.len());
    let disabled = rows.iter().map(|row| &row.subscription);
    let disabled = disabled.filter(|one| one.managed() && one.state == SubscriptionState::Disabled);
    let disabled = disabled.map(|one| one.seats).sum::<u32>();
    let href = list(&SubscriptionQuery {
        search: product.name.to_string(),
        ..SubscriptionQuery::default()
    });
    let organization = Organization::here();
    let see = move || words::see_in(all, &cloud::your_products(organization.cloud()));
    (all > 0).then(|| {
        view! {
            <div class="stack tight">
                <Disclosure title=licenses::subscriptions(all)>
                    <Rows rows=rows />
                    {some_unseen.then(|| view! { <p class="quiet">{products::NO_PARTNERS}</p> })}
                </Disclosure>
                {(disabled > 0)
                    .then(|| view! { <p class="quiet">{words::disabled_seats(disabled)}</p> })}
                <p class="quiet">
                    <a class="line" href=href>
                        {see}
                    </a>
                </p>
            </div>
        }
    })
}

#[component]
fn Rows(rows: Vec<SubscriptionRow>) -> impl IntoView {
    let columns = vec![
        Column::new(words::CHANNEL, ""),
        Column::new(words::SEATS, "num"),
        Column::new(words::STATE, "wide"),
        Column::new(words::ENDS, "wide"),
    ];
    (!rows.is_empty()).then(|| {
        view! {
            <Table caption=words::SUBSCRIPTIONS columns=columns>
                {rows.into_iter().map(|row| view! { <Row row=row /> }).collect_view()}
            </Table>
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
    let href = one(&SubscriptionQuery::default(), subscription.id);
    view! {
        <tr>
            <td>
                <a href=href>{words::channel(subscription.channel, purchaser.as_deref())}</a>
            </td>
            <td class="num">{number(subscription.seats)}</td>
            <td class="wide">
                <Tag tone=tone text=words::state(subscription.state) />
            </td>
            <td class="wide quiet">{ends.map(|day| date::written(&day))}</td>
        </tr>
    }
}
