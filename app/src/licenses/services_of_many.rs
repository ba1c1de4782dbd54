use super::{
    chosen::Selection,
    draft::Draft,
    foot::{Done, Failure, Foot, Says, close, why_off},
    problems::Problems,
};
use crate::words::{kit, services as words};
use domain::{Match, Order, Policy, ProductPage, Service, ServiceId, Services, Switch, Verb};
use leptos::{ev::SubmitEvent, prelude::*};

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
    let selection = Selection::here();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| why_off(draft, SAYS.nothing).is_none() && !draft.sending()) {
            draft.submit(Policy::AllOrNothing);
        }
    };
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
                view! { <Line service=service on=on off=off fixed=fixed /> }
            };
            view! {
                <form on:submit=submit>
                    <div class="body">
                        <p class="quiet">{names.clone()}</p>
                        <Failure draft=draft />
                        <Problems draft=draft stuck=words::stuck />
                        <div class="three-way">
                            {services.get_value().into_iter().map(line).collect_view()}
                        </div>
                    </div>
                    <Foot draft=draft says=SAYS close=close() />
                </form>
            }
            .into_any()
        }
    }
}

#[component]
fn Line(
    service: Service,
    on: RwSignal<Services>,
    off: RwSignal<Services>,
    fixed: bool,
) -> impl IntoView {
    let id = service.id;
    let name = service.name.to_string();
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
            <span>{name}</span>
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
