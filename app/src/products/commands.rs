use super::shown;
use crate::{
    paths,
    session::{Me, Organization},
    ui::{ButtonLink, Look},
    words::{Text, products as words, tell},
};
use domain::{
    Barrier, Channel, Deed, SubscriptionItem, SubscriptionPage, SubscriptionState, Takeover, Verb,
};
use leptos::prelude::*;

/// What can be done with a subscription. What can't be done now is there too, and says why.
#[component]
pub(super) fn Commands(page: SubscriptionPage) -> impl IntoView {
    let me = expect_context::<Me>();
    let query = shown::query();
    let id = page.item.subscription.id;
    let deeds = deeds(&page.item);
    let reasons: Vec<_> = deeds
        .iter()
        .map(|deed| why_not(*deed, &me, &page))
        .collect();
    let mut told: Vec<String> = reasons.iter().flatten().cloned().collect();
    told.dedup();
    let command = |(at, (deed, reason)): (usize, (Deed, Option<String>))| {
        let look = match at {
            0 => Look::Primary,
            _ => Look::Normal,
        };
        view! {
            <ButtonLink
                look=look
                href=Signal::derive(move || paths::products::deed(&query.read(), id, deed))
                reason=Signal::stored(reason)
            >
                {words::deed(deed)}
            </ButtonLink>
        }
    };
    let all = deeds.into_iter().zip(reasons).enumerate().map(command);
    view! {
        <section class="stack tight" aria-label=words::COMMANDS>
            <div class="row">{all.collect_view()}</div>
            {(!told.is_empty())
                .then(|| {
                    view! {
                        <h3>{words::WHY_OFF}</h3>
                        {told
                            .into_iter()
                            .map(|reason| view! { <p class="quiet">{reason}</p> })
                            .collect_view()}
                    }
                })}
        </section>
        <Assigning item=page.item />
    }
}

/// The commands that make sense for such a subscription.
fn deeds(item: &SubscriptionItem) -> Vec<Deed> {
    let one = &item.subscription;
    if !one.exists() {
        return Vec::new();
    }
    match (one.channel, one.state) {
        (Channel::SelfService, _) => vec![Deed::TakeControl(Takeover::MoveUsers)],
        (Channel::Trial, _) => vec![
            Deed::Convert,
            Deed::Buy(1),
            Deed::Remove(1),
            Deed::SetRecurring(true),
            Deed::Cancel,
        ],
        (_, SubscriptionState::Active) => vec![
            Deed::Buy(1),
            Deed::Remove(1),
            Deed::SetRecurring(true),
            Deed::Cancel,
        ],
        _ => vec![Deed::Reactivate, Deed::Buy(1), Deed::Remove(1)],
    }
}

/// Why it can't be done; none if it can, or if its pane offers another way.
fn why_not(deed: Deed, me: &Me, page: &SubscriptionPage) -> Option<String> {
    me.why_not(deed.verb()).or_else(|| {
        let one = &page.item.subscription;
        match deed.possible(&me.actor, one, page.now) {
            Ok(()) | Err(Barrier::CancelWindow { recurring: true }) => None,
            Err(barrier) => Some(tell(&barrier.sentence(&page.item.product.name))),
        }
    })
}

/// The way to where its licenses are assigned, or why there is none.
#[component]
fn Assigning(item: SubscriptionItem) -> impl IntoView {
    let usual = paths::Shown::default();
    let may_not = expect_context::<Me>().why_not(Verb::AssignLicenses);
    let licenses = paths::product(&item.slug, &usual);
    let link = |href: String, words: Text| view! { <ButtonLink href=href>{words}</ButtonLink> };
    if item.assigned_from_licenses_only() {
        let cloud = untrack(|| Organization::here().cloud());
        return view! {
            <section class="stack tight">
                <p>{words::licenses_only(cloud)}</p>
                <div class="row">{link(licenses, words::GO_TO_LICENSES)}</div>
            </section>
        }
        .into_any();
    }
    if !item.subscription.managed() {
        let before = item.subscription.exists();
        return before
            .then(|| view! { <p class="quiet">{words::TAKE_CONTROL_FIRST}</p> })
            .into_any();
    }
    view! {
        <div class="row">
            <ButtonLink
                href=paths::assign(&item.slug, &usual)
                reason=Signal::stored(may_not)
            >
                {words::ASSIGN}
            </ButtonLink>
            {link(licenses, words::SEE_LICENSES)}
        </div>
    }
    .into_any()
}
