use crate::{
    api,
    ask::answered,
    licenses::switches::{Switches, note},
    trouble::Trouble,
    ui::{Check, Disclosure},
    words::manage as words,
};
use domain::{Choice, ProductId, ProductRow, Service, Services};
use leptos::prelude::*;

/// A product that can be ticked, and which of its services shall be off.
#[derive(Clone)]
pub(super) struct Offer {
    row: ProductRow,
    /// Is it ticked?
    pub(super) on: RwSignal<bool>,
    /// Its services that are off.
    pub(super) off: RwSignal<Services>,
    /// Its services, where they are known already.
    known: Option<Vec<Service>>,
    /// Why the user has it: each source in words.
    why: Vec<String>,
    /// It can't be switched here, as `why` says.
    fixed: bool,
}

impl Offer {
    /// Not ticked, all services on.
    pub(super) fn of(row: ProductRow) -> Self {
        Self {
            row,
            on: RwSignal::new(false),
            off: RwSignal::new(Services::none()),
            known: None,
            why: Vec::new(),
            fixed: false,
        }
    }

    /// The same, held by a user: ticked, with the services that are off, and why.
    pub(super) fn held(
        self,
        off: Services,
        services: Vec<Service>,
        why: Vec<String>,
        fixed: bool,
    ) -> Self {
        self.on.set(true);
        self.off.set(off);
        Self {
            known: Some(services),
            why,
            fixed,
            ..self
        }
    }

    /// Which product.
    pub(super) fn product(&self) -> ProductId {
        self.row.id
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.row.name
    }
}

/// The ones ticked.
pub(super) fn choices(offers: &[Offer]) -> Vec<Choice> {
    let ticked = offers.iter().filter(|offer| offer.on.get());
    ticked
        .map(|offer| Choice {
            product: offer.product(),
            off: offer.off.get(),
        })
        .collect()
}

/// Products by check box, each with its services once it is ticked.
#[component]
pub(super) fn Offers(
    offers: Vec<Offer>,
    /// None of them can be switched here.
    #[prop(optional)]
    fixed: bool,
) -> impl IntoView {
    let row = move |offer: Offer| {
        let fixed = fixed || offer.fixed;
        view! { <One offer=Offer { fixed, ..offer } /> }
    };
    view! { <div class="stack tight">{offers.into_iter().map(row).collect_view()}</div> }
}

#[component]
fn One(offer: Offer) -> impl IntoView {
    let Offer {
        row,
        on,
        off,
        known,
        why,
        fixed,
    } = offer;
    let slug = known.is_none().then(|| row.slug.to_string());
    let wanted = Memo::new(move |_| slug.clone().filter(|_| on.get()));
    // Its services are asked for when it is ticked: of most products nobody wants to know them.
    let page = answered(wanted, None, |slug| async move {
        match slug {
            Some(slug) => api::product(slug).await.map(|page| page.services),
            None => Ok(Vec::new()),
        }
    });
    let services = move || {
        on.get().then(|| match (known.clone(), page.newest.get()) {
            (Some(services), _) | (None, Some((Some(_), Ok(services)))) => {
                view! { <Apps services=services off=off fixed=fixed /> }.into_any()
            }
            (_, Some((Some(_), Err(error)))) => {
                view! { <Trouble error=error again=move || page.again() /> }.into_any()
            }
            _ => view! { <p class="quiet">{words::LOADING}</p> }.into_any(),
        })
    };
    let detail = match why.as_slice() {
        [] => words::left(row.seats),
        why => why.join(" "),
    };
    view! {
        <div>
            <Check
                label=row.name.to_string()
                detail=Signal::stored(Some(detail))
                fixed=fixed
                on=on
                on_change=Callback::new(move |now| on.set(now))
            />
            {services}
        </div>
    }
}

#[component]
fn Apps(services: Vec<Service>, off: RwSignal<Services>, fixed: bool) -> impl IntoView {
    let note = note(&services, off);
    view! {
        <Disclosure title=words::SERVICES note=note>
            <Switches services=services off=off fixed=fixed />
        </Disclosure>
    }
}
