use crate::{
    ui::{Button, Check, Look},
    words::services as words,
};
use domain::{Service, ServiceId, Services};
use leptos::prelude::*;

/// The services of a product, each on or off; those without a switch say why.
#[component]
pub(crate) fn Switches(
    services: Vec<Service>,
    /// Which are off.
    off: RwSignal<Services>,
    /// Which other licenses give the same service.
    #[prop(optional, into)]
    also: Option<Callback<ServiceId, Option<String>>>,
    /// Why none can be switched.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView {
    let switchable = services.iter().filter(|service| service.switchable());
    let all = switchable.map(|service| service.id).collect::<Services>();
    let switch = move |id: ServiceId, on: bool| {
        let one = Services::from(vec![id]);
        off.update(|off| {
            *off = if on {
                off.without(&one)
            } else {
                off.with(&one)
            }
        });
    };
    let line = move |service: Service| {
        let id = service.id;
        let why = words::no_switch(service.scope);
        let fixed = fixed || why.is_some();
        let detail = move || match (&why, also) {
            (Some(why), _) => Some(why.clone()),
            (None, Some(also)) => also.run(id),
            (None, None) => None,
        };
        view! {
            <Check
                label=service.name.to_string()
                detail=Signal::derive(detail)
                on=Signal::derive(move || !off.read().contains(id))
                on_change=Callback::new(move |on| switch(id, on))
                fixed=fixed
                says=("on[]", id.to_string())
            />
        }
    };
    let many = (all.len() > 3 && !fixed).then(|| {
        view! {
            <div class="row">
                <Button look=Look::Small on_press=move || off.set(Services::none())>
                    {words::ALL_ON}
                </Button>
                <Button look=Look::Small on_press=move || off.set(all.clone())>
                    {words::ALL_OFF}
                </Button>
            </div>
        }
    });
    view! {
        {many}
        <div class="switches">{services.into_iter().map(line).collect_view()}</div>
    }
}

/// The end of its id, by which a service is known among those of its product: it is random, and short enough for a cookie.
pub(crate) fn ending(id: ServiceId) -> String {
    id.0.simple().to_string().split_off(24)
}

/// "1 of 22 off", of those with a switch.
pub(crate) fn note(services: &[Service], off: RwSignal<Services>) -> Signal<Option<String>> {
    let switchable = services.iter().filter(|service| service.switchable());
    let switchable = switchable.map(|service| service.id).collect::<Vec<_>>();
    Signal::derive(move || {
        let off = switchable
            .iter()
            .filter(|id| off.read().contains(**id))
            .count();
        Some(words::off_of(off, switchable.len()))
    })
}
