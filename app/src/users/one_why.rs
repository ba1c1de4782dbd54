use crate::{ui::Disclosure, words::user as words};
use domain::{Facts, License, Named, ServiceId, UserId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Every service that is on for a user, and why: by which license, which source, since when and by whom.
#[component]
pub(super) fn Apps(user: UserId, facts: Facts) -> impl IntoView {
    let on = on(user, &facts);
    let number = words::services(on.len());
    let row = |(service, licenses): (Named<ServiceId>, Vec<&License>)| {
        let why = licenses.into_iter().map(|license| {
            view! { <span class="quiet block">{words::why_on(license, &facts)}</span> }
        });
        view! {
            <li>
                <span>
                    <strong>{service.name.to_string()}</strong>
                    {why.collect_view()}
                </span>
            </li>
        }
    };
    let rows = on.into_iter().map(row).collect::<Vec<_>>();
    let list = match rows.is_empty() {
        true => view! { <p class="quiet">{words::NO_APPS}</p> }.into_any(),
        false => view! { <ul class="people">{rows}</ul> }.into_any(),
    };
    view! {
        <section class="stack tight">
            <h3>{words::APPS}</h3>
            <Disclosure title=words::APPS_TEXT note=Signal::stored(Some(number))>
                {list}
            </Disclosure>
        </section>
    }
}

/// By name, with the licenses that have it on.
fn on(user: UserId, facts: &Facts) -> Vec<(Named<ServiceId>, Vec<&License>)> {
    let mut on: BTreeMap<ServiceId, Vec<&License>> = BTreeMap::new();
    let person = facts.people.get(&user).into_iter();
    for license in person.flat_map(|person| &person.licenses) {
        let Some(product) = facts.products.get(&license.product) else {
            continue;
        };
        for service in product.services.without(&license.off).iter() {
            on.entry(service).or_default().push(license);
        }
    }
    let named = on.into_iter();
    let mut on: Vec<_> = named
        .map(|(service, licenses)| (facts.service_named(service), licenses))
        .collect();
    on.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    on
}
