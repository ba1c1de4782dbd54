use super::{commands::Commands, rows::State, shown};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    session::Changes,
    ui::ButtonLink,
    words::{Text, date, digits, error, order, products as words},
};
use domain::{SubscriptionId, SubscriptionPage};
use leptos::prelude::*;

/// The subscription that an address names.
pub(super) async fn load(id: String) -> Result<SubscriptionPage, Error> {
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let id: SubscriptionId = id.parse().map_err(|_| missing())?;
    api::subscription(id).await
}

/// One subscription: what is known of it, and what can be done with it.
#[component]
pub(crate) fn OnePane() -> impl IntoView {
    let (id, changes) = (shown::part("subscription"), Changes::here());
    let known = Resource::new(move || (id.get(), changes.count()), |(id, _)| load(id));
    let shows = |page: SubscriptionPage| {
        let title = page.item.product.name.to_string();
        let one = &page.item.subscription;
        let about = words::bought(one.channel, page.item.purchaser.as_deref());
        Shown::new(view! { <Whole page=page /> })
            .titled(title)
            .about(about)
    };
    view! { <LoadedPane from=known close=shown::list() wide=true stays=true shows=shows /> }
}

#[component]
fn Whole(page: SubscriptionPage) -> impl IntoView {
    let facts = facts(&page);
    let fact = |(label, fact): (Text, String)| {
        view! {
            <dt>{label}</dt>
            <dd>{fact}</dd>
        }
    };
    view! {
        <div class="body">
            <div class="row tags">
                <State state=page.item.subscription.state />
            </div>
            <dl class="told">{facts.into_iter().map(fact).collect_view()}</dl>
            <Commands page=page />
        </div>
        <div class="foot">
            <div class="row">
                <ButtonLink href=shown::list()>{order::CLOSE}</ButtonLink>
            </div>
        </div>
    }
}

fn facts(page: &SubscriptionPage) -> Vec<(Text, String)> {
    let (item, now) = (&page.item, page.now);
    let one = &item.subscription;
    let mut facts = vec![
        (words::TOTAL, digits(one.seats as usize)),
        (words::CHANNEL, words::channel(one.channel).to_owned()),
    ];
    if let Some(purchaser) = &item.purchaser {
        facts.push((words::PURCHASER, purchaser.to_string()));
    }
    if one.managed() {
        facts.push((words::ASSIGNED, words::assigned(item.seats)));
    } else {
        facts.push((words::USERS, words::users(item.users)));
    }
    facts.push((words::LENGTH, words::length(one.term.length).to_owned()));
    if one.term.since > 0 {
        facts.push((words::BEGAN, date::day(one.term.since)));
    }
    if one.exists() {
        facts.push((words::NEXT, words::next(one)));
    }
    if let Some(on) = one.renewal() {
        facts.push((words::RECURRING, words::on(on).to_owned()));
    }
    let cancelable = domain::Deed::Cancel.possible(&domain::Actor::operator(), one, now);
    if cancelable.is_ok() {
        facts.push((words::CANCELABLE, date::day(one.cancelable_until())));
    }
    facts.push((words::ID, one.id.to_string()));
    facts
}
