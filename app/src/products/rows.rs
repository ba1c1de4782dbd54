use crate::{
    paths::products as paths,
    session::Organization,
    ui::{ButtonLink, Column, Empty, Glyph, Table, Tag, Tone, rows as keep},
    words::{cloud, digits, product, products as words},
};
use domain::{SubscriptionItem, SubscriptionList, SubscriptionQuery, SubscriptionState};
use leptos::prelude::*;

/// The rows.
#[component]
pub(super) fn Rows(
    known: Memo<Option<SubscriptionList>>,
    query: Memo<SubscriptionQuery>,
) -> impl IntoView {
    let organization = Organization::here();
    let columns = || {
        vec![
            Column::new(words::PRODUCT, ""),
            Column::new(words::LICENSES, "num"),
            Column::new(words::STATUS, "wide"),
            Column::new(words::TERM, "wide"),
            Column::new(words::RECURRING, "skip"),
        ]
    };
    move || {
        let list = known.get()?;
        let view = match (list.all, list.rows.is_empty()) {
            (0, true) => {
                view! { <Empty glyph=Glyph::Seat title=words::NONE text=words::NONE_TEXT /> }
                    .into_any()
            }
            (_, true) => view! { <NoMatch /> }.into_any(),
            _ => {
                let row = move |item| view! { <Row item=item query=query /> };
                view! {
                    <Table caption=untrack(|| cloud::your_products(organization.cloud())) columns=columns()>
                        {keep(list.rows, row)}
                    </Table>
                }
                .into_any()
            }
        };
        Some(view)
    }
}

#[component]
fn NoMatch() -> impl IntoView {
    view! {
        <Empty glyph=Glyph::Search title=words::NO_MATCH text=words::NO_MATCH_TEXT>
            <ButtonLink href=paths::PRODUCTS>{words::SHOW_ALL}</ButtonLink>
        </Empty>
    }
}

#[component]
fn Row(item: SubscriptionItem, query: Memo<SubscriptionQuery>) -> impl IntoView {
    let one = &item.subscription;
    let (id, recurring) = (one.id, one.renewal());
    let next = one.exists().then(|| words::next(one));
    view! {
        <tr>
            <td>
                <a href=move || paths::one(&query.read(), id) data-noscroll="true">
                    <strong>{item.product.name.to_string()}</strong>
                </a>
                <br />
                <span class="quiet">{words::bought(one.channel, item.purchaser.as_deref())}</span>
            </td>
            <td class="num">
                <strong>{digits(one.seats as usize)}</strong>
            </td>
            <td class="wide">
                <State state=one.state />
            </td>
            <td class="wide quiet">{next}</td>
            <td class="skip">{recurring.map(|on| words::on(on).say())}</td>
        </tr>
    }
}

/// Where it stands in its life.
#[component]
pub(super) fn State(state: SubscriptionState) -> impl IntoView {
    let tone = match state {
        SubscriptionState::Active => Tone::Plain,
        SubscriptionState::Expired => Tone::Warn,
        SubscriptionState::Disabled | SubscriptionState::Deleted => Tone::Bad,
    };
    view! { <Tag tone=tone text=product::state(state) /> }
}
