use super::{
    draft::Draft,
    elsewhere::TakeControl,
    foot::{Asked, Done, Failure, Foot, Says, close, give, why_off},
    kept::keep_through_sign_in,
    problems::Problems,
    services_pane::says,
    switches::Switches,
};
use crate::{
    api,
    ask::answered,
    ui::{ButtonLink, Reading, Reason, Tone},
    words::{order, services as words},
};
use domain::{Holder, HolderSource, Order, ProductPage, ServiceId, Services, Switch, Verb, Via};
use leptos::prelude::*;

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: |_| words::SAVE.to_owned(),
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED_LINE,
};

/// One user's services of a product, as they are; each with a switch.
#[component]
pub(super) fn ServicesOfOne(page: ProductPage, holder: Holder) -> impl IntoView {
    match holder
        .sources
        .iter()
        .find(|source| source.via == Via::Direct)
        .cloned()
    {
        Some(direct) => view! { <Direct page=page holder=holder direct=direct /> }.into_any(),
        None => view! { <Inherited page=page holder=holder /> }.into_any(),
    }
}

#[component]
fn Direct(page: ProductPage, holder: Holder, direct: HolderSource) -> impl IntoView {
    let (id, user) = (page.row.id, holder.id);
    let off = RwSignal::new(direct.off.clone());
    let asked = Memo::new(move |_| {
        let off = off.get();
        if off == direct.off {
            return Order::default();
        }
        Order::set_services(id, Switch::Exactly(off), [user])
    });
    let draft = Draft::new(asked);
    keep_through_sign_in(draft, Memo::new(move |_| off.get()), move |kept| {
        off.set(kept)
    });
    let others = others(&holder, id);
    let groups = groups(&holder);
    let submit = move || give(draft, move || why_off(draft, SAYS.nothing));
    let fixed = draft.why_not(Verb::AssignLicenses).is_some();
    let services = StoredValue::new(page.services);
    move || match draft.receipt() {
        Some(receipt) => view! { <Done receipt=receipt close=close() /> }.into_any(),
        None => {
            let too = (!groups.is_empty()).then(|| {
                let names = groups.iter().map(String::as_str).collect::<Vec<_>>();
                view! { <p class="quiet">{words::groups_too(&names)}</p> }
            });
            view! {
                <form on:submit=submit()>
                    <div class="body">
                        {too}
                        <Failure draft=draft />
                        <Asked draft=draft>
                            <Problems draft=draft stuck=words::stuck close=close() />
                            <div>
                                <Switches
                                    services=services.get_value()
                                    off=off
                                    also=others
                                    fixed=fixed
                                />
                            </div>
                        </Asked>
                    </div>
                    <Foot draft=draft says=says(draft, SAYS) close=close() />
                </form>
            }
            .into_any()
        }
    }
}

/// Which other licenses of the user give a service: known with the facts.
fn others(holder: &Holder, product: domain::ProductId) -> Callback<ServiceId, Option<String>> {
    let user = holder.id;
    let asked = Memo::new(move |_| (user, product));
    let facts = answered(asked, None, |(user, product)| {
        api::facts_about(vec![user], vec![product], Vec::new(), Vec::new())
    });
    Callback::new(move |service: ServiceId| {
        let answer = facts.newest.read();
        let facts = answer.as_ref()?.1.as_ref().ok()?;
        let licenses = facts.people.get(&user)?.licenses.iter();
        let gives = licenses.filter(|license| {
            let known = facts.products.get(&license.product);
            license.product != product
                && known.is_some_and(|known| known.services.contains(service))
                && !license.off.contains(service)
        });
        let mut names = gives
            .map(|one| facts.product_named(one.product).name)
            .collect::<Vec<_>>();
        names.sort_unstable();
        names.dedup();
        let names = names.iter().map(|name| &**name).collect::<Vec<_>>();
        (!names.is_empty()).then(|| words::also_from(&names))
    })
}

fn groups(holder: &Holder) -> Vec<String> {
    holder
        .sources
        .iter()
        .filter_map(|source| source.group.as_deref())
        .map(str::to_owned)
        .collect()
}

/// What a user has from others is shown, with the reason why it has no switches.
#[component]
fn Inherited(page: ProductPage, holder: Holder) -> impl IntoView {
    let groups = groups(&holder);
    let names = groups.iter().map(String::as_str).collect::<Vec<_>>();
    let mut sources = holder.sources.iter().map(|source| source.via);
    let purchase = sources.find_map(|via| match via {
        Via::SelfService(purchase) if groups.is_empty() => Some(purchase),
        _ => None,
    });
    let why = match names.as_slice() {
        [] => words::self_service(&holder.name, &page.row.name),
        _ => words::inherited(&holder.name, &page.row.name, &names),
    };
    // A service is on if it is on in any source.
    let off = page.services.iter().map(|service| service.id);
    let off = off.filter(|id| holder.sources.iter().all(|source| source.off.contains(*id)));
    let off = RwSignal::new(off.collect::<Services>());
    view! {
        <Reading>
            <Reason title=words::INHERITED tone=Tone::Warn>
                <p>{why}</p>
                {purchase.map(|purchase| view! { <TakeControl purchase=purchase /> })}
            </Reason>
            <Switches services=page.services off=off fixed=true />
        </Reading>
        <div class="foot">
            <div class="row">
                <ButtonLink href=close()>{order::CLOSE}</ButtonLink>
            </div>
        </div>
    }
}
