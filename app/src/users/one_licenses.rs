use super::{
    denied::Denied,
    offer::{Offer, Offers, choices},
    one_pane::Content,
    one_why::Apps,
    places::Places,
};
use crate::{
    licenses::{
        draft::Draft,
        foot::{Asked, Done, Failure, Foot, Says, give, why_off},
        problems::Problems,
    },
    session::Me,
    words::user as words,
};
use domain::{
    Action, Choice, Facts, License, Location, Order, Person, Policy, ProductRow, Service, Services,
    Step, Switch, UserId, UserKind, Verb, Via,
};
use leptos::prelude::*;

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: words::those_who_can,
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED,
};

/// The location, the licenses and the services of one user, as somebody chooses them.
#[derive(Clone, Copy)]
pub(crate) struct Chosen {
    user: UserId,
    kind: UserKind,
    facts: StoredValue<Facts>,
    offers: StoredValue<Vec<Offer>>,
    location: RwSignal<Option<Location>>,
    draft: Draft,
}

impl Chosen {
    /// As they are.
    pub(crate) fn of(content: Content) -> Self {
        let Content {
            row,
            facts,
            products,
        } = content;
        let user = row.id;
        let person = facts.people.get(&user).cloned();
        let offers = products
            .into_iter()
            .map(|row| offer(row, person.as_ref(), &facts))
            .collect::<Vec<_>>();
        let held = person.map_or_else(Vec::new, |person| person.licenses);
        let location = RwSignal::new(row.location);
        let asked = {
            let (offers, before) = (offers.clone(), row.location);
            Memo::new(move |_| order(user, before, location.get(), &held, &choices(&offers)))
        };
        Self {
            user,
            kind: row.kind,
            facts: StoredValue::new(facts),
            offers: StoredValue::new(offers),
            location,
            draft: Draft::new(asked),
        }
    }
}

/// The location, the licenses and the services of one user: what is changed of them is one order.
#[component]
pub(crate) fn Licenses(
    chosen: Chosen,
    /// Where closing leads.
    close: Signal<String>,
    /// What stands above the form.
    #[prop(into)]
    tabs: ViewFn,
) -> impl IntoView {
    let draft = chosen.draft;
    move || match draft.receipt() {
        Some(receipt) => {
            let share = draft.assigned();
            view! { <Done receipt=receipt close=close share=share /> }.into_any()
        }
        None => view! { <Form chosen=chosen tabs=tabs.clone() close=close /> }.into_any(),
    }
}

/// The product as the user has it.
fn offer(row: ProductRow, person: Option<&Person>, facts: &Facts) -> Offer {
    let product = row.id;
    let held = person.into_iter().flat_map(|person| &person.licenses);
    let held: Vec<&License> = held.filter(|one| one.product == product).collect();
    let offer = Offer::of(row);
    if held.is_empty() {
        return offer;
    }
    let known = facts.products.get(&product);
    let services = known.into_iter().flat_map(|known| known.services.iter());
    let mut services: Vec<Service> = services
        .filter_map(|id| facts.services.get(&id).cloned())
        .collect();
    services.sort_by(|one, other| one.name.cmp(&other.name));
    let why = held.iter().map(|one| words::why(one, facts)).collect();
    let direct = held.iter().find(|one| one.via == Via::Direct);
    let off = match direct {
        Some(direct) => direct.off.clone(),
        // A service is on if it is on in any source.
        None => {
            let everywhere = |id: &domain::ServiceId| held.iter().all(|one| one.off.contains(*id));
            let all = services.iter().map(|service| service.id);
            all.filter(everywhere).collect::<Services>()
        }
    };
    offer.held(off, services, why, direct.is_none())
}

/// What is to change, in one order; none if nothing is.
fn order(
    user: UserId,
    before: Option<Location>,
    location: Option<Location>,
    held: &[License],
    chosen: &[Choice],
) -> Order {
    let direct = held.iter().filter(|one| one.via == Via::Direct);
    let wanted = |product| chosen.iter().any(|choice| choice.product == product);
    let mut actions = Vec::new();
    if let Some(location) = location.filter(|_| location != before) {
        actions.push(Action::SetLocation(location));
    }
    let gone: Vec<_> = direct
        .map(|one| one.product)
        .filter(|product| !wanted(*product))
        .collect();
    if !gone.is_empty() {
        actions.push(Action::Unassign(gone));
    }
    let mut new = Vec::new();
    for choice in chosen {
        let product = choice.product;
        let mut sources = held.iter().filter(|one| one.product == product);
        match sources.clone().find(|one| one.via == Via::Direct) {
            Some(direct) if direct.off != choice.off => actions.push(Action::SetServices {
                product,
                switch: Switch::Exactly(choice.off.clone()),
            }),
            Some(_) => {}
            // What comes from a group is shown ticked, and not ordered.
            None if sources.next().is_some() => {}
            None => new.push(choice.clone()),
        }
    }
    if !new.is_empty() {
        actions.push(Action::Assign(new));
    }
    let steps = actions.into_iter().map(|action| Step {
        action,
        users: vec![user],
    });
    Order {
        steps: steps.collect(),
        policy: Policy::AllOrNothing,
    }
}

#[component]
fn Form(chosen: Chosen, tabs: ViewFn, close: Signal<String>) -> impl IntoView {
    let Chosen {
        user,
        kind,
        facts,
        offers,
        location,
        draft,
    } = chosen;
    let me = expect_context::<Me>();
    let denial = me.why_not(Verb::AssignLicenses);
    let is_denied = denial.is_some();
    let of_guest = match kind {
        UserKind::Guest => me.why_not(Verb::AssignLicensesToGuests),
        UserKind::Member => None,
    };
    let fixed = is_denied || of_guest.is_some();
    let submit = give(draft, move || why_off(draft, SAYS.nothing));
    view! {
        <form on:submit=submit>
            <div class="body">
                {tabs.run()}
                <Denied reason=denial.or(of_guest) />
                <Failure draft=draft />
                <Asked draft=draft>
                    <Places label=words::SELECT_LOCATION chosen=location fixed=is_denied />
                    <Problems draft=draft stuck=words::stuck />
                    <section class="stack tight">
                        <h3>{words::LICENSES}</h3>
                        <Offers offers=offers.get_value() fixed=fixed />
                    </section>
                </Asked>
                <Apps user=user facts=facts.get_value() />
            </div>
            <Foot draft=draft says=SAYS close=close />
        </form>
    }
}
