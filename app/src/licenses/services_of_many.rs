use super::{
    chosen::Selection,
    draft::Draft,
    foot::{Asked, Done, Failure, Foot, Says, close, give, why_off},
    kept::keep_through_sign_in,
    problems::Problems,
    services_pane::says,
};
use crate::{
    api,
    ask::answered,
    session::Changes,
    words::{kit, services as words},
};
use domain::{
    Facts, Match, Order, Person, ProductId, ProductPage, Service, ServiceId, Services, Switch,
    UserId, Verb,
};
use leptos::prelude::*;

const SAYS: Says = Says {
    act: words::SAVE,
    those_who_can: words::those_who_can,
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED_LINE,
};

/// What to change about the services of many users: each stays as it is, or goes on or off.
#[component]
pub(super) fn ServicesOfMany(page: ProductPage, people: Vec<Match>) -> impl IntoView {
    let product = page.row.id;
    let users = people.iter().map(|user| user.id).collect::<Vec<_>>();
    let now = now(users.clone(), product);
    let on = RwSignal::new(Services::none());
    let off = RwSignal::new(Services::none());
    let asked = Memo::new(move |_| {
        let switch = Switch::Only {
            on: on.get(),
            off: off.get(),
        };
        if switch.named().is_empty() {
            return Order::default();
        }
        Order::set_services(product, switch, users.clone())
    });
    let draft = Draft::new(asked);
    let chosen = Memo::new(move |_| (on.get(), off.get()));
    keep_through_sign_in(draft, chosen, move |(kept_on, kept_off)| {
        on.set(kept_on);
        off.set(kept_off);
    });
    let selection = Selection::here();
    let submit = move || give(draft, move || why_off(draft, SAYS.nothing));
    let names = people
        .iter()
        .take(5)
        .map(|user| user.name.to_string())
        .collect::<Vec<_>>();
    let names = match people.len() - names.len() {
        0 => crate::words::and(&names),
        more => format!("{} {}", names.join(", "), kit::and_more(more)),
    };
    let services = StoredValue::new(page.services);
    let fixed = draft.why_not(Verb::AssignLicenses).is_some();
    move || match draft.receipt() {
        Some(receipt) => {
            selection.clear();
            view! { <Done receipt=receipt close=close() /> }.into_any()
        }
        None => {
            let line = move |service| {
                view! { <Line service=service now=now on=on off=off fixed=fixed /> }
            };
            view! {
                <form on:submit=submit()>
                    <div class="body">
                        <p class="quiet">{names.clone()}</p>
                        <Failure draft=draft />
                        <Asked draft=draft>
                            <Problems draft=draft stuck=words::stuck close=close() />
                            <div class="three-way">
                                {services.get_value().into_iter().map(line).collect_view()}
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

/// Of so many users it is shown how each service is now.
const SHOWN: usize = 200;

/// For how many of the users a service is on now: known with the facts.
fn now(users: Vec<UserId>, product: ProductId) -> Callback<ServiceId, Option<String>> {
    let asked = Memo::new(move |_| (users.clone(), product));
    let changes = Some(Changes::here());
    let facts = answered(asked, changes, |(users, product)| async move {
        match users.len() {
            ..=SHOWN => api::facts_about(users, vec![product], Vec::new(), Vec::new()).await,
            _ => Ok(Facts::default()),
        }
    });
    Callback::new(move |service: ServiceId| {
        let answer = facts.newest.read();
        let facts = answer.as_ref()?.1.as_ref().ok()?;
        let holds = |person: &&Person| person.holds(product);
        let all = facts.people.values().filter(holds).count();
        let is_on = |person: &&Person| {
            let mut licenses = person.licenses.iter();
            licenses.any(|license| license.product == product && !license.off.contains(service))
        };
        let on = facts.people.values().filter(is_on).count();
        (all > 0).then(|| words::on_for(on, all))
    })
}

#[component]
fn Line(
    service: Service,
    /// How it is now.
    now: Callback<ServiceId, Option<String>>,
    on: RwSignal<Services>,
    off: RwSignal<Services>,
    fixed: bool,
) -> impl IntoView {
    let id = service.id;
    let name = service.name.to_string();
    let is_fixed = !service.switchable();
    let now = move || {
        let now = now.run(id).filter(|_| !is_fixed);
        now.map(|now| view! { <span class="quiet">{now}</span> })
    };
    let control = match words::no_switch(service.scope) {
        Some(why) => view! { <span class="quiet">{why}</span> }.into_any(),
        None => {
            let choose = move |event| turn(id, on, off, &event_target_value(&event));
            view! {
                <select class="field" disabled=fixed on:change=choose>
                    <option value="">{words::LEAVE}</option>
                    <option value="on" selected=move || on.read().contains(id)>
                        {words::ON}
                    </option>
                    <option value="off" selected=move || off.read().contains(id)>
                        {words::OFF}
                    </option>
                </select>
            }
            .into_any()
        }
    };
    view! {
        <label class="line">
            <span>{name} {now}</span>
            {control}
        </label>
    }
}

fn turn(id: ServiceId, on: RwSignal<Services>, off: RwSignal<Services>, way: &str) {
    let one = Services::from(vec![id]);
    on.update(|on| {
        *on = if way == "on" {
            on.with(&one)
        } else {
            on.without(&one)
        }
    });
    off.update(|off| {
        *off = if way == "off" {
            off.with(&one)
        } else {
            off.without(&one)
        }
    });
}
