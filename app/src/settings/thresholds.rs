use super::saving::{Denied, Said, Saving};
use crate::{
    api,
    error::Error,
    loaded::drawn_anew,
    session::{Changes, Me},
    ui::{Button, Look, Panel, Skeleton},
    words::{Text, settings as words},
};
use domain::{ProductId, ProductRow, Setting, Settings, Threshold, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

async fn load() -> Result<(Settings, Vec<ProductRow>), Error> {
    Ok((api::settings_now().await?, api::products().await?))
}

/// When stock is low, for all products and for some.
#[component]
pub(crate) fn ThresholdsPage() -> impl IntoView {
    let (changes, saving) = (Changes::here(), Saving::new());
    let known = Resource::new(move || changes.own(), |_| load());
    let content = drawn_anew(
        known,
        move |(settings, products): (Settings, Vec<ProductRow>)| {
            view! {
                <ForAll now=settings.low_stock saving=saving />
                <ForSome settings=settings products=products saving=saving />
            }
        },
    );
    view! {
        <Title text=words::THRESHOLDS />
        <div class="stack">
            <Said saving=saving />
            <Transition fallback=|| {
                view! { <div class="card"><Skeleton rows=4 /></div> }
            }>{content}</Transition>
        </div>
    }
}

/// A number and its unit, as they are typed.
#[derive(Clone, Copy)]
struct Typed {
    number: RwSignal<String>,
    seats: RwSignal<bool>,
}

impl Typed {
    fn new(threshold: Threshold) -> Self {
        let (number, seats) = match threshold {
            Threshold::Seats(number) => (number, true),
            Threshold::Percent(number) => (number, false),
        };
        Self {
            number: RwSignal::new(number.to_string()),
            seats: RwSignal::new(seats),
        }
    }

    fn read(self) -> Option<Threshold> {
        let number = self.number.read().trim().parse().ok()?;
        Some(match self.seats.get() {
            true => Threshold::Seats(number),
            false => Threshold::Percent(number),
        })
    }
}

/// The number and its unit.
#[component]
fn Inputs(
    id: &'static str,
    typed: Typed,
    /// They are shown as they are.
    fixed: bool,
) -> impl IntoView {
    let unit = move |seats: bool, words: Text| {
        view! {
            <option value=if seats { "seats" } else { "percent" } selected=typed.seats.get_untracked() == seats>
                {words}
            </option>
        }
    };
    view! {
        <div class="labeled">
            <label for=id>{words::LEFT}</label>
            <input
                class="field number"
                id=id
                type="number"
                inputmode="numeric"
                min="0"
                disabled=fixed
                value=typed.number.get_untracked()
                on:input=move |event| typed.number.set(event_target_value(&event))
            />
        </div>
        <select
            class="field"
            aria-label=words::UNIT
            disabled=fixed
            on:change=move |event| typed.seats.set(event_target_value(&event) == "seats")
        >
            {unit(false, words::PERCENT)}
            {unit(true, words::SEATS)}
        </select>
    }
}

#[component]
fn ForAll(now: Threshold, saving: Saving) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::ChangeSettings);
    let (denial, fixed) = (why_not.clone(), why_not.is_some());
    let typed = Typed::new(now);
    let reason = Signal::derive(move || {
        let wrong = match typed.read() {
            None => Some(words::NO_NUMBER),
            Some(threshold) if threshold == now => Some(words::UNCHANGED),
            Some(_) => None,
        };
        why_not.clone().or(wrong.map(Text::to_owned))
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if let (None, Some(threshold)) = (reason.get_untracked(), untrack(|| typed.read())) {
            saving.save([Setting::LowStock(threshold)]);
        }
    };
    view! {
        <Panel id="low-stock" title=words::LOW_STOCK>
            <form class="stack" on:submit=send>
                <p class="quiet">{words::LOW_STOCK_TEXT}</p>
                <div class="row">
                    <Inputs id="left" typed=typed fixed=fixed />
                    <Button look=Look::Primary submit=true reason=reason busy=saving.busy()>
                        {words::SAVE}
                    </Button>
                </div>
                <Denied why_not=denial />
            </form>
        </Panel>
    }
}

#[component]
fn ForSome(settings: Settings, products: Vec<ProductRow>, saving: Saving) -> impl IntoView {
    let why_not = StoredValue::new(expect_context::<Me>().why_not(Verb::ChangeSettings));
    let name = |id: ProductId| {
        let found = products.iter().find(|product| product.id == id);
        found.map_or_else(|| id.to_string(), |product| product.name.to_string())
    };
    let none = settings.low_stock_of.is_empty();
    let row = |(id, threshold): (&ProductId, &Threshold)| {
        let (id, name) = (*id, name(*id));
        view! {
            <li>
                <span>
                    {name.clone()} " " <span class="quiet">{words::threshold(*threshold)}</span>
                </span>
                <Button
                    look=Look::Small
                    reason=why_not.get_value()
                    busy=saving.busy()
                    on_press=move || saving.save([Setting::LowStockOf(id, None)])
                >
                    {words::remove(&name)}
                </Button>
            </li>
        }
    };
    let rows = settings.low_stock_of.iter().map(row).collect_view();
    view! {
        <Panel id="overrides" title=words::OVERRIDES>
            {none.then(|| view! { <p class="quiet">{words::NO_OVERRIDES}</p> })}
            {(!none).then(|| view! { <ul class="lines">{rows}</ul> })}
            <Add usual=settings.low_stock products=products saving=saving />
        </Panel>
    }
}

#[component]
fn Add(usual: Threshold, products: Vec<ProductRow>, saving: Saving) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::ChangeSettings);
    let fixed = why_not.is_some();
    let (typed, product) = (Typed::new(usual), RwSignal::new(None::<ProductId>));
    let reason = Signal::derive(move || {
        let wrong = match (product.get(), typed.read()) {
            (None, _) => Some(words::CHOOSE_FIRST),
            (_, None) => Some(words::NO_NUMBER),
            _ => None,
        };
        why_not.clone().or(wrong.map(Text::to_owned))
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = untrack(|| product.get().zip(typed.read()));
        if let (None, Some((product, threshold))) = (reason.get_untracked(), wanted) {
            saving.save([Setting::LowStockOf(product, Some(threshold))]);
        }
    };
    let option = |product: &ProductRow| {
        view! { <option value=product.id.to_string()>{product.name.to_string()}</option> }
    };
    view! {
        <form class="row" on:submit=send>
            <select
                class="field"
                aria-label=words::PRODUCT
                disabled=fixed
                on:change=move |event| product.set(event_target_value(&event).parse().ok())
            >
                <option value="">{words::CHOOSE_PRODUCT}</option>
                {products.iter().map(option).collect_view()}
            </select>
            <Inputs id="own-left" typed=typed fixed=fixed />
            <Button submit=true reason=reason busy=saving.busy()>
                {words::SET}
            </Button>
        </form>
    }
}
