use super::{
    catalog::{Catalog, FIELD},
    foot::Form,
    shown,
};
use crate::{
    licenses::draft::Draft,
    ui::{Check, Field, Loss, Pane, Unsaved, focus_on},
    words::{Text, products as words},
};
use domain::{Action, Named, Order, ProductId, Purchase, TermLength, calendar};
use leptos::prelude::*;
use leptos_meta::Title;

/// What is asked for.
#[derive(Clone, Copy)]
struct Wish {
    product: RwSignal<Option<Named<ProductId>>>,
    seats: RwSignal<String>,
    length: RwSignal<TermLength>,
    ends: RwSignal<String>,
    recurring: RwSignal<bool>,
}

impl Wish {
    fn new() -> Self {
        Self {
            product: RwSignal::new(None),
            seats: RwSignal::new(String::new()),
            length: RwSignal::new(TermLength::Annual),
            ends: RwSignal::new(String::new()),
            recurring: RwSignal::new(true),
        }
    }

    fn is_begun(self) -> bool {
        self.product.read().is_some() || !self.seats.read().is_empty()
    }

    fn clear(self) {
        self.product.set(None);
        self.seats.set(String::new());
        self.ends.set(String::new());
    }

    /// What is missing yet.
    fn missing(self) -> Text {
        match (self.product.read().is_none(), no_number(&self.seats.read())) {
            (true, _) => words::CHOOSE_PRODUCT,
            (_, Some(why)) => why,
            _ => words::TYPE_DAY,
        }
    }

    fn purchase(self) -> Option<Purchase> {
        let ends = self.ends.get();
        Some(Purchase {
            product: self.product.get()?.id,
            seats: self.seats.read().trim().parse().ok()?,
            length: self.length.get(),
            ends: match ends.as_str() {
                "" => None,
                day => Some(calendar::read(day)?),
            },
            recurring: self.recurring.get(),
        })
    }
}

/// Why this is no number of licenses, if it is none. How many can be bought is the rule's to say.
pub(super) fn no_number(typed: &str) -> Option<Text> {
    match typed.trim() {
        "" => Some(words::TYPE_NUMBER),
        typed => typed.parse::<u32>().is_err().then_some(words::NO_NUMBER),
    }
}

/// The pane that buys a product of the catalog as a subscription of its own.
#[component]
pub(crate) fn BuyPane() -> impl IntoView {
    // Here, because what is asked is made before the pane around it.
    Unsaved::provide();
    let wish = Wish::new();
    let asked = Memo::new(move |_| match wish.purchase() {
        Some(purchase) => Order::new(Action::Subscribe(purchase), []),
        None => Order::default(),
    });
    let draft = Draft::new(asked);
    Unsaved::watch(Loss::Entered, move || {
        !draft.is_pending() && draft.receipt().is_none() && wish.is_begun()
    });
    let again = Callback::new(move |()| {
        wish.clear();
        draft.restart();
        // What was pressed is gone.
        focus_on(FIELD);
    });
    view! {
        <Title text=words::BUY_NEW />
        <Pane title=words::BUY_NEW close=shown::list()>
            <Form
                draft=draft
                act=words::BUY
                idle=Signal::derive(move || wish.missing())
                close=shown::list()
                more=(words::BUY_MORE, again)
            >
                <Catalog chosen=wish.product />
                <Field name="seats" label=words::QUANTITY kind="number" text=wish.seats />
                <Terms wish=wish />
            </Form>
        </Pane>
    }
}

/// For how long, and whether it is renewed.
#[component]
fn Terms(wish: Wish) -> impl IntoView {
    let choice = move |length: TermLength| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="length"
                    prop:checked=move || wish.length.get() == length
                    on:change=move |_| wish.length.set(length)
                />
                <span>{words::length(length)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="stack tight">
            <legend>{words::TERM_LENGTH}</legend>
            {choice(TermLength::Monthly)}
            {choice(TermLength::Annual)}
        </fieldset>
        <Field
            name="ends"
            label=words::ENDS
            kind="date"
            text=wish.ends
            hint=words::ENDS_HINT.to_owned()
        />
        <Check
            label=words::RENEW
            detail=Signal::stored(Some(words::RENEW_TEXT.to_owned()))
            on=wish.recurring
            on_change=Callback::new(move |on| wish.recurring.set(on))
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_of_licenses_is_said_of_the_number() {
        assert_eq!(no_number(" "), Some(words::TYPE_NUMBER));
        for typed in ["1.5", "-3", "5000000000", "1e3"] {
            assert_eq!(no_number(typed), Some(words::NO_NUMBER), "{typed}");
        }
        for typed in ["0", " 25 ", "4000000000"] {
            assert_eq!(no_number(typed), None, "{typed}");
        }
    }
}
