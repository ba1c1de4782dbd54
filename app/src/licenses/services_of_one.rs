use super::{
    draft::Draft,
    foot::{Done, Failure, Foot, Says, close, why_off},
    problems::Problems,
    switches::Switches,
};
use crate::{
    api,
    ask::answered,
    ui::{ButtonLink, Reading, Reason, Tone},
    words::{order, services as words},
};
use domain::{
    Holder, HolderSource, Order, Policy, ProductPage, ServiceId, Services, Switch, Verb, Via,
};
use leptos::{ev::SubmitEvent, prelude::*};

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
    let others = others(&holder, id);
    let groups = groups(&holder);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| why_off(draft, SAYS.nothing).is_none() && !draft.sending()) {
            draft.submit(Policy::AllOrNothing);
        }
    };
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
                <form on:submit=submit>
                    <div class="body">
                        {too}
                        <Failure draft=draft />
                        <Problems draft=draft stuck=words::stuck />
                        <div>
                            <Switches
                                services=services.get_value()
                                off=off
                                also=others
                                fixed=fixed
                            />
                        </div>
                    </div>
                    <Foot draft=draft says=SAYS close=close() />
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
    let facts = answered(asked, |(user, product)| {
        api::facts_about(vec![user], vec![product], Vec::new(), Vec::new())
    });
    Callback::new(move |service: ServiceId| {
        let answer = facts.read();
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
